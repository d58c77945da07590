//! HTML, and what is found in plain text.

use std::fmt::Write as _;

use sandbox::{Formatted, fix, parse};

/// A text with its entities written out: `text | kind@offset+length …`.
pub fn show(text: &Formatted) -> String {
    let mut line = text.text.clone();
    for entity in &text.entities {
        let json = serde_json::to_value(entity).unwrap();
        write!(line, " | {}@{}+{}", json["type"].as_str().unwrap(), entity.offset, entity.length).unwrap();
        for more in ["url", "language", "custom_emoji_id", "unix_time", "date_time_format"] {
            if let Some(value) = json.get(more) {
                write!(line, " {}", value.to_string().trim_matches('"')).unwrap();
            }
        }
        if let Some(user) = json.pointer("/user/id") {
            write!(line, " {user}").unwrap();
        }
    }
    line
}

/// What becomes of a text in a mode: as [`show`], or the refusal.
pub fn become_of(mode: &str, source: &str) -> String {
    match parse(source, mode, None).and_then(fix) {
        Ok(Some(text)) => show(&text),
        Ok(None) => "empty".to_owned(),
        Err(error) => error,
    }
}

pub fn check(mode: &str, table: &[(&str, &str)]) {
    let wrong: Vec<String> = table
        .iter()
        .map(|(source, expected)| (source, expected, become_of(mode, source)))
        .filter(|(_, expected, got)| *expected != got)
        .map(|(source, expected, got)| format!("{source:?}\n   gives {got}\n   not   {expected}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn html() {
    check(
        "HTML",
        &[
            ("plain", "plain"),
            ("<b>bold</b>", "bold | bold@0+4"),
            ("<STRONG>a</strong><i>b</i><em>c</em>", "abc | bold@0+1 | italic@1+2"),
            ("<u>a</u> <ins>b</ins>", "a b | underline@0+1 | underline@2+1"),
            (
                "<s>a</s>x<del>b</del>x<strike>c</strike>",
                "axbxc | strikethrough@0+1 | strikethrough@2+1 | strikethrough@4+1",
            ),
            ("<tg-spoiler>a</tg-spoiler>", "a | spoiler@0+1"),
            ("<span class=\"tg-spoiler\">a</span>", "a | spoiler@0+1"),
            ("<code>a</code>", "a | code@0+1"),
            ("<pre>a\nb</pre>", "a\nb | pre@0+3"),
            ("<pre><code class=\"language-rust\">fn</code></pre>", "fn | pre@0+2 rust"),
            ("<code class=\"language-rust\"><pre>fn</pre></code>", "fn | pre@0+2 rust"),
            ("<code class=\"language-rust\">fn</code>", "fn | code@0+2"),
            ("<pre>x<code class=\"language-rust\">fn</code></pre>", "xfn | pre@0+3"),
            ("<blockquote>a</blockquote>", "a | blockquote@0+1"),
            ("<blockquote expandable>a</blockquote>", "a | expandable_blockquote@0+1"),
            ("<a href=\"http://example.com\">x</a>", "x | text_link@0+1 http://example.com/"),
            (
                "<a href='https://example.com/a?b=1&amp;c=2'>x</a>",
                "x | text_link@0+1 https://example.com/a?b=1&c=2",
            ),
            ("<a href=\"tg://user?id=103\">Anna</a>", "Anna | text_mention@0+4 103"),
            ("<a>example.com</a>", "example.com | text_link@0+11 http://example.com/"),
            ("<a href=\"nowhere\">x</a>", "x"),
            (
                "<tg-emoji emoji-id=\"5368324170671202286\">👍</tg-emoji>",
                "👍 | custom_emoji@0+2 5368324170671202286",
            ),
            ("<tg-time unix=\"1800000000\" format=\"r\">soon</tg-time>", "soon | date_time@0+4 1800000000 r"),
            ("&lt;&gt;&amp;&quot;&#65;&#x42;&nbsp;&apos;", "<>&\"AB&nbsp;&apos;"),
            ("&lt &amp", "< &"),
            ("<b>👩‍🚀</b> x", "👩‍🚀 x | bold@0+5"),
            ("<b>a<i>b</i></b>", "ab | bold@0+1 | bold@1+1 | italic@1+1"),
            ("<b>a</></b>", "Can't parse entities: Unexpected end tag at byte offset 7"),
            ("<b>a</>", "a | bold@0+1"),
            ("<b></b>x", "x"),
            ("<b> </b>", "empty"),
            ("  <b> a </b>  ", " a | bold@0+2"),
        ],
    );
}

#[test]
fn html_faults() {
    check(
        "HTML",
        &[
            ("a < b", "Can't parse entities: Unsupported start tag \"\" at byte offset 2"),
            ("<br>", "Can't parse entities: Unsupported start tag \"br\" at byte offset 0"),
            ("ї<p>x</p>", "Can't parse entities: Unsupported start tag \"p\" at byte offset 2"),
            ("<b", "Can't parse entities: Unclosed start tag at byte offset 0"),
            ("<b x", "Can't parse entities: Unclosed start tag \"b\" at byte offset 0"),
            ("<b x=\"", "Can't parse entities: Unclosed start tag at byte offset 0"),
            ("<b x=", "Can't parse entities: Unclosed start tag \"b\" at byte offset 0"),
            ("<b =x>", "Can't parse entities: Empty attribute name in the tag \"b\" at byte offset 0"),
            ("<b x=y_z>", "Can't parse entities: Unexpected end of name token at byte offset 5"),
            (
                "<span>a</span>",
                "Can't parse entities: Tag \"span\" must have class \"tg-spoiler\" at byte offset 0",
            ),
            ("a</b>", "Can't parse entities: Unexpected end tag at byte offset 1"),
            ("<b>a</b", "Can't parse entities: Unclosed end tag at byte offset 4"),
            (
                "<a>x</b>",
                "Can't parse entities: Unmatched end tag at byte offset 4, expected \"</a>\", found \"</b>\"",
            ),
            ("<b><i>x", "Can't parse entities: Can't find end tag corresponding to start tag \"i\""),
            (
                "&#xd800;",
                "Can't parse entities: Text contains invalid Unicode characters after decoding HTML entities, check \
                 for unmatched surrogate code units",
            ),
            (
                "<tg-emoji emoji-id=\"x\">a</tg-emoji>",
                "Can't parse entities: Invalid custom emoji identifier specified",
            ),
        ],
    );
}

#[test]
fn found_in_plain_text() {
    check(
        "",
        &[
            ("/start", "/start | bot_command@0+6"),
            ("/start@quartermaster_bot now", "/start@quartermaster_bot now | bot_command@0+24"),
            ("a/b /c/d //e </f", "a/b /c/d //e </f"),
            ("see @anna, not a@b or @a", "see @anna, not a@b or @a | mention@4+5"),
            ("#склад #1 #a#b ##x", "#склад #1 #a#b ##x | hashtag@0+6 | hashtag@16+2"),
            ("$USD $usd $$EUR", "$USD $usd $$EUR | cashtag@0+4"),
            ("example.com", "example.com | url@0+11"),
            ("https://example.com/a_(b).", "https://example.com/a_(b). | url@0+25"),
            ("(https://example.com/a)", "(https://example.com/a) | url@1+21"),
            ("go to http://10.0.0.1:8080/x, please", "go to http://10.0.0.1:8080/x, please | url@6+22"),
            ("file.txt and 1.5 and a.b", "file.txt and 1.5 and a.b"),
            ("readme.md end.Me SHOP.COM", "readme.md end.Me SHOP.COM | url@0+9 | url@17+8"),
            ("mail anna@example.com now", "mail anna@example.com now | email@5+16"),
            ("+380 44 123 45 67", "+380 44 123 45 67 | phone_number@0+17"),
            ("🦊 @anna 🦊 #x1", "🦊 @anna 🦊 #x1 | mention@3+5 | hashtag@12+3"),
            ("  a \n", "a"),
            ("a\r\nb\tc", "a\nb c"),
            ("a\u{202e}b", "ab"),
        ],
    );
}

#[test]
fn what_the_author_marked_wins_over_what_is_found() {
    check(
        "HTML",
        &[
            ("<code>/start</code> /stop", "/start /stop | code@0+6 | bot_command@7+5"),
            ("<a href=\"http://a.com\">@anna</a>", "@anna | text_link@0+5 http://a.com/"),
            ("<b>@anna</b>", "@anna | mention@0+5 | bold@0+5"),
            ("<b>x @anna y</b>", "x @anna y | bold@0+2 | mention@2+5 | bold@2+5 | bold@7+2"),
            ("<blockquote>@anna</blockquote>", "@anna | blockquote@0+5 | mention@0+5"),
            ("<b><code>x</code></b>", "x | code@0+1"),
            ("<b>a<code>x</code>b</b>", "axb | bold@0+1 | code@1+1 | bold@2+1"),
        ],
    );
}

#[test]
fn given_entities() {
    let shown = |text: &str, entities: serde_json::Value| match parse(text, "", Some(&entities)).and_then(fix)
    {
        Ok(Some(text)) => show(&text),
        Ok(None) => "empty".to_owned(),
        Err(error) => error,
    };
    let one = |kind: &str, offset: i64, length: i64| serde_json::json!([{ "type": kind, "offset": offset, "length": length }]);
    assert_eq!(shown("🦊x", one("bold", 2, 1)), "🦊x | bold@2+1");
    assert_eq!(
        shown("🦊x", one("bold", 1, 1)),
        "Entity begins in a middle of a UTF-16 symbol at byte offset 4"
    );
    assert_eq!(
        shown("x🦊", one("bold", 0, 2)),
        "Entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 5"
    );
    assert_eq!(shown("x", one("bold", 1, 1)), "Entity begins after the end of the text at UTF-16 offset 1");
    assert_eq!(shown("x", one("mention", 0, 1)), "x");
    assert_eq!(shown("x", one("", 0, 1)), "Can't parse MessageEntity: Type is not specified");
    assert_eq!(shown("x", one("bold", -1, 1)), "Receive an entity with incorrect offset -1");
    assert_eq!(
        shown("x", serde_json::json!([{ "type": "bold", "offset": 0 }])),
        "Can't parse MessageEntity: Can't find field \"length\""
    );
    assert_eq!(shown("x", serde_json::json!([1])), "Can't parse MessageEntity: expected an Object");
    let crossing = serde_json::json!([
        { "type": "bold", "offset": 0, "length": 3 }, { "type": "italic", "offset": 2, "length": 3 }
    ]);
    assert_eq!(shown("abcde", crossing), "abcde | bold@0+2 | italic@2+3 | bold@2+1");
}
