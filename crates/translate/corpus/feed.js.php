<?php header('Content-Type: application/javascript'); ?>
var text = "<p>not html</p>";
