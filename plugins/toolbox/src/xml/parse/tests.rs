//! What documents mean, and how broken ones are refused.

use proptest::prelude::*;

use super::*;
use crate::json::write::{Layout, to_text};

#[track_caller]
fn check(xml: &str, expected: &str) {
    let found = from_text(xml).map(|json| to_text(&json, Layout::Compact).expect("small"));
    assert_eq!(found.as_deref(), Ok(expected), "{xml}");
}

#[test]
fn the_conventions() {
    check("<a/>", r#"{"a":null}"#);
    check("<a></a>", r#"{"a":null}"#);
    check("<a> \n </a>", r#"{"a":null}"#);
    check("<a> x </a>", r#"{"a":"x"}"#);
    check("<a b='1'/>", r#"{"a":{"@b":"1"}}"#);
    check("<a b='1'>x</a>", r##"{"a":{"@b":"1","#text":"x"}}"##);
    check("<a><b>1</b><c/><b>2</b><b/></a>", r#"{"a":{"b":["1","2",null],"c":null}}"#);
    check("<a>x <b/> y</a>", r##"{"a":{"b":null,"#text":"x  y"}}"##);
    check("<n:a xmlns:n='u'><n:b n:c='d'/></n:a>", r#"{"n:a":{"@xmlns:n":"u","n:b":{"@n:c":"d"}}}"#);
    check("<a><!-- no --><?p no?>x</a><!-- no -->", r#"{"a":"x"}"#);
    check("<a>1<![CDATA[<b> & ]]>2</a>", r#"{"a":"1<b> & 2"}"#);
    check("<a>&lt;&#65;&#x42;&amp;</a>", r#"{"a":"<AB&"}"#);
    check("<a>x\r\ny\rz&#13;!</a>", r#"{"a":"x\ny\nz\r!"}"#);
    check("<?xml version='1.0' encoding='koi8-r'?>\n<!DOCTYPE a SYSTEM 'x.dtd'>\n<a>ж</a>", r#"{"a":"ж"}"#);
    check("\u{feff}<a >x</a >", r#"{"a":"x"}"#);
}

#[track_caller]
fn refused(xml: &str, what: What, line: usize, column: usize) {
    assert_eq!(from_text(xml), Err(Fault { what, place: Place { line, column } }), "{xml}");
}

#[test]
fn what_is_wrong_and_where() {
    let name = |name: &str| name.to_owned();
    refused("", What::NoRoot, 1, 1);
    refused("<a>\n<b>", What::NotClosed { name: name("b") }, 2, 1);
    refused("<a>\n </b>", What::Mismatch { expected: name("a"), found: name("b") }, 2, 2);
    refused("</a>", What::StrayEnd { name: name("a") }, 1, 1);
    refused("<a/><b/>", What::SecondRoot, 1, 5);
    refused("<a/>\nx", What::OutsideRoot, 2, 1);
    refused("<a/><![CDATA[]]>", What::OutsideRoot, 1, 5);
    refused("&lt;<a/>", What::OutsideRoot, 1, 1);
    refused("<1a/>", What::Name { name: name("1a") }, 1, 2);
    refused("<a b=1/>", What::Attribute, 1, 4);
    refused("<a b='1' b='2'/>", What::RepeatedAttribute { name: name("b") }, 1, 10);
    refused("<a>&nbsp;</a>", What::UnknownEntity { name: name("nbsp") }, 1, 4);
    refused("<a>&#0;</a>", What::Reference, 1, 4);
    refused("<a>\u{1}</a>", What::Character { code: 1 }, 1, 4);
    refused("<a>x]]></a>", What::BareCdataEnd, 1, 5);
    refused("<a><?xml version='1.0'?></a>", What::MisplacedDeclaration, 1, 4);
    refused("\u{feff}\u{feff}<a/>", What::OutsideRoot, 1, 1);
    refused("<?xml?><a/>", What::Declaration, 1, 1);
    refused("<?xml version='1.0' encodingg='x'?><a/>", What::Declaration, 1, 1);
    refused(" <?xml version='1.0'?><a/>", What::MisplacedDeclaration, 1, 2);
    refused("<a/><!DOCTYPE a>", What::Doctype, 1, 5);
}

#[test]
fn entities_are_refused_before_they_grow() {
    let bomb = "<!DOCTYPE b [\n <!ENTITY a 'aaaaaaaaaa'>\n <!ENTITY b '&a;&a;&a;&a;&a;'>\n]><b>&b;</b>";
    refused(bomb, What::EntityDeclared, 2, 2);
    refused("<!DOCTYPE b [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><b>&x;</b>", What::EntityDeclared, 1, 14);
    refused("<!DOCTYPE b [<!ATTLIST b c CDATA 'd'>]><b/>", What::DefaultAttribute, 1, 34);
}

#[test]
fn depth_has_a_limit() {
    let deep = |n: usize| format!("{}{}", "<a>".repeat(n), "</a>".repeat(n));
    assert!(from_text(&deep(DEEPEST)).is_ok());
    refused(&deep(DEEPEST + 1), What::TooDeep { limit: DEEPEST }, 1, 3 * DEEPEST + 1);
    refused(&"<a>".repeat(1_000_000), What::TooDeep { limit: DEEPEST }, 1, 3 * DEEPEST + 1);
}

#[test]
fn so_has_the_number_of_values() {
    let wide = format!("<a>{}</a>", "<b/>".repeat(MOST_VALUES));
    let fault = from_text(&wide).map_err(|fault| fault.what);
    assert_eq!(fault, Err(What::TooMany { limit: MOST_VALUES }));
}

proptest! {
    #[test]
    fn no_text_panics(xml in r#"(<|>|/|!|\[|\]|-|\?|"|'|=|&|;|#|a|b| |CDATA|DOCTYPE|ENTITY|xml|\n|ж){0,40}"#) {
        let _ = from_text(&xml);
    }

    #[test]
    fn no_bytes_panic(bytes in any::<Vec<u8>>()) {
        let _ = from_bytes(&bytes);
    }
}
