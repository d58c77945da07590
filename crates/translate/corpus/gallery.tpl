{combine_script id='gallery'}
{footer_script require='jquery'}
jQuery(function ($) { $('.mug').text("none" < 1); });
{/footer_script}
{html_style}
.mug > b { color: red }
{/html_style}
<h2>{'Mugs'|@translate} of the week</h2>
<p>{{count}} of {$total} mugs</p>
