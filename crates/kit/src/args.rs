//! From what a person typed to the fields of a command.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::event::{Attached, Said};
use crate::spec::{FieldKind, FieldSpec, Spec};

/// A value as it was given, already checked against its field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Given {
    Text(String),
    File(Attached),
}

pub type Values = BTreeMap<String, Given>;

/// Why a value does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Misfit {
    /// A word that no field takes.
    Unknown(String),
    NotAWhole {
        field: &'static str,
    },
    OutOfRange {
        field: &'static str,
        min: i64,
        max: i64,
    },
    NotAChoice {
        field: &'static str,
        of: &'static [&'static str],
    },
    WantsFile {
        field: &'static str,
    },
    WantsText {
        field: &'static str,
    },
}

impl Misfit {
    pub fn field(&self) -> Option<&'static str> {
        match self {
            Self::Unknown(_) => None,
            Self::NotAWhole { field }
            | Self::OutOfRange { field, .. }
            | Self::NotAChoice { field, .. }
            | Self::WantsFile { field }
            | Self::WantsText { field } => Some(field),
        }
    }
}

/// Reads a command's arguments. Words go to the first field that takes them, `name=value` goes where it says, and what
/// is left goes whole, with its line ends, to the field that takes everything. A file, or the message replied to, fills
/// the field that works on input.
pub fn parse(spec: &Spec, line: &str, said: &Said) -> Result<Values, Misfit> {
    let mut values = Values::new();
    let mut rest = line.trim();
    while let Some((word, tail)) = next_word(rest) {
        let Some((field, value)) = claim(spec, &values, word)? else { break };
        values.insert(field.name.to_owned(), Given::Text(value));
        rest = tail;
    }
    let file = said.file.clone().or_else(|| said.reply.as_ref().and_then(|r| r.file.clone()));
    let quoted = said
        .reply
        .as_ref()
        .filter(|r| !r.ours || !r.text.is_empty())
        .map(|r| r.text.trim())
        .unwrap_or_default();
    for field in spec.fields {
        match field.kind {
            FieldKind::Input | FieldKind::File if file.is_some() => {
                if let Some(file) = &file {
                    values.insert(field.name.to_owned(), Given::File(file.clone()));
                }
            }
            FieldKind::Rest | FieldKind::Input => {
                let text = if rest.is_empty() { quoted } else { std::mem::take(&mut rest) };
                if !text.is_empty() {
                    values.insert(field.name.to_owned(), Given::Text(text.to_owned()));
                }
            }
            _ => {}
        }
    }
    if let Some((word, _)) = next_word(rest) {
        return Err(misfit(spec, &values, word));
    }
    Ok(values)
}

/// Checks one answer of a form against its field.
pub fn check(field: &FieldSpec, said: &Said) -> Result<Given, Misfit> {
    let file =
        said.file.clone().or_else(|| said.reply.as_ref().filter(|r| !r.ours).and_then(|r| r.file.clone()));
    match (field.kind, file) {
        (FieldKind::Input | FieldKind::File, Some(file)) => Ok(Given::File(file)),
        (FieldKind::File, None) => Err(Misfit::WantsFile { field: field.name }),
        (_, Some(_)) if said.text.is_empty() => Err(Misfit::WantsText { field: field.name }),
        _ => fit(field, said.text.trim()).map(Given::Text),
    }
}

/// Whether a value that was given some time ago still is one of the field's.
pub fn still_fits(field: &FieldSpec, given: &Given) -> bool {
    match (field.kind, given) {
        (FieldKind::Input, _) | (FieldKind::File, Given::File(_)) => true,
        (_, Given::File(_)) => false,
        (_, Given::Text(word)) => fit(field, word).is_ok(),
    }
}

/// Checks a word against a field.
pub fn fit(field: &FieldSpec, word: &str) -> Result<String, Misfit> {
    match field.kind {
        FieldKind::Word | FieldKind::Rest | FieldKind::Input => Ok(word.to_owned()),
        FieldKind::File => Err(Misfit::WantsFile { field: field.name }),
        FieldKind::Whole { min, max } => match word.parse::<i64>() {
            Err(_) => Err(Misfit::NotAWhole { field: field.name }),
            Ok(n) if n < min || n > max => Err(Misfit::OutOfRange { field: field.name, min, max }),
            Ok(n) => Ok(n.to_string()),
        },
        FieldKind::Choice(of) => of
            .iter()
            .find(|choice| choice.eq_ignore_ascii_case(word))
            .map(|choice| (*choice).to_owned())
            .ok_or(Misfit::NotAChoice { field: field.name, of }),
    }
}

/// The field that takes this word, if one does that is not the one for all the rest.
fn claim(spec: &Spec, values: &Values, word: &str) -> Result<Option<(FieldSpec, String)>, Misfit> {
    if let Some((name, value)) = word.split_once('=')
        && let Some(field) = spec.fields.iter().find(|f| f.name == name && !is_whole_rest(f))
    {
        return Ok(Some((*field, fit(field, value)?)));
    }
    let open = spec.fields.iter().filter(|f| !values.contains_key(f.name) && !is_whole_rest(f));
    for field in open {
        match fit(field, word) {
            Ok(value) => return Ok(Some((*field, value))),
            // A number that is too large or small where one is wanted is no warehouse.
            Err(misfit @ Misfit::OutOfRange { .. }) if field.default.is_none() => return Err(misfit),
            Err(_) => {}
        }
    }
    Ok(None)
}

const fn is_whole_rest(field: &FieldSpec) -> bool {
    matches!(field.kind, FieldKind::Rest | FieldKind::Input | FieldKind::File)
}

/// Says what is wrong with a word that nobody took, as precisely as one can.
fn misfit(spec: &Spec, values: &Values, word: &str) -> Misfit {
    let mut open = spec.fields.iter().filter(|f| !values.contains_key(f.name) && !is_whole_rest(f));
    match (open.next(), open.next()) {
        (Some(field), None) => fit(field, word).err().unwrap_or_else(|| Misfit::Unknown(word.to_owned())),
        _ => numeric_misfit(spec, values, word).unwrap_or_else(|| Misfit::Unknown(word.to_owned())),
    }
}

fn numeric_misfit(spec: &Spec, values: &Values, word: &str) -> Option<Misfit> {
    word.parse::<i64>().ok()?;
    let field = spec
        .fields
        .iter()
        .find(|f| !values.contains_key(f.name) && matches!(f.kind, FieldKind::Whole { .. }))?;
    fit(field, word).err()
}

fn next_word(text: &str) -> Option<(&str, &str)> {
    let text = text.trim_start();
    if text.is_empty() {
        return None;
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    Some((text.get(..end)?, text.get(end..)?.trim_start_matches([' ', '\t'])))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::Field;

    const LOCALE: Field<String> = Field::choice("locale", &["en_US", "uk_UA"]).or("en_US");
    const COUNT: Field<i64> = Field::whole("count", 1, 100).or("1");
    const FAKE: Spec = Spec::new("fake").fields(&[LOCALE.spec, COUNT.spec]);
    const ENCODE: Spec = Spec::new("b64")
        .fields(&[Field::choice("mode", &["url", "std"]).or("std").spec, Field::input("text").spec]);

    #[track_caller]
    fn check(spec: &Spec, line: &str, expected: Result<&[(&str, &str)], Misfit>) {
        let found = parse(spec, line, &Said::default());
        let expected = expected.map(|pairs| {
            pairs.iter().map(|(k, v)| ((*k).to_owned(), Given::Text((*v).to_owned()))).collect()
        });
        assert_eq!(found, expected, "/{} {line}", spec.name);
    }

    #[test]
    fn words_find_their_field_in_any_order() {
        check(&FAKE, "", Ok(&[]));
        check(&FAKE, "uk_ua 5", Ok(&[("locale", "uk_UA"), ("count", "5")]));
        check(&FAKE, "5 uk_UA", Ok(&[("locale", "uk_UA"), ("count", "5")]));
        check(&FAKE, "count=7", Ok(&[("count", "7")]));
        check(&FAKE, "500", Err(Misfit::OutOfRange { field: "count", min: 1, max: 100 }));
        check(&FAKE, "klingon", Err(Misfit::Unknown("klingon".into())));
    }

    #[test]
    fn a_number_out_of_range_is_not_taken_for_another_word() {
        const RECEIVE: Spec = Spec::new("receive").fields(&[
            Field::word("sku").spec,
            Field::whole("quantity", 1, 100).spec,
            Field::word("warehouse").spec,
        ]);
        let right = [("quantity", "24"), ("sku", "MUG-10"), ("warehouse", "KYIV")];
        check(&RECEIVE, "MUG-10 24 KYIV", Ok(&right));
        check(&RECEIVE, "MUG-10 KYIV 24", Ok(&right));
        check(&RECEIVE, "MUG-10 0 KYIV", Err(Misfit::OutOfRange { field: "quantity", min: 1, max: 100 }));
    }

    #[test]
    fn text_arrives_whole_with_its_line_ends() {
        check(&ENCODE, "two words\n  and a line", Ok(&[("text", "two words\n  and a line")]));
        check(&ENCODE, "url a=b", Ok(&[("mode", "url"), ("text", "a=b")]));
    }
}
