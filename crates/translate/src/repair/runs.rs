//! Step 3: the words between codes are translated one by one, and the codes stay where they are. The result is always
//! in order; it may read less well, because languages order words differently.

use crate::batch::{Unit, written};
use crate::code::Part;
use crate::segment::has_letter;

/// The runs of a text that have words in them, without the white space around.
pub(super) fn runs(unit: &Unit) -> Vec<String> {
    words_of(unit).map(|run| run.trim().to_owned()).collect()
}

/// The text again with runs translated; `None` when there is not one for each.
pub(super) fn join(unit: &Unit, translations: &[String]) -> Option<String> {
    if words_of(unit).count() != translations.len() {
        return None;
    }
    let mut translations = translations.iter();
    let mut out = String::new();
    for part in unit.parts(&unit.text) {
        match part {
            Part::Text(run) if has_letter(run) => {
                let words = run.trim();
                let start = run.len() - run.trim_start().len();
                out.push_str(run.get(..start)?);
                out.push_str(translations.next()?.trim());
                out.push_str(run.get(start + words.len()..)?);
            }
            part => out.push_str(&written(part)),
        }
    }
    Some(out)
}

fn words_of(unit: &Unit) -> impl Iterator<Item = &str> {
    let texts = unit.parts(&unit.text).into_iter().filter_map(|part| match part {
        Part::Text(run) => Some(run),
        _ => None,
    });
    texts.filter(|run| has_letter(run))
}
