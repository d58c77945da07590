<p>One
line</p>
<pre>
  kept
  as is
</pre><p>OldMac</p>
<?php echo 1 ?>
<p>swallowed</p>
