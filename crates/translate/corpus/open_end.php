<html><body><h1>Title</h1>
<?php
// A last island without its end is legal.
include 'footer.php';
echo "?>
