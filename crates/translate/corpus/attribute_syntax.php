<?php
#[Pure] function f() {} # comment ?>
<p>Attributes are no <b>comments</b></p>
<?php #[A("?>")]
function g() { return $this?->a?->b; } ?><p>Done</p>
