//! What holds for every file and every translation.

#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "what is missing ends the test, with what was missing"
)]

mod codes;
mod dialects;
#[path = "../judges/files.rs"]
mod files;
mod hostile;
mod outside;
#[path = "../judges/salad.rs"]
mod salad;
mod scale;
mod skeleton;
mod words;

use proptest::prelude::*;
use translate::{Dialect, Dialects, Fault, Options, Parts, Refusal, What, open, pseudo};

/// Names whose extensions switch on each template language.
pub const NAMES: &[&str] =
    &["a.php", "a.html", "a.blade.php", "a.twig", "a.tpl", "a.asp", "a.shtml", "a.js.php", "a.inc"];

pub fn everything() -> Options {
    let parts = [What::Attributes, What::Meta, What::JsonLd, What::PhpLiterals, What::Code];
    Options { parts: parts.into_iter().fold(Parts::none(), Parts::with), ..Options::default() }
}

/// A file is refused with a sentence, or comes back unchanged, and then translated; whether it passed every gate.
#[track_caller]
pub fn passes(name: &str, source: &[u8], options: &Options) -> bool {
    let document = match open(name, source, options) {
        Ok(document) => document,
        Err(skip) => {
            let broken = matches!(skip, translate::Skip::Identity(_));
            assert!(!broken, "{skip}\n{name}:\n{}", String::from_utf8_lossy(source));
            return true;
        }
    };
    let same = document.translate(|segment| Some(document.segments()[segment.id].text.as_str()));
    assert_eq!(same.bytes, source, "the file did not come back when it was translated into itself");
    let words: Vec<_> = document.segments().iter().map(pseudo).collect();
    let result = document.translate(|segment| Some(&words[segment.id]));
    // Of the gates only the independent reader may object, to pages that are broken in ways of their own.
    assert!(
        matches!(result.fault, None | Some(Fault::Dom)),
        "{:?} {name}:\n{}",
        result.fault,
        String::from_utf8_lossy(source)
    );
    if result.fault.is_some() {
        assert_eq!(result.bytes, source, "a file that fails comes back as it was");
        return false;
    }
    let mut thrown = result.refused.iter().filter_map(|(_, why)| match why {
        Refusal::Gate(fault) => Some(fault),
        _ => None,
    });
    if let Some(fault) = thrown.next() {
        assert_eq!(*fault, Fault::Dom, "{name}:\n{}", String::from_utf8_lossy(source));
        return false;
    }
    if result.refused.is_empty() {
        // The words may be what told the template language; the gates read the result in the same one.
        let options = Options { dialects: Some(document.dialects()), ..*options };
        let again = open(name, &result.bytes, &options).unwrap();
        let kept = |document: &translate::Document<'_>| -> Vec<_> {
            let segments = document.segments().iter();
            segments
                .map(|s| {
                    (s.kind, s.place.clone(), s.codes.iter().map(|c| (c.class, c.form)).collect::<Vec<_>>())
                })
                .collect()
        };
        assert_eq!(kept(&again), kept(&document), "{name}:\n{}", String::from_utf8_lossy(source));
    }
    true
}

#[test]
fn every_file_of_the_corpus_passes() {
    for (name, source) in files::corpus() {
        assert!(passes(&name, &source, &Options::default()), "{name}");
        assert!(passes(&name, &source, &everything()), "{name}");
    }
}

#[test]
fn every_salad_passes_in_every_template_language() {
    let (mut passed, mut all) = (0, 0);
    for seed in 0..300 {
        let name = NAMES[usize::try_from(seed).unwrap() % NAMES.len()];
        for (source, options) in [
            (salad::mixed(seed), Options::default()),
            (salad::mixed(seed + 1_000_000), everything()),
            (salad::html(seed), Options::default()),
            (salad::php(seed), everything()),
        ] {
            passed += usize::from(passes(name, &source, &options));
            all += 1;
        }
    }
    assert!(passed * 100 >= all * 98, "only {passed} of {all} salads pass every gate");
}

/// Bytes that mean nothing in the page's encoding, among its tags and programs.
#[test]
fn rubbish_comes_back_as_it_was() {
    let labels: [&[u8]; 6] = [b"utf-8", b"windows-1251", b"shift_jis", b"gb18030", b"big5", b"euc-kr"];
    let (mut opened, mut edited) = (0, 0);
    for seed in 0..1200_u64 {
        let mut dice = salad::Dice::new(seed);
        let mut page = b"<p>".to_vec();
        for _ in 0..dice.below(8) {
            page.extend((0..dice.below(12)).map(|_| u8::try_from(1 + dice.below(255)).unwrap()));
            page.extend(salad::mixed(seed * 31 + u64::try_from(dice.below(1000)).unwrap()));
        }
        let encoding = translate::Encoding::for_label(labels[dice.below(labels.len())]);
        let options = Options { encoding, ..everything() };
        let name = NAMES[dice.below(NAMES.len())];
        passes(name, &page, &options);
        let Ok(document) = open(name, &page, &options) else { continue };
        opened += 1;
        let words: Vec<_> = document.segments().iter().map(pseudo).collect();
        edited += usize::from(document.splice(|segment| Some(&words[segment.id])) != page);
    }
    assert!(opened > 400 && edited > 300, "only {opened} files were opened, and {edited} translated");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_bytes_pass(bytes in proptest::collection::vec(any::<u8>(), 0..200), name in proptest::sample::select(NAMES)) {
        passes(name, &bytes, &everything());
    }

    #[test]
    fn any_text_passes(text in "\\PC{0,120}", name in proptest::sample::select(NAMES)) {
        passes(name, format!("<p>{text}</p>").as_bytes(), &everything());
    }

    #[test]
    fn tokens_tile_and_islands_lie_in_order(seed in any::<u64>()) {
        let all = [Dialect::Php, Dialect::Blade, Dialect::Twig, Dialect::Smarty, Dialect::Asp, Dialect::Ssi, Dialect::Phpbb, Dialect::Modx];
        let dialects = all.into_iter().fold(Dialects::none(), Dialects::with);
        let source = salad::mixed(seed);
        let mut at = 0;
        for token in translate::layers::tokens(&source, dialects) {
            prop_assert_eq!(token.start, at);
            prop_assert!(token.end > at);
            at = token.end;
        }
        prop_assert_eq!(at, source.len());
        let mut at = 0;
        for island in translate::layers::islands(&source, dialects) {
            prop_assert!(island.start >= at && island.end > island.start && island.end <= source.len());
            at = island.end;
        }
    }
}
