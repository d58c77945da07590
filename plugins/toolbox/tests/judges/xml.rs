//! xmltodict judges XML to JSON and JSON to XML.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use encoding_rs::Encoding;
use serde_json::{Value, json};
use toolbox::json::read::read;
use toolbox::json::write::{Layout, to_text as json_text};
use toolbox::xml::fault::What;
use toolbox::xml::{from_bytes, to_text};

use crate::ask::python;
use crate::documents::{broken, damaged, generator, sound};

/// Our answer to a document, in xmltodict's order and spelling, or why it is refused.
fn ours(document: &[u8]) -> Result<String, What> {
    let json = from_bytes(document).map_err(|fault| fault.what)?;
    Ok(json_text(&json, Layout::Compact).expect("small"))
}

/// Both accept with the same meaning, or both refuse; `stricter` tells where we may refuse alone.
fn compare(documents: &[Vec<u8>], stricter: impl Fn(&What) -> bool) {
    let questions: Vec<_> = documents.iter().map(|document| json!(STANDARD.encode(document))).collect();
    let mut accepted = 0;
    for (document, answer) in documents.iter().zip(python("parse", &questions)) {
        let shown = String::from_utf8_lossy(document);
        match (ours(document), answer["ok"].as_str()) {
            (Ok(ours), Some(theirs)) => {
                accepted += 1;
                assert_eq!(ours, theirs, "{shown:?}");
            }
            (Err(what), Some(theirs)) => {
                assert!(stricter(&what), "we refuse with {what:?} what gives {theirs}: {shown:?}");
            }
            (Ok(ours), None) => {
                panic!("we take for {ours} what is refused with {}: {shown:?}", answer["error"])
            }
            (Err(_), None) => {}
        }
    }
    assert!(accepted > 0, "no document was accepted");
}

#[test]
fn sound_documents_mean_the_same() {
    let mut rng = generator(1);
    let documents: Vec<_> = (0..600).map(|_| sound(&mut rng).into_bytes()).collect();
    compare(&documents, |_| false);
}

#[test]
fn broken_documents_are_refused_by_both() {
    let mut rng = generator(2);
    let scraps = (0..1500).map(|_| broken(&mut rng).into_bytes()).collect::<Vec<_>>();
    let damaged = (0..1500).map(|_| damaged(&mut rng).into_bytes());
    let documents: Vec<_> = scraps.into_iter().chain(damaged).collect();
    compare(&documents, |_| false);
}

#[test]
fn odd_documents() {
    let documents = [
        "<a>]]&gt;</a>",
        "<a xmlns='u' xmlns:n='v'><n:b/></a>",
        "<p:a/>",
        "<a b:c='1'/>",
        "<a:b:c/>",
        "<a xml:lang='uk'/>",
        "<a><b><b><b>x</b></b></b></a>",
        "<a>1<b/>2<b/>3</a>",
        "<a> <b> x </b> </a>",
        "<a><![CDATA[]]></a>",
        "<a><![CDATA[ x ]]></a>",
        "<a>\u{85}\u{2028}x\u{3000}</a>",
        "<a b='&#9;&#10;&#13;'/>",
        "<a b=' \t\n '/>",
        "<a>&#9;</a>",
        "<a>&#x20;x&#32;</a>",
        "<a b=\"'\" c='\"'/>",
        "<a b='>'/>",
        "<!DOCTYPE a SYSTEM 'a.dtd'><a/>",
        "<!DOCTYPE a PUBLIC '-//X//Y' 'a.dtd' [<!ELEMENT a (#PCDATA)>]><a>x</a>",
        "<!DOCTYPE a [<?pi ]>?>]><a/>",
        "<?xml version='1.0' standalone='no'?><a/>",
        "<?xml version=\"1.0\" encoding=\"utf-8\" ?>\n\n<a/>\n\n",
        "<a><!----></a>",
        "<a><!-- - --></a>",
        "<a\n\n/>",
        "<a><?xml-stylesheet x?></a>",
        "<a b='1'\tc='2'\r\nd='3'/>",
        "<a>\r\r\n\n</a>",
        "<A><a/></A>",
        "<a><a/><a/></a>",
        "<a a='1'><a>2</a></a>",
        "<a><text>#text</text></a>",
        "<a>\u{10000}\u{10ffff}</a>",
    ];
    compare(&documents.map(|document| document.as_bytes().to_vec()), |_| false);
}

#[test]
fn encodings() {
    let labels = [
        "windows-1251",
        "windows-1252",
        "iso-8859-2",
        "iso-8859-5",
        "iso-8859-15",
        "koi8-u",
        "us-ascii",
        "utf-8",
        "koi8-r",
    ];
    let words = ["Кружка", "Café €", "żółw", "Товар", "Œuvre", "Ґанок", "plain", "湯呑み", "чай"];
    let mut documents = Vec::new();
    for (label, word) in labels.iter().zip(words) {
        let text = format!("<?xml version='1.0' encoding='{label}'?><a b='{word}'>{word}</a>");
        let (bytes, ..) = Encoding::for_label(label.as_bytes()).expect("a known label").encode(&text);
        documents.push(bytes.into_owned());
    }
    for big in [true, false] {
        let units = "\u{feff}<?xml version='1.0' encoding='utf-16'?><a>ж😀</a>".encode_utf16();
        documents
            .push(units.flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect());
    }
    documents.push(b"\xef\xbb\xbf<a>\xd0\xb6</a>".to_vec());
    documents.extend([b"<a>\xff</a>".to_vec(), b"<?xml version='1.0' encoding='klingon'?><a/>".to_vec()]);
    compare(&documents, |_| false);
}

#[test]
fn we_are_stricter_with_document_types() {
    let documents = [
        // Read on for the reason: xmltodict drops the entity without a word, or fills in what is only in the DTD.
        "<!DOCTYPE a SYSTEM 'a.dtd'><a>&mystery;</a>",
        "<!DOCTYPE a [<!ATTLIST a b CDATA 'c'>]><a/>",
        "<!DOCTYPE a [<!ENTITY x 'y'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "<a/>",
    ];
    compare(&documents.map(|document| document.as_bytes().to_vec()), |what| {
        matches!(what, What::UnknownEntity { .. } | What::DefaultAttribute)
    });
}

/// What comes out of JSON is what `unparse` writes, to the byte.
fn compare_written(documents: &[String]) {
    let both = documents.iter().flat_map(|json| [(json, false), (json, true)]);
    let questions: Vec<_> =
        both.clone().map(|(json, pretty)| json!({"json": json, "pretty": pretty})).collect();
    for ((json, pretty), answer) in both.zip(python("unparse", &questions)) {
        let layout = if pretty { Layout::Pretty } else { Layout::Compact };
        let ours = to_text(&read(json).expect("sound JSON"), layout);
        let theirs = answer["ok"].as_str().map(str::to_owned);
        assert_eq!(ours.clone().ok(), theirs, "{json}: {ours:?}, {}", answer["error"]);
    }
}

#[test]
fn what_was_read_is_written_alike() {
    let mut rng = generator(3);
    // A carriage return is ours to escape: xmltodict writes it so that it is lost in reading.
    let documents: Vec<_> = (0..400).map(|_| sound(&mut rng).replace("&#13;", "")).collect();
    let json: Vec<_> = documents.iter().map(|document| ours(document.as_bytes()).expect("sound")).collect();
    compare_written(&json);
}

#[test]
fn odd_values_are_written_alike() {
    let documents = [
        r#"{"a":null}"#,
        r#"{"a":""}"#,
        r#"{"a":true}"#,
        r#"{"a":false}"#,
        r#"{"a":12}"#,
        r#"{"a":1.50}"#,
        r#"{"a":{}}"#,
        r#"{"a":{"b":[]}}"#,
        r#"{"a":{"b":[1,2,null,{"@c":"d"}]}}"#,
        r#"{"a":{"@b":null,"@c":true,"@d":5}}"#,
        r##"{"a":{"#text":null,"b":1}}"##,
        r##"{"a":{"#text":5,"@b":"c"}}"##,
        r##"{"a":{"#text":" x ","b":null}}"##,
        r##"{"a":{"#comment":"hi","b":1}}"##,
        r##"{"a":{"#comment":["x","y"],"b":1}}"##,
        r##"{"#comment":"top","a":1}"##,
        r##"{"a":{"#comment":"a < b & c"}}"##,
        r#"{"a":{"@xmlns":{"":"u","n":"v"},"n:b":1}}"#,
        r#"{"a":"<>&\"'"}"#,
        r#"{"a":{"@b":"<>&\"'","@c":"\"","@d":"'","@e":"\n\t"}}"#,
        r#"{"a":[1]}"#,
        r#"{"a":{"b":{"c":{"d":null}}}}"#,
        // Refused by both.
        "{}",
        r#"{"a":1,"b":2}"#,
        r#"{"a":[1,2]}"#,
        r#"{"a":{"b c":1}}"#,
        r#"{"a":{"@b c":1}}"#,
        r#"{"a":{"<b>":1}}"#,
        r##"{"a":{"#comment":"--"}}"##,
        r##"{"a":{"#comment":"x-"}}"##,
    ];
    compare_written(&documents.map(str::to_owned));
}

#[test]
fn the_way_there_and_back_keeps_the_meaning() {
    let mut rng = generator(4);
    let documents: Vec<_> = (0..300).map(|_| sound(&mut rng)).collect();
    let written: Vec<_> = documents
        .iter()
        .map(|document| {
            to_text(&from_bytes(document.as_bytes()).expect("sound"), Layout::Pretty)
                .expect("it came from XML")
        })
        .collect();
    let ask = |texts: &[String]| {
        let questions: Vec<Value> = texts.iter().map(|text| json!(STANDARD.encode(text))).collect();
        python("parse", &questions)
    };
    for ((document, before), after) in documents.iter().zip(ask(&documents)).zip(ask(&written)) {
        assert_eq!(before, after, "{document:?}");
    }
}
