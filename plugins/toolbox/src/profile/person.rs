//! Inventing people.

use std::collections::HashSet;

use chrono::{Days, NaiveDate};
use rand::Rng;
use rand::seq::IndexedRandom;

use super::locale::Locale;
use super::source::Source;
use super::{email, pattern};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    Male,
    Female,
}

/// Somebody who does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    pub gender: Gender,
    pub first: String,
    /// The patronymic, where people have one.
    pub middle: String,
    pub last: String,
    /// The whole name in the order of the country.
    pub name: String,
    pub birthday: NaiveDate,
    pub email: String,
    pub phone: String,
    pub street: String,
    pub city: String,
    pub region: String,
    pub postcode: String,
    pub country: String,
    /// All of it in one line, as it is written there.
    pub address: String,
}

/// As many as one may ask for at once.
pub const MOST: usize = 100;

/// Birthdays lie in these days from 1950 on, until 2004, whatever day it is: the same seed gives the same people.
const FIRST_YEAR: i32 = 1950;
const BIRTHDAYS: u64 = 20_089;

/// Invents people; without a gender, each by chance. A count outside 1–100 is moved to the nearest one.
pub fn invent(locale: Locale, gender: Option<Gender>, count: usize, rng: &mut impl Rng) -> Vec<Person> {
    let source = Source::read(locale.source());
    let mut addresses = HashSet::new();
    (0..count.clamp(1, MOST)).map(|_| one(&source, gender, &mut addresses, rng)).collect()
}

fn one(source: &Source, gender: Option<Gender>, used: &mut HashSet<String>, rng: &mut impl Rng) -> Person {
    let by_chance = if rng.random() { Gender::Male } else { Gender::Female };
    let gender = gender.unwrap_or(by_chance);
    let of = |heading: &str, rng: &mut _| source.lines(heading).choose(rng).copied().unwrap_or_default();
    let (first, first_latin) = form(of(if gender == Gender::Male { "male" } else { "female" }, rng), gender);
    let (middle, _) = form(of("middles", rng), gender);
    let (last, last_latin) = form(of("surnames", rng), gender);
    let email = email::make([first_latin, last_latin], source.lines("latin"), used, rng);

    let number = pattern::fill(of("number", rng), rng);
    let street = source.line("street").replace("{street}", of("streets", rng)).replace("{number}", &number);
    let mut home = of("cities", rng).split(" | ");
    let [city, region, postcode, phone] = [(); 4].map(|()| home.next().unwrap_or_default());
    let postcode = pattern::fill(postcode, rng);
    let address = source.line("address").replace("{street}", &street).replace("{postcode}", &postcode);

    Person {
        gender,
        name: source
            .line("name")
            .replace("{first}", first)
            .replace("{middle}", middle)
            .replace("{last}", last),
        first: first.to_owned(),
        middle: middle.to_owned(),
        last: last.to_owned(),
        birthday: birthday(rng),
        email,
        phone: pattern::fill(phone, rng),
        address: without_twins(&address.replace("{city}", city).replace("{region}", region)),
        street,
        city: city.to_owned(),
        region: region.to_owned(),
        postcode,
        country: source.line("country").to_owned(),
    }
}

/// The form of a name for a gender, and how to spell it in Latin letters where that is told.
fn form(entry: &'static str, gender: Gender) -> (&'static str, &'static str) {
    if let Some((name, latin)) = entry.split_once('|') {
        return (name, latin);
    }
    let (male, female) = entry.split_once('/').unwrap_or((entry, entry));
    let name = if gender == Gender::Male { male } else { female };
    (name, name)
}

/// A city that is a region of its own is written once: `Москва, г. Москва` becomes `г. Москва`.
fn without_twins(address: &str) -> String {
    let bare = |part: &str| part.rsplit(". ").next().unwrap_or(part).to_owned();
    let mut parts: Vec<&str> = Vec::new();
    for part in address.split(", ") {
        match parts.last_mut() {
            Some(last) if bare(last) == bare(part) && !part.contains(char::is_numeric) => {
                if part.len() > last.len() {
                    *last = part;
                }
            }
            _ => parts.push(part),
        }
    }
    parts.join(", ")
}

fn birthday(rng: &mut impl Rng) -> NaiveDate {
    let first = NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1).unwrap_or_default();
    first.checked_add_days(Days::new(rng.random_range(0..BIRTHDAYS))).unwrap_or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Datelike;
    use proptest::prelude::*;
    use rand::SeedableRng;
    use rand_chacha::ChaCha12Rng;

    fn people(locale: Locale, gender: Option<Gender>, count: usize, seed: u64) -> Vec<Person> {
        invent(locale, gender, count, &mut ChaCha12Rng::seed_from_u64(seed))
    }

    #[test]
    fn names_agree_with_their_gender() {
        let women = people(Locale::UkUa, Some(Gender::Female), MOST, 1);
        assert!(women.iter().all(|person| person.middle.ends_with("вна")));
        assert!(women.iter().all(|person| !person.last.ends_with("ий")));
        let men = people(Locale::PlPl, Some(Gender::Male), MOST, 1);
        assert!(men.iter().all(|person| !person.last.ends_with("ska") && !person.first.ends_with('a')));
        let both = people(Locale::EnUs, None, MOST, 1);
        let male = both.iter().filter(|person| person.gender == Gender::Male).count();
        assert!((30..=70).contains(&male), "{male} of {MOST}");
    }

    #[test]
    fn capitals_are_not_their_own_region() {
        assert_eq!(
            without_twins("100000, Москва, г. Москва, ул. Лесная, д. 5"),
            "100000, г. Москва, ул. Лесная, д. 5"
        );
        assert_eq!(without_twins("вул. Лісова, 5, м. Київ, Київ, 01001"), "вул. Лісова, 5, м. Київ, 01001");
    }

    #[test]
    fn birthdays_end_with_2004() {
        let last = NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1)
            .and_then(|day| day.checked_add_days(Days::new(BIRTHDAYS - 1)));
        assert_eq!(last.map(|day| (day.year(), day.ordinal())), Some((2004, 366)));
    }

    proptest! {
        #[test]
        fn nothing_is_missing_and_a_seed_repeats_it(seed: u64, place in 0usize..7, count in 0usize..120) {
            let locale = Locale::ALL[place];
            let found = people(locale, None, count, seed);
            prop_assert_eq!(found.len(), count.clamp(1, MOST));
            prop_assert_eq!(&found, &people(locale, None, count, seed));
            let mut addresses = HashSet::new();
            for person in &found {
                let Person { first, last, name, email, phone, street, city, region, postcode, country, address, .. } = person;
                for text in [first, last, name, email, phone, street, city, region, postcode, country, address] {
                    prop_assert!(!text.is_empty() && !text.contains(['{', '}', '#', '%', '|']), "{:?}", person);
                }
                prop_assert!(email.is_ascii() && addresses.insert(email.clone()), "{}", email);
                prop_assert!((1950..=2004).contains(&person.birthday.year()));
            }
        }
    }
}
