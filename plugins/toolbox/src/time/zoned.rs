//! A text with a time zone at its end.

use chrono_tz::Tz;

use kit::{UnknownZone, find_zone};

/// The text without the zone, and the zone where one is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Zoned {
    pub text: String,
    pub zone: Option<Tz>,
}

/// The names of zones have so many words at most: `Port of Spain`.
const WORDS: usize = 3;

/// Parts the zone from the text, which is sound without it: `0 9 * * 1 New York`. A text that is sound as a whole has none.
pub fn split(text: &str, is_sound: impl Fn(&str) -> bool) -> Result<Zoned, UnknownZone> {
    let text = text.trim();
    if is_sound(text) {
        return Ok(Zoned { text: text.to_owned(), zone: None });
    }
    let words: Vec<_> = text.split_whitespace().collect();
    let tails = || {
        (1..=WORDS.min(words.len()))
            .map(|count| words.split_at(words.len() - count))
            .map(|(head, tail)| (head.join(" "), tail.join(" ")))
    };
    if let Some((text, zone)) = tails().find_map(|(head, tail)| Some((head, find_zone(&tail).ok()?))) {
        return Ok(Zoned { text, zone: Some(zone) });
    }
    let unknown = tails().find(|(head, _)| !head.is_empty() && is_sound(head));
    match unknown.map(|(_, tail)| find_zone(&tail)) {
        Some(Err(unknown)) => Err(unknown),
        // Whoever asked knows best what is wrong with it.
        _ => Ok(Zoned { text: text.to_owned(), zone: None }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<(&str, Option<Tz>), &str>) {
        let found = split(text, |text| text.split(' ').all(|word| word.parse::<u8>().is_ok()));
        let expected = expected.map(|(text, zone)| Zoned { text: text.to_owned(), zone });
        assert_eq!(found.map_err(|unknown| unknown.name), expected.map_err(str::to_owned), "{text:?}");
    }

    #[test]
    fn the_end_is_a_zone_or_part_of_the_text() {
        check("1 2", Ok(("1 2", None)));
        check(" 1  2 kyiv", Ok(("1 2", Some(Tz::Europe__Kyiv))));
        check("1 2 New York", Ok(("1 2", Some(Tz::America__New_York))));
        check("1 Port of Spain", Ok(("1", Some(Tz::America__Port_of_Spain))));
        check("1 UTC+3", Ok(("1", Some(Tz::Etc__GMTMinus3))));
        check("Kyiv", Ok(("", Some(Tz::Europe__Kyiv))));
        check("1 2 Kiyw", Err("Kiyw"));
        check("x 2 y", Ok(("x 2 y", None)));
        check("", Ok(("", None)));
    }
}
