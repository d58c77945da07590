//! The ways in which models damage inline codes.

use crate::plan::Code;

/// Damages the first codes of a text. Where a fault needs a code and there is none, the text stays as it is.
pub fn code(how: Code, text: &str) -> String {
    added(how, text).or_else(|| changed(how, text)).unwrap_or_else(|| text.to_owned())
}

/// Faults that need no code to be there.
fn added(how: Code, text: &str) -> Option<String> {
    Some(match how {
        Code::Invent => format!("{text} <x9/>"),
        Code::MarkupAdded => format!("<b>{text}</b>"),
        Code::LinkAdded => format!("<a href=\"https://example.com/\">{text}</a>"),
        Code::PhpSyntax => format!("{text} <?= $name ?>"),
        Code::TemplateSyntax => format!("{text} {{{{ name }}}} {{% if x %}} @endif"),
        Code::Php => format!("{text}<?php echo 1; ?>"),
        Code::Script => format!("{text}<script>alert(1)</script>"),
        Code::BraceChanged if text.contains("{{") => text.replace("{{", "{").replace("}}", "}"),
        Code::BraceChanged => text.replace('{', "{{").replace('}', "}}"),
        _ => return None,
    })
}

fn changed(how: Code, text: &str) -> Option<String> {
    let first = Found::first(text)?;
    let Found { before, name, number, closing, after } = first;
    let code = if closing { format!("<{name}{number}/>") } else { format!("<{name}{number}>") };
    let end = format!("</{name}{number}>");
    let put = |new: &str| format!("{before}{new}{after}");
    let both = |open: &str, close: &str| format!("{before}{open}{}", after.replacen(&end, close, 1));
    Some(match how {
        Code::Drop => both("", ""),
        Code::Duplicate => put(&format!("{code}{code}")),
        Code::Renumber => both(&format!("<{name}7{number}>"), &format!("</{name}7{number}>")),
        Code::Unbalance => format!("{before}{code}{}", after.replacen(&end, "", 1)),
        Code::Cross => format!("<g1><g2>{}</g1></g2>", bare(text)),
        Code::SelfClose => both(&format!("<{name}{number}/>"), ""),
        Code::UpperCase => text.replace("<g", "<G").replace("</g", "</G").replace("<x", "<X"),
        Code::Spaced => text.replace('<', "< ").replace('>', " >"),
        Code::FullWidth => text.replace('<', "＜").replace('>', "＞"),
        Code::Escaped => text.replace('<', "&lt;").replace('>', "&gt;"),
        Code::Braces => both(&format!("{{{number}}}"), &format!("{{/{number}}}")),
        Code::Brackets => both(&format!("[{number}]"), &format!("[/{number}]")),
        Code::Translated => both(&format!("<grupo{number}>"), &format!("</grupo{number}>")),
        Code::AttributeAdded => put(&code.replacen(&number, &format!("{number} class=\"x\""), 1)),
        Code::IntoWord => into_word(&format!("{before}{after}"), &code),
        Code::PulledIn => {
            let at = before.trim_end().rfind(' ').map_or(0, |at| at + 1);
            into(before, at, &code) + after
        }
        Code::PulledOut => format!("{}{code}{}", before, pulled(after, &end)),
        Code::AtEnd => format!("{before}{after}{code}"),
        _ => return None,
    })
}

/// The first code of a text: `<g1>` or `<x2/>`.
struct Found<'a> {
    before: &'a str,
    name: String,
    number: String,
    closing: bool,
    after: &'a str,
}

impl<'a> Found<'a> {
    fn first(text: &'a str) -> Option<Self> {
        text.match_indices('<').find_map(|(at, _)| {
            let (before, rest) = text.split_at_checked(at)?;
            let (inside, after) = rest.strip_prefix('<')?.split_once('>')?;
            let inside_bare = inside.trim_end_matches('/');
            let digits = inside_bare.find(|c: char| c.is_ascii_digit())?;
            let (name, number) = inside_bare.split_at_checked(digits)?;
            let is_code = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphabetic());
            let is_code = is_code && number.bytes().all(|b| b.is_ascii_digit());
            let closing = inside.ends_with('/');
            is_code.then(|| Self { before, name: name.to_owned(), number: number.to_owned(), closing, after })
        })
    }
}

/// The text without anything in angle brackets.
fn bare(text: &str) -> String {
    let mut inside = false;
    let outside = text.chars().filter(|letter| {
        let was = inside;
        inside = (inside || *letter == '<') && *letter != '>';
        !was && !inside
    });
    outside.collect()
}

fn into_word(text: &str, code: &str) -> String {
    let at = text
        .char_indices()
        .zip(text.chars().skip(1))
        .find(|((_, a), b)| a.is_alphabetic() && b.is_alphabetic());
    into(text, at.map_or(0, |((at, letter), _)| at + letter.len_utf8()), code)
}

fn into(text: &str, at: usize, code: &str) -> String {
    let (head, tail) = text.split_at_checked(at).unwrap_or((text, ""));
    format!("{head}{code}{tail}")
}

/// The pair closes before its last word instead of after it.
fn pulled(after: &str, end: &str) -> String {
    let Some((inside, rest)) = after.split_once(end) else { return after.to_owned() };
    let at = inside.rfind(' ').unwrap_or(0);
    let (head, tail) = inside.split_at_checked(at).unwrap_or(("", inside));
    format!("{head}{end}{tail}{rest}")
}
