//! From the kit's styles and buttons to Telegram's.

use kit::{Key, Look, Press, Style, Text};
use reqwest::Url;
use serde::Serialize;
use teloxide::types::{
    CopyTextButton, InlineKeyboardButton, InlineKeyboardButtonKind, MessageEntity, MessageEntityKind,
};

/// What every client shows: more is dropped by Telegram without a word.
const ROW: usize = 8;
const BUTTONS: usize = 100;

/// The styles of a text as Telegram counts them: in UTF-16 code units. A span that does not fall on characters, or whose
/// link is none, is left out; the words stay.
pub fn entities(text: &Text) -> Vec<MessageEntity> {
    let mut entities: Vec<_> = text
        .spans
        .iter()
        .filter_map(|span| {
            let offset = units(text.body.get(..span.start)?);
            let length = units(text.body.get(span.start..span.end)?);
            (length > 0).then_some(MessageEntity { kind: kind(&span.style)?, offset, length })
        })
        .collect();
    entities.sort_by_key(|entity| (entity.offset, std::cmp::Reverse(entity.length)));
    entities
}

fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

fn kind(style: &Style) -> Option<MessageEntityKind> {
    Some(match style {
        Style::Bold => MessageEntityKind::Bold,
        Style::Italic => MessageEntityKind::Italic,
        Style::Underline => MessageEntityKind::Underline,
        Style::Strike => MessageEntityKind::Strikethrough,
        Style::Spoiler => MessageEntityKind::Spoiler,
        Style::Code => MessageEntityKind::Code,
        Style::Pre(language) => {
            MessageEntityKind::Pre { language: (!language.is_empty()).then(|| language.clone()) }
        }
        Style::Link(url) => MessageEntityKind::TextLink { url: Url::parse(url).ok()? },
        Style::Quote => MessageEntityKind::Blockquote,
        Style::Folded => MessageEntityKind::ExpandableBlockquote,
    })
}

/// An inline keyboard. teloxide's button with what it lacks: a style.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Keyboard {
    inline_keyboard: Vec<Vec<StyledButton>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct StyledButton {
    #[serde(flatten)]
    button: InlineKeyboardButton,
    #[serde(skip_serializing_if = "Option::is_none")]
    style: Option<&'static str>,
}

/// The buttons, in rows no wider and altogether no more than every client shows. `None` when there are none.
pub fn keyboard(rows: &[Vec<Key>]) -> Option<Keyboard> {
    let mut left = BUTTONS;
    let mut inline_keyboard = Vec::new();
    for row in rows {
        let buttons: Vec<_> = row.iter().filter_map(button).take(left).collect();
        left -= buttons.len();
        inline_keyboard.extend(buttons.chunks(ROW).map(<[_]>::to_vec));
    }
    (!inline_keyboard.is_empty()).then_some(Keyboard { inline_keyboard })
}

/// An empty keyboard, which takes the buttons of a message away.
pub fn no_keyboard() -> Keyboard {
    Keyboard::default()
}

fn button(key: &Key) -> Option<StyledButton> {
    let kind = match &key.press {
        Press::Data(data) => InlineKeyboardButtonKind::CallbackData(data.clone()),
        Press::Url(url) => InlineKeyboardButtonKind::Url(Url::parse(url).ok()?),
        Press::Copy(text) => InlineKeyboardButtonKind::CopyText(CopyTextButton { text: text.clone() }),
    };
    let style = match key.look {
        Look::Plain => None,
        Look::Primary => Some("primary"),
        Look::Success => Some("success"),
        Look::Danger => Some("danger"),
    };
    Some(StyledButton { button: InlineKeyboardButton::new(key.label.clone(), kind), style })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{json, to_value};

    #[test]
    fn offsets_count_utf16_units() {
        let text = Text::new().push("Ж😀 ").bold("ціна").push(" ").pre("a😀", "rust");
        let expected = json!([
            { "type": "bold", "offset": 4, "length": 4 },
            { "type": "pre", "language": "rust", "offset": 9, "length": 3 },
        ]);
        assert_eq!(to_value(entities(&text)).unwrap(), expected);
    }

    #[test]
    fn a_broken_span_or_link_costs_the_style_and_not_the_words() {
        let span = |start, end, style| kit::Span { start, end, style };
        let spans = vec![
            span(1, 2, Style::Bold),
            span(0, 99, Style::Bold),
            span(0, 2, Style::Link("no address".into())),
            span(0, 2, Style::Italic),
        ];
        let text = Text { body: "Ж!".into(), spans };
        assert_eq!(
            to_value(entities(&text)).unwrap(),
            json!([{ "type": "italic", "offset": 0, "length": 1 }])
        );
    }

    #[test]
    fn buttons_keep_their_kind_and_look() {
        let key = |label: &str, press, look| Key { label: label.into(), press, look };
        let row = vec![
            key("Ack", Press::Data("a.1:7".into()), Look::Success),
            key("Open", Press::Url("https://example.com/x".into()), Look::Plain),
            key("Copy", Press::Copy("MUG-10".into()), Look::Plain),
            key("Lost", Press::Url("not an address".into()), Look::Plain),
        ];
        let expected = json!({ "inline_keyboard": [[
            { "text": "Ack", "callback_data": "a.1:7", "style": "success" },
            { "text": "Open", "url": "https://example.com/x" },
            { "text": "Copy", "copy_text": { "text": "MUG-10" } },
        ]] });
        assert_eq!(to_value(keyboard(&[row])).unwrap(), expected);
    }

    #[test]
    fn a_keyboard_is_never_wider_or_larger_than_clients_show() {
        let key =
            |n: usize| Key { label: n.to_string(), press: Press::Data(n.to_string()), look: Look::Plain };
        let rows: Vec<Vec<Key>> = (0..20).map(|_| (0..10).map(key).collect()).collect();
        let keyboard = keyboard(&rows).unwrap();
        assert!(keyboard.inline_keyboard.iter().all(|row| row.len() <= ROW));
        assert_eq!(keyboard.inline_keyboard.iter().map(Vec::len).sum::<usize>(), BUTTONS);
    }
}
