<? if ($x > 0) { ?><p>More than nothing</p><? } else { ?><p>Nothing at all</p><? } ?>
<?="<p>"?>Echoed<?="</p>"?>
