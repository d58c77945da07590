//! How well a column fits.

use super::{Kind, Wanted};
use crate::row::Row;
use crate::value::{self, Fault, Mark, Order, date, money};

/// How sure it is that the column is the wanted one, in per cent.
pub(super) fn confidence(header: &str, sample: &[Row], column: usize, wanted: &Wanted<'_>) -> u8 {
    let name = best_name(&words(header), wanted);
    match (name, share(sample, column, wanted.kind)) {
        // Nobody else writes such long numbers with the right lengths in all rows.
        (0, Some(100)) if wanted.kind == Kind::Barcode => 50,
        (name, Some(fitting)) if fitting < 50 => name / 2,
        (name, Some(fitting)) if fitting < 80 => name.saturating_sub(20),
        (name, _) => name,
    }
}

/// The surest of the wanted column's names: 100 for the same words, less for some of them or similar ones.
fn best_name(header: &str, wanted: &Wanted<'_>) -> u8 {
    if header.is_empty() {
        return 0;
    }
    let names = std::iter::once(&wanted.name).chain(wanted.synonyms);
    names.map(|name| similarity(header, &words(name))).max().unwrap_or_default()
}

fn similarity(header: &str, name: &str) -> u8 {
    if header == name {
        return 100;
    }
    let starts = header.strip_prefix(name).is_some_and(|rest| rest.starts_with(' '));
    let contains = format!(" {header} ").contains(&format!(" {name} "));
    match strsim::normalized_damerau_levenshtein(header, name) {
        _ if starts => 90,
        _ if contains => 75,
        alike if alike >= 0.8 => 70,
        _ => 0,
    }
}

/// The words in lower case with single spaces between: `Кількість, шт.` is `кількість шт`.
fn words(text: &str) -> String {
    let short: String = text.chars().take(100).collect();
    let lower = short.to_lowercase();
    let words: Vec<_> = lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// How many per cent of the cells that are not empty look like the kind; nothing if all are empty or anything fits.
fn share(sample: &[Row], column: usize, kind: Kind) -> Option<usize> {
    let cells: Vec<_> =
        sample.iter().map(|row| row.text(column).trim()).filter(|text| !text.is_empty()).collect();
    if kind == Kind::Text || cells.is_empty() {
        return None;
    }
    let fitting = cells.iter().filter(|text| fits(text, kind)).count();
    Some(fitting * 100 / cells.len())
}

fn fits(text: &str, kind: Kind) -> bool {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    match kind {
        Kind::Text => true,
        Kind::Code => !text.contains(char::is_whitespace) && text.len() <= 64,
        Kind::Barcode => digits && matches!(text.len(), 8 | 12..=14),
        Kind::Whole => {
            matches!(value::whole(text, Mark::Either), Ok(_) | Err(Fault::TwoNumbers { .. }))
                && text.len() < 12
        }
        Kind::Money => {
            matches!(money(text, 4, Mark::Either), Ok(_) | Err(Fault::TwoNumbers { .. })) && text.len() < 24
        }
        Kind::Date => matches!(date(text, Order::Either), Ok(_) | Err(Fault::TwoDates { .. })),
    }
}
