<a href="<?= $u ?>" <?php if ($x): ?>class="on"<?php endif ?> title="Go on">More about <b>this</b></a>
