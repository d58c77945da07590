<p>One <!-- a <b>comment</b> --> two <?php /* silent */ ?> three <?php the_title(); ?> four.</p>
<!--[if IE]><p>Old</p><![endif]--><!-- <?php echo "-->" ?> --><p>After</p>
