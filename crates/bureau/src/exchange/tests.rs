use proptest::prelude::*;

use super::*;

fn pair(source: &str, target: &str) -> Pair {
    Pair { language: Some("de".into()), source: source.into(), target: target.into(), ..Pair::default() }
}

fn written(format: Format, pairs: &[Pair]) -> Vec<u8> {
    let mut writer = Writer::new(format, "de", Vec::new()).unwrap();
    for pair in pairs {
        writer.add(pair).unwrap();
    }
    writer.finish().unwrap()
}

fn check(text: &str, expected: &[Pair]) {
    assert_eq!(read(text.as_bytes()).unwrap(), expected, "{text}");
}

#[test]
fn what_translators_programs_write_is_read() {
    check(
        r#"<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header srclang="en-US"/><body><tu>
           <tuv xml:lang="de-DE"><seg>Hallo <bpt i="1">&lt;g1></bpt>Welt<ept i="1">&lt;/g1></ept> &amp; du</seg></tuv>
           <tuv xml:lang="EN-us"><seg>Hello <bpt i="1">&lt;g1></bpt>world<ept i="1">&lt;/g1></ept> &amp; you</seg></tuv>
           </tu></body></tmx>"#,
        &[pair("Hello <g1>world</g1> & you", "Hallo <g1>Welt</g1> & du")],
    );
    check(
        r#"<xliff version="2.1" xmlns="urn:oasis:names:tc:xliff:document:2.0" srcLang="en" trgLang="de"><file id="f"><unit id="1">
           <segment><source>Hi <pc id="1">you</pc><ph id="2"/></source><target>Du <pc id="1">da</pc><ph id="2"/></target></segment>
           <segment><source>Not done</source></segment></unit></file></xliff>"#,
        &[pair("Hi <g1>you</g1><x2/>", "Du <g1>da</g1><x2/>")],
    );
    check(
        r#"<xliff version="1.2"><file source-language="en" target-language="de"><body><trans-unit id="1">
           <source>Hi <g id="1">you</g><x id="2"/></source><target>Du <g id="1">da</g><x id="2"/></target>
           </trans-unit></body></file></xliff>"#,
        &[pair("Hi <g1>you</g1><x2/>", "Du <g1>da</g1><x2/>")],
    );
    check("source;target;language\n\"A; b\";\"Ä\";de\n", &[pair("A; b", "Ä")]);
    check("Target,Source\nHallo,Hi\n", &[Pair { language: None, ..pair("Hi", "Hallo") }]);
}

#[test]
fn what_is_no_file_of_translations_is_refused() {
    assert_eq!(read(b"hello"), Err(Unreadable::Unknown));
    assert_eq!(read(b"<html></html>"), Err(Unreadable::Unknown));
    assert_eq!(read(b"<tmx><body></body></tmx>"), Err(Unreadable::Empty));
    assert!(matches!(read(b"<tmx><body><tu><tuv xml:lang='de'><seg>x</tuv>"), Err(Unreadable::Broken(_))));
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        texts in prop::collection::vec(prop::collection::vec(prop::sample::select(vec![
            "a", " ", "Wort", "<g1>", "</g1>", "<x2/>", "<b>", "&", "&amp;", "\"", "'", "]]>", "<", ">", "ü", "\n", ";", ",", "😀",
        ]), 1..12), 1..4),
    ) {
        let text = |parts: &Vec<&str>| format!("x{}x", parts.concat());
        let pairs: Vec<Pair> = texts.iter().map(|parts| pair(&text(parts), &text(parts).to_uppercase().replace("<G", "<g").replace("</G", "</g").replace("<X", "<x"))).collect();
        for format in [Format::Tmx, Format::Xliff, Format::Csv] {
            prop_assert_eq!(&read(&written(format, &pairs)).unwrap(), &pairs, "{:?}", format);
        }
    }

    #[test]
    fn no_bytes_make_the_reader_fall(bytes in prop::collection::vec(any::<u8>(), 0..200), head in prop::sample::select(vec!["", "<tmx>", "<xliff>", "source,target\n"])) {
        let _ = read(&[head.as_bytes(), &bytes].concat());
    }
}
