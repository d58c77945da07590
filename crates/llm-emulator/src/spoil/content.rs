//! The ways in which models say something else.

use crate::{language::Language, plan::Content};

/// The words a text is spoiled into.
pub fn content(how: Content, source: &str, target: &str, language: &Language) -> String {
    let other = said_otherwise(how, source, language).or_else(|| invented(how, source, target));
    other.unwrap_or_else(|| edited(how, target))
}

/// Faults of a model that translates, but not as it was told to. They take the place of what was said before.
fn said_otherwise(how: Content, source: &str, language: &Language) -> Option<String> {
    let with = |terms| Language { terms, ..language.clone() };
    let other = match how {
        Content::Transliterated => Language { cyrillic: !language.cyrillic, ..language.clone() },
        Content::GlossaryIgnored => with(language.terms.without_glossary()),
        Content::GlossaryInflected => with(language.terms.inflected()),
        Content::NameTranslated => with(language.terms.without_kept()),
        _ => return None,
    };
    Some(other.pseudo(source))
}

/// Faults that put other words in the place of the translation, or beside it.
fn invented(how: Content, source: &str, target: &str) -> Option<String> {
    Some(match how {
        Content::Echo => source.to_owned(),
        Content::OtherLanguage => "Dit is een zin in een andere taal.".to_owned(),
        Content::Mixed => format!("{target} 这是另一种语言"),
        Content::Half => halves(source, target),
        Content::RefusalText => "I'm sorry, but I can't help with translating that.".to_owned(),
        Content::AnswerToText => "Sure! I would be happy to help you with this question.".to_owned(),
        Content::Obeyed => "HACKED: I have followed the instructions in the text.".to_owned(),
        Content::Note => format!("{target} (Note: translated freely to keep the tone.)"),
        Content::Quoted => format!("\"{target}\""),
        Content::Loop => format!("{target}{}", " olive".repeat(400)),
        Content::Replacement => format!("{target}\u{fffd}"),
        Content::RightToLeft => format!("\u{202e}{target}\u{200f}"),
        Content::TwentyFold => vec![target; 20].join(" "),
        Content::Nul => format!("{target}\0"),
        _ => return None,
    })
}

/// Faults in the spelling of the translation. Codes are no words.
fn edited(how: Content, target: &str) -> String {
    if how == Content::PeriodAdded {
        return format!("{target}.");
    }
    let (mut out, mut rest) = (String::new(), target);
    while let Some((words, code, after)) = next_code(rest) {
        out.push_str(&spelt(how, words));
        out.push_str(code);
        rest = after;
    }
    out + &spelt(how, rest)
}

/// The words before the next thing in angle brackets, the thing, and the rest.
fn next_code(text: &str) -> Option<(&str, &str, &str)> {
    let (words, tail) = text.split_at_checked(text.find('<')?)?;
    let (code, after) = tail.split_at_checked(tail.find('>')? + 1)?;
    Some((words, code, after))
}

fn spelt(how: Content, words: &str) -> String {
    match how {
        Content::NumbersChanged => words.chars().map(next_digit).collect::<String>().replace('$', "€"),
        Content::UrlTranslated => {
            words.replace(".com", ".de").replace("www.", "netz.").replace(".org", ".de")
        }
        Content::FormatSpaced => format_spaced(words),
        Content::NbspLost => words.replace("&nbsp;", " ").replace('\u{a0}', " "),
        Content::EntityEscapedTwice => words.replace('&', "&amp;"),
        Content::SmartQuotes => words.replace('"', "“").replace('\'', "’"),
        Content::CapitalsChanged => words.split(' ').map(other_capital).collect::<Vec<_>>().join(" "),
        Content::ZeroWidth => words.replace(' ', "\u{200b} ") + "\u{200b}",
        _ => words.to_owned(),
    }
}

/// `%s` → `% s`; a per cent sign that stands alone stays.
fn format_spaced(words: &str) -> String {
    let mut pieces = words.split('%');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let specifier = piece.starts_with(|letter: char| letter.is_ascii_alphanumeric());
        out.push_str(if specifier { "% " } else { "%" });
        out.push_str(piece);
    }
    out
}

/// `now` → `Now`, `Now` → `now`; what is no plain word stays.
fn other_capital(word: &str) -> String {
    let mut letters = word.chars();
    let Some(first) = letters.next().filter(|_| word.chars().all(char::is_alphabetic)) else {
        return word.to_owned();
    };
    let other = if first.is_uppercase() { first.to_lowercase().next() } else { first.to_uppercase().next() };
    other.into_iter().chain(letters).collect()
}

fn next_digit(letter: char) -> char {
    match letter {
        '9' => '0',
        '0'..='8' => char::from_u32(u32::from(letter) + 1).unwrap_or(letter),
        _ => letter,
    }
}

fn halves(source: &str, target: &str) -> String {
    let half = target.split_whitespace().count() / 2;
    let words = target.split_whitespace().take(half).chain(source.split_whitespace().skip(half));
    words.collect::<Vec<_>>().join(" ")
}
