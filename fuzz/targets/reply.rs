//! Whatever a translator answers for a text is refused, or harmless where it stands: the page keeps its tags and its code.

#![no_main]

use libfuzzer_sys::fuzz_target;
use translate::{Options, Parts, What, layers, open};

const PAGES: [(&str, &str); 9] = [
    ("a.html", "<p>One word</p>"),
    ("a.php", "<p title=\"One word\">x1</p>"),
    ("a.html", "<p title='One word'></p>"),
    ("a.html", "<p title=Word></p>"),
    ("a.html", "<title>One word</title>"),
    ("a.html", "<script type=\"application/ld+json\">{\"name\": \"One word\"}</script>"),
    ("a.php", "<p>A <b>bold <i>and</i></b> <?= $x ?> word</p>"),
    ("a.twig", "<meta name=description content=\"One {{ v }} word\">"),
    ("lang/en.php", "<?php return ['a' => 'One word', 'b' => \"It's $x words\"];"),
];

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let answer = String::from_utf8_lossy(rest);
    let (name, page) = PAGES[usize::from(*first) % PAGES.len()];
    let parts = [What::Attributes, What::Meta, What::JsonLd, What::PhpLiterals];
    let options = Options { parts: parts.into_iter().fold(Parts::none(), Parts::with), ..Options::default() };
    let document = open(name, page.as_bytes(), &options).expect("the pages are good");
    let result = document.translate(|segment| (segment.id == 0).then_some(&*answer));
    assert_eq!(result.fault, None, "a gate had to stop {answer:?} in {page}");
    let things = |bytes: &[u8]| {
        let dialects = document.dialects();
        (layers::islands(bytes, dialects).len(), layers::tags(bytes, dialects).len())
    };
    assert_eq!(things(&result.bytes), things(page.as_bytes()), "{answer:?} in {page}");
});
