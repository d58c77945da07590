<p>Before</p>
<?php $s = "a ?> b"; // comment with ?> closes here
?><p>Between</p>
<?php # also ?>
<p>After <?php /* not ?> here */ echo 1 ?>
items</p>
<?php $t = 'it\'s ?> in'; $u = `ls ?>`; ?>
<p>Last</p>
