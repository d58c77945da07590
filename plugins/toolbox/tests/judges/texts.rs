//! Python's json, base64, hashlib, urllib and html judge the smaller tools.

use rand::Rng;
use rand::seq::IndexedRandom;
use serde_json::json;
use toolbox::base64::decode::decode;
use toolbox::base64::encode::{Alphabet, encode};
use toolbox::escape::{html, url};
use toolbox::hash::sums;
use toolbox::json::check::lay_out;
use toolbox::json::write::Layout;

use crate::ask::python;
use crate::documents::generator;

const SCRAPS: [&str; 30] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"a\"",
    "\"b\"",
    "1",
    "-0",
    "1.10",
    "1e5",
    "1E+400",
    "01",
    "-",
    "true",
    "false",
    "null",
    "tru",
    " ",
    "\n",
    "\"",
    "\\",
    "\"\\u00e9\\n\"",
    "\"\\x\"",
    "'a'",
    "NaN",
    "// x",
    "\"\t\"",
    "12345678901234567890123",
];

#[test]
fn json_is_accepted_and_refused_alike() {
    let mut rng = generator(7);
    let mut texts: Vec<String> = (0..3000)
        .map(|_| (0..rng.random_range(0..7)).filter_map(|_| SCRAPS.choose(&mut rng)).copied().collect())
        .collect();
    texts.extend(
        ["{\"a\":[1,{\"b\":null}],\"a\":2}", " [ ] ", "\u{a0}1", "[1]\n", "\"ї😀\"", "[\"\\ud83d\\ude00\"]"]
            .map(str::to_owned),
    );
    let verdicts = python("is_json", &texts.iter().map(|text| json!(text)).collect::<Vec<_>>());
    let mut sound = Vec::new();
    for (text, verdict) in texts.iter().zip(verdicts) {
        let ours = lay_out(text, Layout::Pretty);
        assert_eq!(ours.is_ok(), verdict.get("ok").is_some(), "{text:?}: {ours:?}, {verdict}");
        sound.extend(ours.ok().map(|ours| json!({"text": text, "ours": ours})));
        sound.extend(lay_out(text, Layout::Compact).ok().map(|ours| json!({"text": text, "ours": ours})));
    }
    assert!(sound.len() > 100, "only {} sound texts", sound.len());
    for (question, verdict) in sound.iter().zip(python("same_json", &sound)) {
        assert_eq!(verdict["ok"], json!(true), "{question}");
    }
}

#[test]
fn base64_and_sums() {
    let mut rng = generator(8);
    let inputs: Vec<Vec<u8>> = (1..200).map(|length| (0..length).map(|_| rng.random()).collect()).collect();
    let questions: Vec<_> = inputs.iter().map(|bytes| json!(bytes)).collect();
    for (bytes, answer) in inputs.iter().zip(python("encoded", &questions)) {
        let text = |name: &str| answer[name].as_str().expect("a text").to_owned();
        assert_eq!(encode(bytes, Alphabet::Standard), text("standard"));
        assert_eq!(encode(bytes, Alphabet::UrlSafe), text("url").trim_end_matches('='));
        for name in ["standard", "lines", "url"] {
            assert_eq!(decode(&text(name)).as_ref(), Ok(bytes), "{name}");
        }
    }
    for (bytes, answer) in inputs.iter().zip(python("sums", &questions)) {
        let ours: Vec<_> =
            sums::of(bytes).into_iter().filter(|sum| sum.name != "BLAKE3").map(|sum| sum.hex).collect();
        assert_eq!(json!(ours), answer);
    }
}

#[test]
fn escapes() {
    let texts = [
        "a b",
        "a+b&c=d",
        "їжак/😀",
        "<b>\"it's\" &amp;</b>",
        "%41",
        "100%",
        "~-_.!*()",
        "\n\t",
        "a%20b",
        "&nbsp;",
    ];
    let question = |text: &&str| json!({"text": text, "url": url::escape(text), "html": html::escape(text)});
    let questions: Vec<_> = texts.iter().map(question).collect();
    for (text, answer) in texts.iter().zip(python("escaped", &questions)) {
        assert_eq!(answer, json!({"url": url::escape(text), "form": text, "html": text}), "{text}");
    }
}
