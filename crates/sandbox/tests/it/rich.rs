//! Rich messages: what is written as HTML, Markdown or blocks comes back as the same blocks.

use serde_json::{Value, json};

use crate::room::{ANNA, PNG, Room, file, params};

#[track_caller]
fn check(given: Value, blocks: Value) {
    let mut room = Room::new();
    let sent = room.ok("sendRichMessage", json!({ "chat_id": ANNA, "rich_message": given }));
    assert_eq!(sent["rich_message"], json!({ "blocks": blocks }), "{given}");
}

#[track_caller]
fn check_refused(given: Value, expected: &str) {
    let mut room = Room::new();
    let refused = room.refused("sendRichMessage", json!({ "chat_id": ANNA, "rich_message": given }));
    assert_eq!(refused, format!("400 Bad Request: {expected}"));
}

fn paragraph(text: Value) -> Value {
    json!({ "type": "paragraph", "text": text })
}

#[test]
fn a_stock_report_in_html() {
    check(
        json!({ "html": "<h2>Stock</h2><p>As of <b>to&#100;ay</b>:</p><table bordered striped>\
            <caption>Mugs</caption><tr><th>SKU</th><th align=right>Left</th></tr>\
            <tr><td>MUG-10<td align=right colspan=2>4</table><hr>bye" }),
        json!([
            { "type": "heading", "text": "Stock", "size": 2 },
            paragraph(json!(["As of ", { "type": "bold", "text": "today" }, ":"])),
            { "type": "table", "cells": [
                [{ "text": "SKU", "align": "left", "valign": "middle", "is_header": true },
                 { "text": "Left", "align": "right", "valign": "middle", "is_header": true }],
                [{ "text": "MUG-10", "align": "left", "valign": "middle" },
                 { "text": "4", "align": "right", "valign": "middle", "colspan": 2 }],
            ], "is_bordered": true, "is_striped": true, "caption": "Mugs" },
            { "type": "divider" },
            paragraph(json!("bye")),
        ]),
    );
}

#[test]
fn the_same_in_markdown_and_html() {
    let list = json!([{ "type": "list", "items": [
        { "label": "•", "blocks": [paragraph(json!("one"))], "has_checkbox": true, "is_checked": true },
        { "label": "•", "blocks": [paragraph(json!("two"))], "has_checkbox": true },
    ] }]);
    check(json!({ "markdown": "- [x] one\n- [ ] two\n" }), list.clone());
    let html = "<ul><li><input type=checkbox checked>one<li><input type=checkbox>two</ul>";
    check(json!({ "html": html }), list);
    let code = json!([{ "type": "pre", "text": "fn main() {}\n\nend", "language": "rust" }]);
    check(json!({ "markdown": "```rust\nfn main() {}\n\nend\n```" }), code.clone());
    check(json!({ "html": "<pre><code class=\"language-rust\">fn main() {}\n\nend</code></pre>" }), code);
    let table = json!([{ "type": "table", "cells": [
        [{ "text": "a", "align": "left", "valign": "middle", "is_header": true },
         { "text": "b", "align": "right", "valign": "middle", "is_header": true }],
        [{ "text": "1", "align": "left", "valign": "middle" }, { "text": "2", "align": "right", "valign": "middle" }],
    ] }]);
    check(json!({ "markdown": "| a | b |\n|---|--:|\n| 1 | 2 |" }), table);
}

#[test]
fn lists_are_numbered_as_they_say() {
    let item = |label: &str, value: i64, kind: &str, text: &str| json!({ "label": label, "blocks": [paragraph(json!(text))], "value": value, "type": kind });
    let romans = json!([{ "type": "list", "items": [item("IV.", 4, "I", "a"), item("V.", 5, "I", "b")] }]);
    check(json!({ "html": "<ol type=I start=4><li>a</li><li>b</li></ol>" }), romans);
    let letters = json!([{ "type": "list", "items": [item("z.", 26, "a", "a"), item("aa.", 27, "a", "b")] }]);
    check(json!({ "html": "<ol type=a start=26><li>a</li><li>b</li></ol>" }), letters);
    check(
        json!({ "markdown": "7. a\n8. b" }),
        json!([{ "type": "list", "items": [item("7.", 7, "1", "a"), item("8.", 8, "1", "b")] }]),
    );
}

#[test]
fn names_and_addresses_are_found_unless_not_wanted() {
    let text = "ask @anna_b about #mugs";
    let found = json!(["ask ", { "type": "mention", "text": "@anna_b", "username": "anna_b" }, " about ",
        { "type": "hashtag", "text": "#mugs", "hashtag": "mugs" }]);
    check(json!({ "html": text }), json!([paragraph(found)]));
    check(json!({ "html": text, "skip_entity_detection": true }), json!([paragraph(json!(text))]));
}

#[test]
fn quotes_details_and_buttons() {
    check(
        json!({ "html": "<blockquote><p>a</p></blockquote><details open><summary>more</summary>b</details>\
            <tg-button-row><tg-button callback-data=\"ok\" style=\"success\">OK</tg-button></tg-button-row>" }),
        json!([
            { "type": "blockquote", "blocks": [paragraph(json!("a"))] },
            { "type": "details", "summary": "more", "blocks": [paragraph(json!("b"))], "is_open": true },
            { "type": "buttons", "buttons": [{ "text": "OK", "style": "success", "callback_data": "ok" }] },
        ]),
    );
}

#[test]
fn blocks_are_taken_as_they_are() {
    let blocks = json!([
        { "type": "heading", "text": [{ "type": "bold", "text": "a" }, "b"], "size": 3 },
        { "type": "details", "summary": "s", "blocks": [{ "type": "divider" }], "is_open": true },
    ]);
    check(json!({ "blocks": blocks }), blocks.clone());
    let listed = json!([{ "type": "list", "items": [{ "blocks": [{ "type": "divider" }], "value": 3, "type": "i" }] }]);
    let shown = json!([{ "type": "list", "items": [
        { "label": "iii.", "blocks": [{ "type": "divider" }], "value": 3, "type": "i" }] }]);
    check(json!({ "blocks": listed }), shown);
}

/// A picture comes as a file beside the markup, which names it.
#[test]
fn pictures_come_along() {
    let mut room = Room::new();
    let rich = json!({ "html": "<img src=\"tg://photo?id=front\">",
        "media": [{ "id": "front", "media": { "type": "photo", "media": "attach://p" } }] });
    let args = params(&json!({ "chat_id": ANNA, "rich_message": rich })).with_file("p", file("a.png", PNG));
    let (status, sent) = room.raw("sendRichMessage", &args);
    assert_eq!(status, 200, "{sent}");
    let photo = &sent["result"]["rich_message"]["blocks"][0];
    assert_eq!(photo["type"], "photo");
    assert_eq!(photo["photo"][0]["width"], 1);
}

#[test]
fn what_is_no_rich_message() {
    check_refused(json!({ "html": " " }), "rich message must be non-empty");
    check_refused(json!({ "blocks": [] }), "rich message must be non-empty");
    check_refused(json!({ "markdown": "a".repeat(32_769) }), "rich message is too long");
    check_refused(json!({ "html": "<div>".repeat(1000) }), "rich message is nested too deep");
    check_refused(json!({ "markdown": ">".repeat(1000) }), "rich message is nested too deep");
    check_refused(
        json!({ "html": "<img src=\"https://example.com/a.png\">" }),
        "failed to get HTTP URL content",
    );
    check_refused(
        json!({ "blocks": [{ "type": "heading", "text": "a", "size": 7 }] }),
        "invalid section heading size specified",
    );
    check_refused(json!({ "blocks": [{ "type": "list", "items": [] }] }), "list must be non-empty");
    check_refused(json!({ "blocks": [{ "type": "poem" }] }), "block is not allowed");
    check_refused(json!({ "blocks": [{ "type": "paragraph" }] }), "can't find field \"text\"");
}
