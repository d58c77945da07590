<?php
$a = <<<EOT
?> still string {$t["k"]} and "{$t['a']["b"]}" ${x} $y[0] $z->w
  EOTX
 EOT . "x";
$b = <<<'RAW'
?> {$not} <?php
RAW;
$c = "{$a["{$b['?>']}"]}";
?>
<p>After the <i>heredoc</i></p>
<?php echo <<<"X"
X
?>
<p>And an empty one</p>
