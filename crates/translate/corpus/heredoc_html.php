<?php
$html = <<<HTML
  <p title="A $hint here">Dear <b>{$user['name']}</b>, you owe us \$5 today.</p>
  <pre>
EOT kept
  </pre>
HTML;
$sql = <<<SQL
SELECT * FROM people WHERE name = 'x'
SQL;
echo <<<'RAW'
    <p>Raw $words with \n and more</p>
    RAW . "x";
?>
<p>And a page</p>
