//! Codes may change places; nothing that is no text can be lost or made.

use proptest::prelude::*;
use translate::{CodeFault, Dialects, Options, Part, Parts, Refusal, Segment, layers, open};

use super::salad::{self, Dice};
use super::skeleton;

/// The segment's top-level stretches in another order: a pair moves with what is in it, what may not move keeps its order.
fn shuffled(segment: &Segment, dice: &mut Dice) -> String {
    let parts = segment.parts(&segment.text);
    let mut stretches: Vec<(String, bool)> = Vec::new();
    let mut depth = 0_usize;
    for part in parts {
        let fixed = |n: usize| !segment.codes.iter().find(|code| code.number == n).unwrap().movable;
        let (word, opens, closes, stays) = match part {
            Part::Text(text) => (text.to_owned(), false, false, false),
            Part::Open(n) => (format!("<g{n}>"), true, false, fixed(n)),
            Part::Close(n) => (format!("</g{n}>"), false, true, false),
            Part::Single(n) => (format!("<x{n}/>"), false, false, fixed(n)),
        };
        if depth == 0 {
            stretches.push((word, stays));
        } else {
            let last = stretches.last_mut().unwrap();
            last.0.push_str(&word);
            last.1 |= stays;
        }
        depth = depth + usize::from(opens) - usize::from(closes);
    }
    for _ in 0..stretches.len() {
        let (a, b) = (dice.below(stretches.len()), dice.below(stretches.len()));
        if !stretches[a].1 && !stretches[b].1 {
            stretches.swap(a, b);
        }
    }
    stretches.into_iter().map(|(word, _)| word).collect()
}

/// All tags and islands, sorted.
fn things(source: &[u8], dialects: Dialects) -> Vec<Vec<u8>> {
    let spans = layers::tags(source, dialects).into_iter().chain(layers::islands(source, dialects));
    let mut things: Vec<_> = spans.map(|span| source[span.start..span.end].to_vec()).collect();
    things.sort();
    things
}

#[test]
fn whatever_order_codes_come_in_the_tags_and_islands_are_the_same() {
    let mut moved = 0;
    for seed in 0..800 {
        let source = salad::mixed(seed);
        // Attributes are words here and tags there, so they stay.
        let texts = Options { parts: Parts::none(), ..Options::default() };
        let Ok(document) = open("a.php", &source, &texts) else { continue };
        let mut dice = Dice::new(seed);
        let words: Vec<_> = document.segments().iter().map(|segment| shuffled(segment, &mut dice)).collect();
        let result = document.translate(|segment| Some(&words[segment.id]));
        assert_eq!(result.fault, None, "{words:?}\n{}", String::from_utf8_lossy(&source));
        assert_eq!(things(&result.bytes, document.dialects()), things(&source, document.dialects()));
        moved += usize::from(result.bytes != source);
    }
    assert!(moved > 50, "only {moved} salads were shuffled at all");
}

/// Whether the codes of a translation stand as they stood.
fn codes_in_order(segment: &Segment, translation: &str) -> bool {
    let codes = |text: &str| -> Vec<String> {
        let parts = segment.parts(text);
        parts.iter().filter(|part| !matches!(part, Part::Text(_))).map(|part| format!("{part:?}")).collect()
    };
    codes(&segment.text) == codes(translation)
}

/// What PHP would swallow, and what steers it, stays where it was; the rest may go where a language wants it.
#[test]
fn codes_that_move_do_not_change_what_a_program_does() {
    let writes = |source: &str, translation: &str, expected: &str| {
        let document = open("a.php", source.as_bytes(), &Options::default()).unwrap();
        let result = document.translate(|_| Some(translation));
        assert_eq!((result.fault, result.refused.as_slice()), (None, [].as_slice()), "{source}");
        assert_eq!(String::from_utf8(result.bytes).unwrap(), expected);
    };
    writes("<p>\n<?= $n ?> mugs\n</p>", "Tassen: <x1/>", "<p>\nTassen: <?= $n ?> \n</p>");
    writes("<p>\n<?= $n ?> mugs\r\n</p>", "Tassen: <x1/>", "<p>\nTassen: <?= $n ?> \r\n</p>");
    writes("<p>\n<?= $n ?> mugs</p>", "Tassen: <x1/>", "<p>\nTassen: <?= $n ?></p>");
    writes(
        "<pre><?= $n ?> mugs\nor cups</pre>",
        "Tassen: <x1/>\noder",
        "<pre>Tassen: <?= $n ?> \noder</pre>",
    );
    let tags =
        segment("<p>A <b<?php if ($x) echo ' class=a' ?>>b</b> or <i <?php $x++ ?>>c</i> or <u>d</u></p>");
    assert_eq!(tags.check_codes("<u>d</u> A <g1>b</g1> <g2>c</g2> <g3>d</g3>"), Ok(()));
    assert_eq!(tags.check_codes("<g3>d</g3> A <g1>b</g1> <g2>c</g2>"), Ok(()));
    assert_eq!(tags.check_codes("A <g2>c</g2> <g1>b</g1> <g3>d</g3>"), Err(CodeFault::Moved(1)));
}

/// The only segment of `source`.
fn segment(source: &str) -> Segment {
    let document = open("a.php", source.as_bytes(), &Options::default()).unwrap();
    assert_eq!(document.segments().len(), 1, "{:?}", document.segments());
    document.segments()[0].clone()
}

#[track_caller]
fn check(translation: &str, expected: Result<(), CodeFault>) {
    let segment =
        segment("<p>A <b>bold <i>and</i></b> <?= $x ?> word<br><?php f(); ?> by <?php g(); ?> us</p>");
    assert_eq!(segment.text, "A <g1>bold <g2>and</g2></g1> <x3/> word<x4/><x5/> by <x6/> us");
    assert_eq!(segment.check_codes(translation), expected);
}

#[test]
fn what_is_wrong_with_codes_is_told() {
    check("<x3/> B <g1><g2>c</g2> d</g1> e<x4/><x5/> f <x6/>", Ok(()));
    check("<x3/> B <g1><g2>c</g2> d</g1> e<x5/> f <x6/>", Err(CodeFault::Missing(4)));
    check("<x3/> B <g1><g2>c</g2> d</g1> e<x4/><x5/> f <x6/><x3/>", Err(CodeFault::Repeated(3)));
    check("<x3/> B <g1><g2>c</g1> d</g2> e<x4/><x5/> f <x6/>", Err(CodeFault::Unbalanced(1)));
    check("<x3/> B <g1>d</g1> <g2>c</g2> e<x4/><x5/> f <x6/>", Err(CodeFault::OutOfItsPair(2)));
    check("<x3/> B <g1><g2>c</g2> d</g1> e<x4/><x6/> f <x5/>", Err(CodeFault::Moved(5)));
    check("<x3/> B <g1><g2>c</g2> d e<x4/><x5/> f <x6/>", Err(CodeFault::OutOfItsPair(4)));
    check("<x9/> is text <x3/> B <g1><g2>c</g2> d</g1> e<x4/><x5/> f <x6/>", Ok(()));
}

#[test]
fn words_that_look_like_codes_are_words() {
    let lookalike = segment("<p>Write &lt;g1&gt; in <b>your</b> file</p>");
    assert_eq!(lookalike.text, "Write <g1> in <g2>your</g2> file");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    /// A translator may answer anything.
    #[test]
    fn any_answer_is_refused_or_harmless(answer in "(\\PC|<|>|\"|'|&|\\{|\\}|<\\?|\\?>|\\{\\{|\\n|<x3/>|<g1>|</g1>|<g2>|</g2>|<script>|%|\\$|@if\\(|\\\\|\u{0}){0,12}", place in 0..9_usize) {
        let pages = [
            "<p>One word</p>", "<p title=\"One word\">x1</p>", "<p title='One word'></p>", "<p title=Word></p>",
            "<title>One word</title>", "<textarea>One word</textarea>",
            "<script type=\"application/ld+json\">{\"name\": \"One word\"}</script>",
            "<p>A <b>bold <i>and</i></b> <?= $x ?> word</p>", "<meta name=description content=\"One {{ v }} word\">",
        ];
        for name in super::NAMES {
            let source = pages[place].as_bytes();
            let Ok(document) = open(name, source, &Options::default()) else { continue };
            let result = document.translate(|segment| (segment.id == 0).then_some(answer.as_str()));
            prop_assert_eq!(&result.fault, &None, "{} {:?} {}", name, answer, String::from_utf8_lossy(&result.bytes));
            if codes_in_order(&document.segments()[0], &answer) {
                skeleton::stays(&document, &result.bytes);
            }
            prop_assert_eq!(things(&result.bytes, document.dialects()).len(), things(source, document.dialects()).len());
            let known = document.check(0, &answer).is_err() || answer == document.segments()[0].text;
            prop_assert_eq!(result.edited.is_empty(), known);
        }
    }
}

/// Found by the fuzzer: escaped, they looked like tags when the result was read again, and the whole file was thrown away.
#[test]
fn angles_before_what_json_escapes_are_no_tags() {
    let source = br#"<script type="application/ld+json">{"name": "One word"}</script>"#;
    let document = open("a.html", source, &Options::default()).unwrap();
    for answer in ["<< Eins zwei>", "<\reins zwei>"] {
        let result = document.translate(|_| Some(answer));
        assert_eq!(result.fault, None, "{answer:?}");
    }
    let source = b"<?php return ['a' => 'One word'];";
    let options = super::everything();
    let document = open("lang/en.php", source, &options).unwrap();
    let result = document.translate(|_| Some("Ein\\u003CR Wort>"));
    assert_eq!(result.fault, None);
}

#[test]
fn code_is_not_brought_in() {
    let refused = |name: &str, source: &str, answer: &str| {
        let document = open(name, source.as_bytes(), &Options::default()).unwrap();
        document.check(0, answer).unwrap_err()
    };
    assert_eq!(refused("a.html", "<p>One</p>", "Eins {{ evil }}"), Refusal::Template);
    assert_eq!(refused("a.blade.php", "<p>One</p>", "Eins @if(evil) zwei"), Refusal::Template);
    assert_eq!(refused("a.tpl", "{$a}<p>One</p>", "Eins {include file=x}"), Refusal::Template);
    assert_eq!(refused("a.html", "<p title=One></p>", "Eins onclick"), Refusal::Unquoted(' '));
    assert_eq!(refused("a.html", "<p>One</p>", "Eins\u{0}"), Refusal::Control('\0'));
    assert_eq!(refused("a.html", "<p>One</p>", "1"), Refusal::NoLetters);
    assert_eq!(refused("a.html", "<p>{{ a }} One</p>", "{<x1/>} Eins"), Refusal::Template);
}
