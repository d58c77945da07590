<meta charset=gbk><p title="你好">欢迎<?= $name ?>光临</p>
