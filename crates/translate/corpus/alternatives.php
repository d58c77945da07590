<?php if ($n === 1): ?>
  <p>You have one message.</p>
<?php else: ?>
  <p>You have <?= $n ?> messages, <?php echo htmlspecialchars($name, ENT_QUOTES); ?>.</p>
<?php endif; foreach ($list as $item) { ?>
  <li><?= $item['name'] ?></li>
<?php } ?>
<title><?= $title ?> – My shop</title>
<p title="<?php if ($x) { ?>Open<?php } else { ?>Closed<?php } ?>">Door
