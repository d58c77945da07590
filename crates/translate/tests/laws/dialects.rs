//! What is code, and what are words, in templates of all kinds.

use translate::{Fault, Note, Options, Refusal, open, pseudo};

use super::{files, passes};

/// What the translator sees of a file of the corpus.
#[track_caller]
fn sees(name: &str, expected: &[&str]) {
    let source = files::corpus().into_iter().find(|(known, _)| known == name).unwrap().1;
    let document = open(name, &source, &Options::default()).unwrap();
    let texts: Vec<_> = document.segments().iter().map(|segment| segment.text.as_str()).collect();
    assert_eq!(texts, expected, "{name}");
}

#[test]
fn settings_before_a_page_are_no_words() {
    sees("front_matter.html", &["Our mugs", "<x1/> are made by hand."]);
    sees("sections.htm", &["All mugs", "<x1/> for you"]);
    let rule = open("a.html", b"---\n<p>Words</p>\n---\n<p>More</p>", &Options::default()).unwrap();
    assert_eq!(rule.segments().len(), 2, "a rule of dashes: {:?}", rule.segments());
}

/// What stands before the page is what stood there before the words were others.
#[test]
fn words_do_not_become_settings() {
    let source = b"Mugs<p title='\n==\n'>and cups</p>";
    let document = open("a.html", source, &Options::default()).unwrap();
    let result = document.translate(|_| Some("[Becher]"));
    assert_eq!((result.fault, result.refused.len()), (None, 0));
    assert_eq!(result.bytes, b"[Becher]<p title='\n==\n'>[Becher]</p>");
}

/// A program that begins among the settings and ends in the page is one island.
#[test]
fn settings_do_not_cut_a_program_in_two() {
    let source = b"---\na: <?php echo 1;\n---\n$x = '<p>No words</p>'; ?>\n<p>Words</p>";
    let document = open("a.php", source, &Options::default()).unwrap();
    let last = document.segments().last().unwrap();
    assert_eq!(last.text, "Words");
    assert!(
        document.segments().iter().all(|segment| !segment.text.contains("No")),
        "{:?}",
        document.segments()
    );
}

#[test]
fn the_tags_of_modx_are_code() {
    sees(
        "modx.html",
        &[
            "<x1/> at <x2/>",
            "To <x1/>",
            "Back to <x1/>",
            "Made by <x1/> in a small workshop.",
            "See [[1]] for the rest",
        ],
    );
    sees("evolution.html", &["<x1/> at <x2/>", "Back to <x1/>", "<x1/> Made by <x2/> (or [ not ])."]);
}

/// A snippet without an end must not find one in a translation.
#[test]
fn words_do_not_end_a_tag_of_modx() {
    let source = b"[*pagetitle*] <p>[!Menu? &from=1</p><p>Mugs</p>";
    let document = open("a.html", source, &Options::default()).unwrap();
    let result = document.translate(|segment| (segment.text == "Mugs").then_some("Becher!]"));
    assert_eq!((result.fault, result.bytes.as_slice()), (None, source.as_slice()));
    assert!(matches!(result.refused.as_slice(), [(_, Refusal::Template)]), "{:?}", result.refused);
}

/// Brackets that stood open in the source must not be closed, however the words between them are written in the file.
#[test]
fn words_do_not_make_code_of_open_brackets() {
    let document = open("a.php", b"<p>[f:t<\n", &Options::default()).unwrap();
    let result =
        document.translate(|segment| Some(if segment.text == "[f:t<" { "[f:t< Becher]" } else { "x" }));
    assert_eq!((result.fault, result.bytes.as_slice()), (None, b"<p>[f:t<\n".as_slice()));
    assert!(matches!(result.refused.as_slice(), [(_, Refusal::Template)]), "{:?}", result.refused);
}

/// An end mark that is cut off ends nothing, whatever its words become.
#[test]
fn half_an_end_mark_is_no_end() {
    let source = b"{% verbatim %}<p>{% endverbatim</p><b>{{ x }} and more</b>";
    let document = open("a.twig", source, &Options::default()).unwrap();
    let result = document.translate(|segment| Some(if segment.id == 0 { "Ende" } else { "<x1/> und mehr" }));
    assert_eq!((result.fault, result.refused.len()), (None, 0), "{:?}", document.segments());
    assert_eq!(result.bytes, b"{% verbatim %}<p>Ende</p><b>{{ x }} und mehr</b>");
}

#[test]
fn scripts_and_settings_in_blocks_of_templates_are_code() {
    sees("section.liquid", &["Your cart is empty"]);
    sees("gallery.tpl", &["<x1/> of the week", "<x1/> of <x2/> mugs"]);
    sees("list.dwt", &["None yet", "Mugs of today"]);
}

#[test]
fn a_style_sheet_that_a_template_keeps_for_later_is_left_and_told() {
    let source = b"{% set style %}\n.mug {\n  color: {{ color }};\n  margin: 0;\n}\n{% endset %}\n<p>Some; words {here}\nand\nhere;</p>";
    let document = open("a.html.twig", source, &Options::default()).unwrap();
    assert_eq!(document.segments().len(), 1, "{:?}", document.segments());
    let [Note::Code(span)] = document.notes() else { panic!("{:?}", document.notes()) };
    assert!(source[span.start..span.end].starts_with(b".mug {"));
}

/// What a program prints right behind the name of a tag is an attribute: the tag is what its letters say.
#[test]
fn a_tag_is_known_by_the_letters_before_a_program() {
    let source = b"<script<?php echo ' async' ?>>var a = '<p>no words</p>';</script><p<?= $class ?>>Words <b<?= $x ?>>and</b> more</p>";
    let document = open("a.php", source, &Options::default()).unwrap();
    let seen: Vec<_> = document.segments().iter().map(|s| (s.place.as_str(), s.text.as_str())).collect();
    assert_eq!(seen, [("p", "Words <g1>and</g1> more")]);
}

/// A mark that stands open in the words must find no end behind them.
#[test]
fn words_do_not_reach_into_the_code_behind_them() {
    let document = open("a.twig", b"<p>Mugs</p>l{{{{/}}<p>", &Options::default()).unwrap();
    let result = document.translate(|segment| Some(if segment.id == 0 { "Becher" } else { "k{{ ·" }));
    assert_eq!((result.fault, result.bytes.as_slice()), (None, b"<p>Becher</p>l{{{{/}}<p>".as_slice()));
    assert_eq!(result.refused, [(1, Refusal::Template)]);
}

/// A word right behind a directive would make another one of it.
#[test]
fn words_do_not_run_into_the_code_before_them() {
    let source = b"<p title='Mugs @endphp! and cups'>x</p>";
    let document = open("a.blade.php", source, &Options::default()).unwrap();
    let seen: Vec<_> = document.segments().iter().map(|segment| segment.text.as_str()).collect();
    assert_eq!(seen, ["Mugs", "! and cups", "x"]);
    assert_eq!(document.check(1, "und Tassen"), Err(Refusal::Template));
    assert_eq!(document.check(1, "! und Tassen"), Ok(()));
    assert_eq!(document.splice(|segment| (segment.id == 1).then_some("und Tassen")), source);
}

/// Browsers see the end of a `<noscript>` where we see words of a title: whoever is right, the other words are translated.
#[test]
fn a_text_with_which_a_page_fails_is_left_and_the_others_are_not() {
    let odd = "<noscript><title>Cups</noscript>and</title><h1>More</h1>";
    let translated = |page: &str| {
        let document = open("a.html", page.as_bytes(), &Options::default()).unwrap();
        let words: Vec<String> = document.segments().iter().map(pseudo).collect();
        let result = document.translate(|segment| Some(&words[segment.id]));
        (String::from_utf8(result.bytes).unwrap(), result.fault, result.refused)
    };
    let (page, fault, refused) = translated(&format!("<p>Mugs</p>{odd}"));
    assert_eq!((fault, refused), (None, vec![(1, Refusal::Gate(Fault::Dom))]));
    let expected = "<p>[!! Mûĝš ·]</p><noscript><title>Cups</noscript>and</title><h1>[!! Möŕé ·]</h1>";
    assert_eq!(page, expected);
    // Where there are many something else is wrong.
    let many = format!("<p>Mugs</p>{}", odd.repeat(5));
    assert_eq!(translated(&many), (many.clone(), Some(Fault::Dom), vec![]));
}

/// A `>` of a program does not end the tag that the program stands in.
#[test]
fn a_program_in_a_tag_of_json_is_one_with_it() {
    let source =
        br#"<script type="application/ld+json">{"name": "<a href='<?= $u ?>'>Mugs</a> of clay"}</script>"#;
    let document = open("a.php", source, &Options::default()).unwrap();
    assert_eq!(document.segments()[0].text, "<x1/>Mugs<x2/> of clay");
    let mangled = br#"<script type="application/ld+json">"name":"<x<?>"s"?>""#;
    assert!(passes("a.php", mangled, &Options::default()));
}

#[test]
fn pages_of_other_makers_of_sites_are_read_as_what_they_are() {
    sees("dede.htm", &["<g1><x2/></g1> made by hand"]);
    sees("forum.html", &["<x1/>: <x2/> mugs in <x3/>", "Welcome to the forum"]);
    sees(
        "shortcodes.html",
        &[
            "<x1/> Our mugs <x2/>A mug<x3/>",
            "<x1/> says hello, <x2/> and <x3/>",
            "Write [your name] and {name} here [1], it costs $5",
            "<x1/> Links, <x2/> <x3/> and <x4/>, dear <x5/>, for $US 5",
        ],
    );
}

#[test]
fn a_translation_brings_in_no_code_that_only_the_site_knows() {
    let document = open("a.html", b"<p>Words</p>", &Options::default()).unwrap();
    for answer in ["{SITE_NAME} Worte", "Worte ${x}", "[gallery ids=\"1\"] Worte", "Worte [/caption]"] {
        assert_eq!(document.check(0, answer), Err(Refusal::Template), "{answer}");
    }
    assert_eq!(document.check(0, "Worte [eins] {name} $5"), Ok(()));
}
