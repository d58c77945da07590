use encoding_rs::UTF_8;

use super::*;
use crate::analysis::Known;
use crate::island::Dialects;
use crate::options::Options;
use crate::segment::php::Strings;

fn seen(before: &str, after: &str) -> Result<DomCheck, Fault> {
    let analysis = |page: &'static [u8]| {
        let dialects = Dialects::detect("a.php", page);
        let known = Known { encoding: UTF_8, dialects, strings: Strings::Prose, begin: None };
        Analysis::new(page, known, &Options::default())
    };
    let [before, after] = [before, after].map(|page| page.to_owned().into_bytes().leak());
    same(&analysis(before), &analysis(after))
}

#[track_caller]
fn differs(before: &str, after: &str) {
    assert_eq!(seen(before, after), Err(Fault::Dom), "{before}\n{after}");
    assert_eq!(seen(after, before), Err(Fault::Dom), "{after}\n{before}");
}

#[track_caller]
fn agrees(before: &str, after: &str) {
    assert_eq!(seen(before, after), Ok(DomCheck::Same), "{before}\n{after}");
}

#[test]
fn attributes_count_but_for_their_words() {
    differs("<p class=a>One</p>", "<p class=b>Eins</p>");
    differs("<p class=a>One</p>", "<p id=a>Eins</p>");
    differs("<p>One</p>", "<p onclick=evil>Eins</p>");
    differs("<img src=a.png alt='A mug'>", "<img src=b.png alt='A mug'>");
    agrees("<p title='A hint'>One</p>", "<p title='Ein Hinweis'>Eins</p>");
    agrees("<p title=' A &amp; b '>One</p>", "<p title=' Ein &quot;B&quot; '>Eins</p>");
    agrees("<p title='A <?= $x ?> hint'>One</p>", "<p title='<?= $x ?> Hinweis'>Eins</p>");
    differs("<p title='A hint '>One</p>", "<p title=' Ein Hinweis'>Eins</p>");
}

/// The words of an attribute go as far as another reader says, not as far as ours does.
#[test]
fn words_that_another_reader_sees_end_elsewhere_count() {
    let page = |words: &str| format!("<noscript><p title='{words}'></noscript>");
    agrees(&page("A hint"), &page("Ein Hinweis"));
    differs(&page("A hint"), &page("Ein </noscript><b>"));
}

#[test]
fn what_ends_a_sentence_keeps_its_order() {
    differs("<h1>One</h1><p>two</p>", "<p>Eins</p><h1>zwei</h1>");
    differs("<ul><li class=a>One<li>two</ul>", "<ul><li>Eins<li class=a>zwei</ul>");
    differs("<p><b>One</b></p><p>two</p>", "<p>Eins</p><p><b>zwei</b></p>");
}

#[test]
fn what_is_inline_may_change_places_in_its_sentence() {
    agrees(
        "<p>A <b class=x>bold</b> and <i>other</i><!-- c --> word<br></p>",
        "<p><i>Ein</i> anderes<br> und <b class=x>fettes</b><!-- c --> Wort</p>",
    );
    agrees("<p>Go <b<?= $x ?>>on</b> and <i>on</i></p>", "<p><i>Weiter</i> und <b<?= $x ?>>weiter</b></p>");
    differs("<p>A <b class=x>bold</b> word</p>", "<p>Ein <b class=y>fettes</b> Wort</p>");
    differs("<p>One<!-- c --></p>", "<p>Eins<!-- d --></p>");
}

#[test]
fn what_holds_no_markup_is_seen_as_it_stands() {
    differs("<script>a = 1</script><p>One</p>", "<script>a = 2</script><p>Eins</p>");
    differs("<style>a { top: 0 }</style><p>One</p>", "<style>b { top: 0 }</style><p>Eins</p>");
    agrees("<title>One</title>", "<title>Eins</title>");
    agrees("<textarea>\n One </textarea>", "<textarea>\n Eins </textarea>");
    differs("<textarea>\n One </textarea>", "<textarea>\n Eins</textarea>");
    let json = |name: &str, url: &str| {
        format!("<script type='application/ld+json'>{{\"name\": \"{name}\", \"url\": \"{url}\"}}</script>")
    };
    agrees(&json("One", "/a"), &json("Eins \\u003c zwei", "/a"));
    differs(&json("One", "/a"), &json("Eins", "/b"));
    differs("<!doctype html><p>One</p>", "<!doctype svg><p>Eins</p>");
}
