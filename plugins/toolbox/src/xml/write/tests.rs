//! What comes out, and that it means the same when it is read again.

use proptest::prelude::*;

use super::*;
use crate::json::read::read;
use crate::xml::from_text;

#[track_caller]
fn check(json: &str, layout: Layout, expected: &str) {
    let found = to_text(&read(json).expect("sound JSON"), layout);
    let expected = format!("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{expected}");
    assert_eq!(found.as_deref(), Ok(expected.as_str()), "{json}");
}

#[test]
fn the_conventions() {
    let compact = |json, expected| check(json, Layout::Compact, expected);
    compact(r#"{"a":null}"#, "<a></a>");
    compact(r#"{"a":"x<&>"}"#, "<a>x&lt;&amp;&gt;</a>");
    compact(r#"{"a":true}"#, "<a>true</a>");
    compact(r#"{"a":1.10}"#, "<a>1.10</a>");
    compact(
        r##"{"a":{"#text":"x","b":[1,null],"@c":"d","@e":null,"f":[]}}"##,
        "<a c=\"d\" e=\"\"><b>1</b><b></b>x</a>",
    );
    compact(r#"{"a":{"@xmlns":{"":"u","n":"v"}}}"#, "<a xmlns=\"u\" xmlns:n=\"v\"></a>");
    compact(r##"{"#comment":"hi","a":{"#comment":["x",null],"b":{}}}"##, "<!--hi--><a><!--x--><b></b></a>");
    compact(r#"{"a":["x"]}"#, "<a>x</a>");
    check(
        r#"{"a":{"b":{"c":1},"d":2}}"#,
        Layout::Pretty,
        "<a>\n\t<b>\n\t\t<c>1</c>\n\t</b>\n\t<d>2</d>\n</a>",
    );
}

#[track_caller]
fn refused(json: &str, expected: Misfit) {
    assert_eq!(to_text(&read(json).expect("sound JSON"), Layout::Compact), Err(expected), "{json}");
}

#[test]
fn what_has_no_xml() {
    for json in
        ["[]", "1", "{}", r#"{"a":1,"b":2}"#, r#"{"a":[1,2]}"#, r#"{"a":[]}"#, r##"{"#comment":"x"}"##]
    {
        refused(json, Misfit::NotOneRoot);
    }
    refused(r#"{"a":{"b c":1}}"#, Misfit::Name { path: "a.b c".into(), name: "b c".into() });
    refused(r#"{"@a":1}"#, Misfit::Name { path: "@a".into(), name: "@a".into() });
    refused(r#"{"a":{"@":1}}"#, Misfit::Name { path: "a.@".into(), name: String::new() });
    refused(r#"{"a":{"b":[[1]]}}"#, Misfit::ListInList { path: "a.b".into() });
    refused(r#"{"a":{"@b":{}}}"#, Misfit::NotPlain { path: "a.@b".into() });
    refused(r##"{"a":{"#text":[]}}"##, Misfit::NotPlain { path: "a.#text".into() });
    refused(r#"{"a":"\u0001"}"#, Misfit::Character { path: "a".into(), code: 1 });
    refused(r##"{"a":{"#comment":"--"}}"##, Misfit::Comment { path: "a.#comment".into() });
}

fn name() -> impl Strategy<Value = String> {
    "[a-cж_][a-c0-9.-]{0,2}|ns:[ab]"
}

fn words() -> impl Strategy<Value = String> {
    "[a-z<>&\"'\\]ї😀][ -~\n\t\r]{0,8}[a-z<>&\"'\\]ї😀]"
}

/// What reading XML can give: no empty words, no list of one, words after children.
fn element() -> impl Strategy<Value = Json> {
    let leaf = prop_oneof![Just(Json::Null), words().prop_map(Json::Text)];
    leaf.prop_recursive(4, 40, 5, |inner| {
        let child =
            prop_oneof![3 => inner.clone(), 1 => prop::collection::vec(inner, 2..4).prop_map(Json::List)]
                .prop_filter("a list in a list has no name", |json| match json {
                    Json::List(items) => !items.iter().any(|item| matches!(item, Json::List(_))),
                    _ => true,
                });
        let attributes = prop::collection::vec((name(), "[ -~ї\n\t\r]{0,8}"), 0..3);
        let children = prop::collection::vec((name(), child), 0..4);
        (attributes, children, prop::option::of(words())).prop_filter_map("nothing but words", |(a, c, w)| {
            let attributes = a.into_iter().map(|(name, value)| (format!("@{name}"), Json::Text(value)));
            let mut object: Object = attributes.chain(c).collect();
            let empty = object.is_empty();
            object.extend(w.map(|words| (WORDS.to_owned(), Json::Text(words))));
            (!empty).then(|| object.into())
        })
    })
}

proptest! {
    #[test]
    fn what_is_written_reads_the_same(root in name(), element in element(), pretty: bool) {
        let layout = if pretty { Layout::Pretty } else { Layout::Compact };
        let json = Json::from(Object::from_iter([(root, element)]));
        let xml = to_text(&json, layout).expect("it has a name for everything");
        prop_assert_eq!(from_text(&xml), Ok(json), "{}", xml);
    }

    #[test]
    fn what_is_read_can_be_written(xml in r#"<a( b='[^<&']{0,4}')?>(x|&amp;|\n| |<b/>|<b>|</b>|<c d="1">|</c>|<!-- -->){0,10}</a>"#) {
        if let Ok(json) = from_text(&xml) {
            let again = to_text(&json, Layout::Compact).expect("it came from XML");
            prop_assert_eq!(from_text(&again), Ok(json));
        }
    }
}
