//! What is found in a text that nobody marked, and how marks and finds go together (`TDLib`, `MessageEntity.cpp`).

use sandbox::{Entity, fix, parse};
use serde_json::{Value, json};

use crate::probes_td::to_anna;
use crate::room::{ANNA, Room};
use crate::table::Table;

/// The entities of a text: `kind:words`, or the refusal.
fn found(text: &str, mode: &str) -> String {
    let formatted = match parse(text, mode, None).and_then(fix) {
        Ok(formatted) => formatted.unwrap_or_default(),
        Err(error) => return error,
    };
    let units: Vec<u16> = formatted.text.encode_utf16().collect();
    let show = |entity: &Entity| {
        let words = String::from_utf16_lossy(&units[entity.offset..entity.offset + entity.length]);
        format!("{}:{words}", entity.kind.name())
    };
    formatted.entities.iter().map(show).collect::<Vec<_>>().join(" ")
}

#[test]
fn addresses() {
    let mut table = Table::default();
    for (text, expected) in [
        ("example.com", "url:example.com"),
        ("see example.com.", "url:example.com"),
        ("example.com, then", "url:example.com"),
        ("end.Then", ""),
        ("END.COM", "url:END.COM"),
        ("a.b.c.example.org/x?y=1#z", "url:a.b.c.example.org/x?y=1#z"),
        ("(example.com/a)", "url:example.com/a"),
        ("(example.com/a(b))", "url:example.com/a(b)"),
        ("example.com/a]b", "url:example.com/a"),
        ("example.com:8080/x", "url:example.com:8080/x"),
        ("example.com:0/x", "url:example.com"),
        ("example.com:70000", "url:example.com"),
        ("example.com:00080", "url:example.com:00080"),
        ("http://localhost/x", ""),
        ("http://a.unknownword/x", "url:http://a.unknownword/x"),
        ("a.unknownword/x", ""),
        ("HTTPS://Example.COM/x", "url:HTTPS://Example.COM/x"),
        ("ftp://example.com", "url:ftp://example.com"),
        ("sftp://example.com", ""),
        ("shttp://example.com", ""),
        ("xhttp://example.com", "url:http://example.com"),
        ("magnet://example.com", ""),
        ("tonsite://example.ton", "url:tonsite://example.ton"),
        ("tg://resolve?domain=x", "url:tg://resolve?domain=x"),
        ("ton://a/b.", "url:ton://a/b"),
        ("127.0.0.1", "url:127.0.0.1"),
        ("127.0.0.1:80/x", "url:127.0.0.1:80/x"),
        ("256.0.0.1", ""),
        ("1.2.3", ""),
        ("01.2.3.4", ""),
        ("me:secret@example.com", "url:me:secret@example.com"),
        ("http://me@example.com/x", "url:http://me@example.com/x"),
        ("a_b.com", ""),
        ("a_b.c.com", "url:a_b.c.com"),
        ("a-.com", ""),
        ("a..com", ""),
        ("xn--e1afmkfd.xn--p1ai", "url:xn--e1afmkfd.xn--p1ai"),
        ("пример.рф", "url:пример.рф"),
        ("#example.com", "hashtag:#example"),
        ("/example.com", "bot_command:/example"),
        ("@example.com", "mention:@example"),
        ("teiegram.org", ""),
        ("example.com?", "url:example.com"),
        ("example.com?a", "url:example.com?a"),
        ("example.com#", "url:example.com"),
        ("example.com/", "url:example.com/"),
        ("«example.com/a»", "url:example.com/a"),
        ("example.com/a\u{2014}b", "url:example.com/a\u{2014}b"),
        ("example.com/a\u{2026}b", "url:example.com/a"),
        ("one.com/a,two.com", "url:one.com/a,two.com"),
        ("one.com,two.com", "url:one.com url:two.com"),
        ("1.a.ru-", ""),
    ] {
        table.row(text, found(text, ""), expected);
    }
}

#[test]
fn mail() {
    let mut table = Table::default();
    let long = "a".repeat(36);
    for (text, expected) in [
        ("me@example.com", "email:me@example.com"),
        ("a.b@example.co.uk", "email:a.b@example.co.uk"),
        ("a.b+c@example.co.uk", "email:+c@example.co.uk"),
        ("mailto:me@example.com", "email:me@example.com"),
        ("me@-example.com", "url:me@-example.com"),
        ("me@example", ""),
        ("me@example.c", ""),
        ("Me@Example.COM", "email:Me@Example.COM"),
        ("me@example.com/x", "url:me@example.com/x"),
        ("a@b@example.com", ""),
        (&format!("{long}@example.com"), &format!("url:{long}@example.com")),
        ("write to me@example.com.", "email:me@example.com"),
    ] {
        table.row(text, found(text, ""), expected);
    }
}

#[test]
fn tags_and_names() {
    let mut table = Table::default();
    let long = "a".repeat(257);
    for (text, expected) in [
        ("$USD $TOOLONGTAG $usd $1INCH", "cashtag:$USD cashtag:$1INCH"),
        ("$USD@shop", "cashtag:$USD@shop"),
        ("$USD@ab", "cashtag:$USD"),
        ("$USD#", "cashtag:$USD"),
        ("a$USD", ""),
        ("#tag@shop #tag@ab", "hashtag:#tag@shop hashtag:#tag"),
        ("#1 #1a #_", "hashtag:#1a"),
        ("#a#b", ""),
        ("#a·b", "hashtag:#a·b"),
        (&format!("#{long}"), &format!("hashtag:#{}", "a".repeat(256))),
        ("@ab @abc @abcd @gif", "mention:@abcd mention:@gif"),
        ("a@abcd б@abcd", ""),
        ("@abcdя", ""),
        ("@abcd-e", "mention:@abcd"),
        ("/a /a@bot /a@bo", "bot_command:/a bot_command:/a@bot"),
        ("/start/now a/b </b>", ""),
        ("/start, /help!", "bot_command:/start bot_command:/help"),
    ] {
        table.row(text, found(text, ""), expected);
    }
}

#[test]
fn marks_and_finds() {
    let mut table = Table::default();
    for (mode, text, expected) in [
        ("HTML", "<b>see example.com now</b>", "bold:see  url:example.com bold:example.com bold: now"),
        ("HTML", "<code>example.com</code> @abcd", "code:example.com mention:@abcd"),
        ("HTML", "<a href=\"example.com\">@abcd</a>", "text_link:@abcd"),
        ("HTML", "<blockquote>@abcd</blockquote>x", "blockquote:@abcd"),
        ("HTML", "<b>a</b><b>b</b>", "bold:ab"),
        ("HTML", "<b><i>a</i>b</b>", "bold:ab italic:a"),
        ("HTML", "<b>a<i>b</i></b>", "bold:a bold:b italic:b"),
        ("HTML", "<code><b>a</b></code>", "code:a"),
        ("HTML", "<b><code>a</code></b>", "code:a"),
        ("HTML", "<blockquote><blockquote>a</blockquote></blockquote>", "blockquote:a"),
        ("HTML", "<blockquote expandable>a</blockquote>", "expandable_blockquote:a"),
        ("HTML", "<pre><code class=\"language-rust\">a</code></pre>", "pre:a"),
        ("HTML", "<tg-time unix=\"5\" format=\"wDT\">then</tg-time>", "date_time:then"),
        ("HTML", "<tg-time unix=\"5x\">then</tg-time>", "date_time:then"),
        ("HTML", "<tg-time unix=\"0\">then</tg-time>", ""),
        (
            "HTML",
            "<tg-time unix=\"5\" format=\"q\">then</tg-time>",
            "Can't parse entities: Invalid date format used",
        ),
        (
            "HTML",
            "<tg-time unix=\"5\" format=\"tr\">then</tg-time>",
            "Can't parse entities: Invalid date format used",
        ),
        (
            "HTML",
            "<tg-emoji emoji-id=\"0\">a</tg-emoji>",
            "Can't parse entities: Invalid custom emoji identifier specified",
        ),
        ("HTML", "<tg-emoji emoji-id=\"5\">a</tg-emoji>", "custom_emoji:a"),
        ("HTML", "<a href=\"tg://user?id=103\">a</a>", "text_mention:a"),
        ("HTML", "<a href=\"tg://user?id=0103\">a</a>", "text_link:a"),
        ("HTML", "<a href=\"tg://user?id=9999999999999\">a</a>", "text_link:a"),
        ("MarkdownV2", "![x](tg://time?unix=5&format=r)", "date_time:x"),
        (
            "MarkdownV2",
            "![x](tg://time?unix=5&format=rt)",
            "Can't parse entities: Invalid tg://emoji or tg://time URL specified",
        ),
        (
            "MarkdownV2",
            "![x](tg://time?unix=05)",
            "Can't parse entities: Invalid tg://emoji or tg://time URL specified",
        ),
        ("MarkdownV2", "![x](tg://emoji?id=5)", "custom_emoji:x"),
        ("MarkdownV2", "___a_b__", "underline:ab italic:a"),
        ("MarkdownV2", "_a__b__c_", "italic:a italic:bc underline:b"),
        ("MarkdownV2", ">a\n>b||\nc", "expandable_blockquote:a\nb\n"),
        ("MarkdownV2", ">a\n\nb", "blockquote:a\n"),
        ("MarkdownV2", "a\n\\>b", ""),
        ("MarkdownV2", "```rust\nfn```", "pre:fn"),
        ("MarkdownV2", "[a](example.com\\))", "text_link:a"),
        ("MarkdownV2", "[a](example.com", "Can't parse entities: Can't find end of a URL at byte offset 4"),
        ("MarkdownV2", "*a_b*", "Can't parse entities: Can't find end of Bold entity at byte offset 4"),
        (
            "MarkdownV2",
            "1.",
            "Can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'",
        ),
        ("Markdown", "*a* _b_ `c` [d](example.com)", "bold:a italic:b code:c text_link:d"),
        ("Markdown", "\\*a \\b", ""),
        ("Markdown", "a_b", "Can't parse entities: Can't find end of the entity starting at byte offset 1"),
    ] {
        table.row(text, found(text, mode), expected);
    }
}

#[test]
fn marks_of_direction() {
    let plain = |text: &str| fix(parse(text, "", None).unwrap()).unwrap().unwrap_or_default().text;
    assert_eq!(plain("a\u{200e}\u{200f}\u{200e}b"), "a\u{200c}\u{200c}\u{200e}b");
    assert_eq!(plain("a\u{200e}b\u{200f}"), "a\u{200e}b\u{200f}");
}

/// Entities as the bot gives them: their form is read at once, where they stand only when the chat is known.
#[test]
fn entities_in_parameters() {
    let mut table = Table::default();
    let entity = |more: Value| {
        let mut entity = json!({ "type": "bold", "offset": 0, "length": 1 });
        entity.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        json!([entity])
    };
    let nowhere = json!({ "chat_id": 9, "text": "Hello" });
    for (more, to_anna_said, to_nobody_said) in [
        (json!({ "offset": -1 }), "receive an entity with incorrect offset -1", "chat not found"),
        (json!({ "length": 2_000_000 }), "receive an entity with incorrect length 2000000", "chat not found"),
        (
            json!({ "offset": 9 }),
            "entity begins after the end of the text at UTF-16 offset 9",
            "chat not found",
        ),
        (json!({ "type": "date_time", "unix_time": 0 }), "invalid date specified", "chat not found"),
        (
            json!({ "type": "date_time", "unix_time": 5, "date_time_format": "x" }),
            "can't parse MessageEntity: Invalid date-time format specified",
            "can't parse MessageEntity: Invalid date-time format specified",
        ),
        (json!({ "type": "text_mention", "user": { "id": 0 } }), "user not found", "chat not found"),
        (
            json!({ "type": "text_link", "url": "x" }),
            "entity URL 'x' is invalid: Wrong HTTP URL",
            "chat not found",
        ),
        (json!({ "length": 0 }), "ok", "chat not found"),
    ] {
        table.call("sendMessage", to_anna(json!({ "entities": entity(more.clone()) })), to_anna_said);
        let mut args = nowhere.clone();
        args["entities"] = entity(more);
        table.call("sendMessage", args, to_nobody_said);
    }
    let mut room = Room::new();
    for (format, shown) in [("", ""), ("R", "r"), ("Ttw", "wt"), ("tTDd", "dT"), ("WD", "wD")] {
        let entities = entity(json!({ "type": "date_time", "unix_time": 5, "date_time_format": format }));
        let sent = room.ok("sendMessage", to_anna(json!({ "entities": entities })));
        table.row(format, &sent["entities"][0]["date_time_format"], &json!(shown).to_string());
    }
    let html = json!({ "chat_id": ANNA, "parse_mode": "HTML", "text": "<tg-time unix='5' format='TtW'>a</tg-time>" });
    let sent = room.ok("sendMessage", html);
    table.row(
        "TtW",
        &sent["entities"][0],
        r#"{"offset":0,"length":1,"type":"date_time","unix_time":5,"date_time_format":"wt"}"#,
    );
}
