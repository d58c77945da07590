<<?= $tag ?> class="a">A heading of any <em>size</em></<?= $tag ?>>
<p>Text after it</p>
