<p>Text before</p>
<?php $x->__halt_compiler; __HALT_COMPILER(); ?>
<p>Data, <? not ?> text</p>
