//! The skeleton of a page stays, whatever its words become. html5gum reads the page before and after: the same tags, comments
//! and document types in the same order, the same attributes with the same values; only the words in a value may be others.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{Token, Tokenizer};
use translate::{Dialects, Document, Kind, Options, Part, Segment, Span, layers, open};

use super::salad::{self, Dice};
use super::{NAMES, everything, files};

/// Around the words of an attribute in the page as it was; no translation can bring it in.
const MARK: u8 = 0x01;

/// Its name and its value.
type Attribute = (Vec<u8>, Vec<u8>);

#[derive(Debug, PartialEq)]
enum Thing {
    Start(Vec<u8>, Vec<Attribute>),
    End(Vec<u8>),
    Comment(Vec<u8>),
    Doctype(Vec<u8>),
}

fn things(page: &[u8], dialects: Dialects, words: &[Span]) -> Vec<Thing> {
    let mut put: Vec<(Span, &[u8])> =
        layers::islands(page, dialects).into_iter().map(|island| (island, b"x".as_slice())).collect();
    for at in words.iter().flat_map(|span| [span.start, span.end]) {
        put.push((Span::new(at, at), &[MARK]));
    }
    put.sort_by_key(|(span, _)| *span);
    let (mut masked, mut at) = (Vec::new(), 0);
    for (span, with) in put {
        masked.extend_from_slice(&page[at..span.start]);
        masked.extend_from_slice(with);
        at = span.end;
    }
    masked.extend_from_slice(&page[at..]);
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let tokens = Tokenizer::new_with_emitter(masked.as_slice(), emitter);
    let thing = |token| match token {
        Token::StartTag(tag) => {
            let attributes = tag.attributes.into_iter().map(|(name, value)| (name.0, value.value.0));
            Some(Thing::Start(tag.name.0, attributes.collect()))
        }
        Token::EndTag(tag) => Some(Thing::End(tag.name.0)),
        Token::Comment(comment) => Some(Thing::Comment(comment.value.0)),
        Token::Doctype(kind) => Some(Thing::Doctype(kind.name.0)),
        Token::String(_) | Token::Error(_) => None,
    };
    tokens.filter_map(|token| thing(token.unwrap())).collect()
}

/// Whether the new value is the old one with other words between the marks.
fn has_other_words(old: &[u8], new: &[u8]) -> bool {
    let fixed: Vec<&[u8]> = old.split(|b| *b == MARK).step_by(2).collect();
    let [first, between @ .., last] = fixed.as_slice() else { return old == new };
    let Some(mut rest) = new.strip_prefix(*first).and_then(|rest| rest.strip_suffix(*last)) else {
        return false;
    };
    for piece in between.iter().filter(|piece| !piece.is_empty()) {
        let Some(at) = rest.windows(piece.len()).position(|found| found == *piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    true
}

fn agree(old: &Thing, new: &Thing) -> bool {
    let (Thing::Start(name, before), Thing::Start(other, after)) = (old, new) else { return old == new };
    let same = |(old, new): (&Attribute, &Attribute)| old.0 == new.0 && has_other_words(&old.1, &new.1);
    name == other && before.len() == after.len() && before.iter().zip(after).all(same)
}

/// The result has the page's skeleton. Its codes must be in the order of the page.
#[track_caller]
pub fn stays(document: &Document<'_>, result: &[u8]) {
    let in_tags = |segment: &&Segment| matches!(segment.kind, Kind::Attribute | Kind::Meta);
    let islands = document.islands();
    let in_code = |span: Span| islands.iter().any(|island| island.span.holds(span));
    let words = document.segments().iter().filter(in_tags).map(|segment| segment.span);
    let words: Vec<Span> = words.filter(|span| !in_code(*span)).collect();
    let before = things(document.source(), document.dialects(), &words);
    let after = things(result, document.dialects(), &[]);
    let wrong = before.iter().zip(&after).find(|(old, new)| !agree(old, new));
    let text = String::from_utf8_lossy;
    assert!(
        wrong.is_none() && before.len() == after.len(),
        "{wrong:?} of\n{}\nbecame\n{}",
        text(document.source()),
        text(result)
    );
}

const HOSTILE: &[&str] = &[
    "word ",
    "<b>",
    "</p>",
    "<p>",
    "\"",
    "'",
    ">",
    "<",
    "&",
    "&lt;",
    "&#60;b>",
    "&#34;",
    "<?php evil() ?>",
    "?>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "</title>",
    "</textarea>",
    "</script>",
    "<script>evil()</script>",
    " onclick=evil() ",
    "=",
    "`",
    "\n",
    "\\",
    "\\u003c",
    "<x9/>",
    "</g1>",
    "é",
    "\u{2028}",
    "--",
    "/>",
    "<!DOCTYPE x>",
    "javascript:",
    "%>",
    "#",
];

/// The text with other words between its codes.
fn other_words(segment: &Segment, dice: &mut Dice) -> String {
    let mut out = String::new();
    for part in segment.parts(&segment.text) {
        match part {
            Part::Text(_) => {
                out.push_str("word");
                for _ in 0..dice.below(4) {
                    out.push_str(dice.pick(HOSTILE));
                }
            }
            Part::Open(n) => out.push_str(&["<g", &n.to_string(), ">"].concat()),
            Part::Close(n) => out.push_str(&["</g", &n.to_string(), ">"].concat()),
            Part::Single(n) => out.push_str(&["<x", &n.to_string(), "/>"].concat()),
        }
    }
    out
}

#[test]
fn the_skeleton_stays_whatever_the_words_become() {
    let (mut edited, mut thrown) = (0, 0);
    let salads = (0..2_000_u64).zip(NAMES.iter().cycle()).flat_map(|(seed, name)| {
        let options = if seed % 2 == 0 { everything() } else { Options::default() };
        let files = [salad::mixed(seed), salad::html(seed)];
        files.map(|file| ((*name).to_owned(), file, options, seed))
    });
    let corpus = files::corpus().into_iter().map(|(name, file)| (name, file, everything(), 7));
    for (name, file, options, seed) in salads.chain(corpus) {
        let Ok(document) = open(&name, &file, &options) else { continue };
        let mut dice = Dice::new(seed);
        let words: Vec<String> = document.segments().iter().map(|s| other_words(s, &mut dice)).collect();
        let result = document.translate(|segment| Some(&words[segment.id]));
        stays(&document, &result.bytes);
        edited += usize::from(!result.edited.is_empty());
        thrown += usize::from(result.fault.is_some());
    }
    // The gates are for what nobody has thought of: `@verbatim` as a word, whose translation switches a language on again.
    assert!(edited > 1_000 && thrown < 10, "{edited} pages were translated, {thrown} thrown away");
}

/// The judge does object.
#[test]
fn another_skeleton_is_noticed() {
    let page = b"<!doctype html><p class=a title=' A hint '>One <b>word</b><!-- c --></p>";
    let document = open("a.html", page, &Options::default()).unwrap();
    stays(&document, b"<!doctype html><p class=a title=' Ein Hinweis '>Ein <b>Wort</b><!-- c --></p>");
    for other in [
        "<!doctype html><p class=b title=' A hint '>One <b>word</b><!-- c --></p>",
        "<!doctype html><p class=a title=' A hint'>One <b>word</b><!-- c --></p>",
        "<!doctype html><p class=a title=' A hint ' id=b>One <b>word</b><!-- c --></p>",
        "<!doctype html><p class=a title=' A hint '>One <i>word</i><!-- c --></p>",
        "<!doctype html><p class=a title=' A hint '>One <b>word</b><!-- d --></p>",
        "<!doctype html><p class=a title=' A hint '>One <b>word</b><!-- c -->",
        "<!doctype html><b>One</b><p class=a title=' A hint '>word<!-- c --></p>",
    ] {
        let noticed = std::panic::catch_unwind(|| stays(&document, other.as_bytes()));
        assert!(noticed.is_err(), "{other}");
    }
}
