//! Files that are made to hurt: time and memory stay in proportion, and nothing recurses as deep as they say.

use super::{everything, passes};

#[track_caller]
fn survives(name: &str, source: &str) {
    assert!(passes(name, source.as_bytes(), &everything()), "{}", &source[..60]);
}

#[test]
fn nesting_costs_nothing_special() {
    let n = 12_000;
    survives("a.html", &format!("{}deep words{}", "<div>".repeat(n), "</div>".repeat(n)));
    survives("a.html", &format!("{}deep words", "<b>".repeat(n)));
    survives("a.html", &format!("words{}", "<b><i>a</b></i>".repeat(n / 4)));
    survives("a.php", &format!("<p>x</p><?php {}", "\"{$a[".repeat(n)));
    survives("a.php", &format!("<p>x</p><?php {}", "{".repeat(n)));
    survives("a.php", &format!("<p>x</p>{}", "<?php { ?>a".repeat(n / 4)));
    survives(
        "a.html",
        &format!("<script type=application/ld+json>{}</script>words", "[{\"name\":".repeat(n)),
    );
    survives("a.html", &format!("{}words", "<span translate=no>".repeat(n / 4)));
}

#[test]
fn what_never_ends_is_looked_for_once() {
    let n = 12_000;
    survives("a.php", &format!("<p>x</p><?php $a = <<<EOT\n{}", "never EOT ends $a\n".repeat(n / 4)));
    survives("a.html", &format!("<p title=\"{}\">x</p>", "word ".repeat(n)));
    survives("a.html", &format!("<p>x</p>{}", "<!-- ".repeat(n)));
    survives("a.html", &format!("<p>x</p><script>{}", "<!--<script>".repeat(n / 4)));
    survives("a.html", &format!("<p>x {}</p>", "{{ ".repeat(n)));
    survives("a.html", &format!("<p>x {}</p>", "&".repeat(n)));
    survives("a.html", &format!("<p>x {}</p>", "&lt;g1&gt;<b>x</b>".repeat(n / 8)));
    survives("a.blade.php", &format!("<p>x</p>{}", "@if(".repeat(n)));
    survives("a.blade.php", &format!("<p>x</p>{}", "{{-- ".repeat(n)));
    survives("a.twig", &format!("<p>x</p>{}", "{{ '}} ".repeat(n)));
    survives("a.twig", &format!("<p>x</p>{}", "{% raw %}".repeat(n / 4)));
    survives("a.tpl", &format!("<p>x</p>{{$a}}{}", "{if '}".repeat(n)));
    survives("a.asp", &format!("<p>x</p>{}", "<% ".repeat(n)));
    survives("a.html", &format!("<p>x</p>{}", "</".repeat(n)));
    survives("a.html", &format!("<p>x</p>{}", "<a ".repeat(n)));
    survives("a.html", &"<a title=x>y".repeat(n / 8));
}
