//! Other people's readers as judges: PHP's own tokenizer says what is program code, html5gum where tags are.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "what is missing ends the test, with what was missing"
)]

mod files;
mod literals;
mod php;
mod salad;
mod tags;

use php::Php;
use translate::{Dialect, Dialects, Options, Parts, What, open, pseudo};

/// PHP and we agree on where its code is.
#[track_caller]
fn agree_on_islands(php: &mut Php, name: &str, source: &[u8]) {
    let theirs = php.inline(source);
    let ours = translate::layers::islands(source, Dialects::none().with(Dialect::Php));
    let ours = between(&ours, source.len());
    assert_eq!(
        ours,
        theirs,
        "PHP sees other HTML than we do in {name}:\n{}",
        String::from_utf8_lossy(source)
    );
}

/// What lies between islands.
fn between(islands: &[translate::Span], length: usize) -> Vec<(usize, usize)> {
    let mut at = 0;
    let mut sea = Vec::new();
    for island in islands {
        sea.push((at, island.start));
        at = island.end;
    }
    sea.push((at, length));
    sea.retain(|(start, end)| start < end);
    sea
}

#[test]
fn php_takes_for_code_what_we_take_for_islands_in_the_corpus() {
    let mut php = Php::start();
    for (name, source) in files::corpus() {
        agree_on_islands(&mut php, &name, &source);
    }
}

#[test]
fn php_takes_for_code_what_we_take_for_islands_in_salads() {
    let mut php = Php::start();
    for seed in 0..20000 {
        let source = salad::php(seed);
        agree_on_islands(&mut php, &format!("salad {seed}"), &source);
    }
}

/// Pseudo-translates and lets PHP compare the code.
#[track_caller]
fn keeps_code(php: &mut Php, name: &str, source: &[u8], literals: bool) -> bool {
    let mut options = Options::default();
    if literals {
        options.parts = options.parts.with(What::PhpLiterals);
    }
    let Ok(document) = open(name, source, &options) else { return false };
    let words: Vec<_> = document.segments().iter().map(pseudo).collect();
    let result = document.translate(|segment| Some(&words[segment.id]));
    let text = String::from_utf8_lossy(&result.bytes);
    assert_eq!(
        php.code(&result.bytes, literals),
        php.code(source, literals),
        "PHP sees other code in {name}:\n{text}"
    );
    !result.edited.is_empty()
}

#[test]
fn php_sees_the_same_code_in_what_was_translated() {
    let mut php = Php::start();
    let mut edited = 0;
    for (name, source) in
        files::corpus().into_iter().filter(|(_, source)| source.windows(2).any(|w| w == b"<?"))
    {
        edited += usize::from(keeps_code(&mut php, &name, &source, false));
        edited += usize::from(keeps_code(&mut php, &name, &source, true));
    }
    for seed in 0..1000 {
        edited += usize::from(keeps_code(&mut php, "a.php", &salad::php(seed), false));
        edited += usize::from(keeps_code(&mut php, "a.php", &salad::mixed(seed), true));
        edited += usize::from(keeps_code(&mut php, "lang.php", &literals::program(seed), true));
    }
    assert!(edited > 500, "only {edited} files were translated at all");
}

/// A translator may answer anything; in code it stays a string.
#[test]
fn php_sees_the_same_code_whatever_a_string_is_translated_into() {
    let mut php = Php::start();
    let options = Options { parts: Parts::none().with(What::PhpLiterals), ..Options::default() };
    let mut edited = 0;
    for seed in 0..1000 {
        let source = literals::program(seed);
        let Ok(document) = open("lang.php", &source, &options) else { continue };
        let answers: Vec<_> =
            document.segments().iter().map(|segment| literals::answer(seed, &segment.text)).collect();
        let result = document.translate(|segment| Some(&answers[segment.id]));
        let text = String::from_utf8_lossy(&result.bytes);
        assert_eq!(
            php.code(&result.bytes, true),
            php.code(&source, true),
            "{answers:?} changed the code:\n{text}"
        );
        edited += result.edited.len();
    }
    assert!(edited > 300, "only {edited} strings were translated at all");
}

/// A mark behind every text is all that PHP finds in its strings besides what was there.
#[test]
fn php_reads_the_same_strings_where_nothing_was_changed() {
    let mut php = Php::start();
    let options = Options { parts: Parts::none().with(What::PhpLiterals), ..Options::default() };
    let mut edited = 0;
    let programs = (0..600).map(|seed| ("lang.php".to_owned(), literals::program(seed)));
    for (name, source) in programs.chain(files::corpus()) {
        let Ok(document) = open(&name, &source, &options) else { continue };
        if document.charset().encoding != encoding_rs::UTF_8 || !php.code(&source, true).parses {
            continue;
        }
        let marked: Vec<_> =
            document.segments().iter().map(|segment| format!("{}ZQZ", segment.text)).collect();
        let result = document.translate(|segment| Some(&marked[segment.id]));
        let text = String::from_utf8_lossy(&result.bytes);
        assert_eq!(
            php.values(&result.bytes, "ZQZ"),
            php.values(&source, "ZQZ"),
            "PHP reads other strings in {name}:\n{text}"
        );
        edited += result.edited.len();
    }
    assert!(edited > 300, "only {edited} strings were translated at all");
}

#[test]
fn html5gum_sees_the_tags_that_we_see() {
    for (name, source) in files::corpus() {
        tags::agree(&name, &source);
    }
    for seed in 0..20000 {
        tags::agree(&format!("salad {seed}"), &salad::html(seed));
    }
}
