//! Invented people as a file.

use indexmap::IndexMap;

use super::person::{Gender, Person};
use crate::bounded::TooLarge;
use crate::json::tree::{Json, Object};
use crate::json::write::{Layout, to_text};
use crate::table::{Delimiter, from_json};

/// A list of objects.
pub fn json(people: &[Person]) -> Result<String, TooLarge> {
    to_text(&Json::List(people.iter().map(|person| row(person).into()).collect()), Layout::Pretty)
}

/// A table with a row for each.
pub fn csv(people: &[Person]) -> Result<String, TooLarge> {
    from_json::convert(&json(people)?, Delimiter::Comma).map(|csv| csv.text).map_err(|_| TooLarge)
}

fn row(person: &Person) -> Object {
    let gender = match person.gender {
        Gender::Male => "male",
        Gender::Female => "female",
    };
    let birthday = person.birthday.to_string();
    let fields = [
        ("name", person.name.as_str()),
        ("first_name", &person.first),
        ("middle_name", &person.middle),
        ("last_name", &person.last),
        ("gender", gender),
        ("birthday", &birthday),
        ("email", &person.email),
        ("phone", &person.phone),
        ("street", &person.street),
        ("city", &person.city),
        ("region", &person.region),
        ("postcode", &person.postcode),
        ("country", &person.country),
        ("address", &person.address),
    ];
    IndexMap::from_iter(fields.map(|(name, value)| (name.to_owned(), Json::from(value))))
}

#[cfg(test)]
mod tests {
    use super::super::locale::Locale;
    use super::super::person::invent;
    use super::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha12Rng;
    use std::collections::HashMap;

    #[test]
    fn both_files_tell_the_same_and_no_cell_is_defused() {
        for locale in Locale::ALL {
            let people = invent(locale, None, 20, &mut ChaCha12Rng::seed_from_u64(7));
            let list: Vec<HashMap<String, String>> =
                serde_json::from_str(&json(&people).expect("small")).expect("our own JSON");
            let table = csv(&people).expect("small");
            let mut reader = csv::Reader::from_reader(table.trim_start_matches('\u{feff}').as_bytes());
            let rows: Vec<HashMap<String, String>> =
                reader.deserialize().map(|row| row.expect("our own CSV")).collect();
            assert_eq!(list, rows, "{}", locale.code());
            assert_eq!(list.len(), 20);
        }
    }
}
