<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">
<title>Магазин</title>
<?php $имя = "?>"; echo $имя; ?>
<p title="Подсказка">Здравствуйте, <b><?= $имя ?></b>! Цены &mdash; ниже.</p>
<img alt="Картинка" src="a.gif">
