<?php if (have_posts()): ?>
<h1><?php _e('Latest posts', 'theme'); ?></h1>
<p class="<?= $c ?>" title="<?php esc_attr_e( "Read the $count articles", 'theme' ); ?>"><?= __('It\'s \\ here') ?> and <?php printf( _n( '%s comment', '%s comments', $n, 'theme' ), $n ); ?></p>
<?php echo sprintf(esc_html__("By {$post->author['name']} on \$5 \"day\"\n", 'theme'), t("Not $a[0] nor ${b}")); ?>
<?php function t($x) { return "not words"; } $db->query("SELECT name FROM people"); $a = ['not' => 'Not these words']; ?>
<?php endif; ?>
