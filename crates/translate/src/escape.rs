//! From a translation to bytes that cannot be anything but text where they stand.

pub(crate) mod outer;

use crate::context::{Context, Html, Outer};
use crate::entity;
use crate::segment::Habits;
use crate::write::Refusal;

/// What decides how a stretch of text is written.
pub(crate) struct Style<'a> {
    pub context: Context,
    pub habits: &'a Habits,
    /// The file's own line end.
    pub line_end: &'static str,
    /// Whether a code follows at once, which could complete a reference.
    pub code_follows: bool,
}

/// Escapes a stretch of text for where it stands.
pub(crate) fn text(text: &str, style: &Style<'_>) -> Result<String, Refusal> {
    let mut html = String::with_capacity(text.len() + 8);
    let ordinary = |b: u8| b >= b' ' && !matches!(b, b'<' | b'&' | b'"' | b'\'' | 0x7F | 0xC2);
    if style.habits.is_empty()
        && style.context.outer == Outer::None
        && style.context.html != Html::Attribute(0)
        && text.bytes().all(ordinary)
    {
        return Ok(text.to_owned());
    }
    let plain = matches!(style.context.html, Html::None | Html::InTag);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c.is_control() && !matches!(c, '\n' | '\r' | '\t') {
            return Err(Refusal::Control(c));
        }
        let length = if rest.starts_with("\r\n") { 2 } else { c.len_utf8() };
        match c {
            '\n' | '\r' if plain => html.push('\n'),
            '\n' | '\r' if style.context.preserve => html.push_str(style.line_end),
            '\n' | '\r' | '\t' if !plain && !style.context.preserve => blank(style, &mut html)?,
            _ => char(c, rest, style, &mut html)?,
        }
        rest = rest.get(length..).unwrap_or_default();
    }
    Ok(if style.context.outer == Outer::None { html } else { outer::escape(style.context.outer, &html) })
}

fn blank(style: &Style<'_>, html: &mut String) -> Result<(), Refusal> {
    if style.context.html == Html::Attribute(0) {
        return Err(Refusal::Unquoted(' '));
    }
    html.push(' ');
    Ok(())
}

fn char(c: char, rest: &str, style: &Style<'_>, html: &mut String) -> Result<(), Refusal> {
    if matches!(style.context.html, Html::None | Html::InTag) {
        let next = rest.chars().nth(1).unwrap_or_default();
        if c == '<' && (next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?' | '%')) {
            return Err(Refusal::Markup);
        }
        html.push(c);
        return Ok(());
    }
    let quote = match style.context.html {
        Html::Attribute(quote) => Some(quote),
        _ => None,
    };
    if quote == Some(0) && (c.is_ascii_whitespace() || matches!(c, '"' | '\'' | '=' | '<' | '>' | '`')) {
        return Err(Refusal::Unquoted(c));
    }
    let habit = style.habits.get(&c).map(AsRef::as_ref);
    match c {
        '<' => html.push_str(habit.unwrap_or("&lt;")),
        '"' if quote == Some(b'"') => html.push_str(habit.unwrap_or("&quot;")),
        '\'' if quote == Some(b'\'') => html.push_str(habit.unwrap_or("&#39;")),
        '&' if habit.is_none() => {
            let escape = entity::starts_reference(rest) || (style.code_follows && rest.len() == 1);
            html.push_str(if escape { "&amp;" } else { "&" });
        }
        _ => match habit {
            Some(reference) => html.push_str(reference),
            None => html.push(c),
        },
    }
    Ok(())
}
