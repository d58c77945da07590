{* a <b>comment</b> *}{include file="header.tpl" title="A {$x} title"}
<h1>{$title|escape:"html"} in the shop</h1>
{if $a > 1 && $b}<p>You bought {$count} things, {l s='hello'}.</p>{else}<p>Nothing</p>{/if}
{literal}<script>if (a) { b("{x}") }</script>{/literal}
<a href="{$link->get('x', ['a' => '}'])}" title="Open {$name}">Open { not code }</a>
