<?php $a = 1; ?>
<p>A program with a mark</p>
