//! Languages as people write them: `de uk`, `German, Brazilian Portuguese`, `українська`.

use bureau::{Language, find_language, languages};

/// What somebody wrote.
#[derive(Debug, Default, PartialEq)]
pub struct Wish {
    pub codes: Vec<String>,
    /// Words that are no language's name.
    pub unknown: Vec<String>,
}

impl Wish {
    /// Names between commas may have spaces; otherwise each word is a name.
    pub fn read(text: &str) -> Self {
        let mut wish = Self::default();
        for part in text.split([',', ';', '\n']).map(str::trim).filter(|part| !part.is_empty()) {
            if let Some(language) = named(part) {
                wish.add(language);
                continue;
            }
            for word in part.split_whitespace() {
                match named(word) {
                    Some(language) => wish.add(language),
                    None => wish.unknown.push(word.chars().take(40).collect()),
                }
            }
        }
        wish
    }

    fn add(&mut self, language: &Language) {
        if !self.codes.iter().any(|code| code == language.code) {
            self.codes.push(language.code.to_owned());
        }
    }
}

/// By code or by its name, in English or in the language itself.
fn named(name: &str) -> Option<&'static Language> {
    let lower = name.to_lowercase();
    let is = |language: &&Language| {
        language.english.to_lowercase() == lower || language.own.to_lowercase() == lower
    };
    find_language(name).or_else(|| languages().iter().find(is))
}

/// Those whose name begins like this, or has a word that does.
pub fn alike(start: &str) -> Vec<&'static Language> {
    let lower = start.trim().to_lowercase();
    let begins = |name: &str| name.to_lowercase().split_whitespace().any(|word| word.starts_with(&lower));
    let is = |language: &&Language| begins(language.english) || begins(language.own);
    languages().iter().filter(is).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, codes: &[&str], unknown: &[&str]) {
        let wish = Wish::read(text);
        assert_eq!((wish.codes, wish.unknown), (owned(codes), owned(unknown)), "{text:?}");
    }

    fn owned(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn languages_are_read_as_people_write_them() {
        check("", &[], &[]);
        check("de uk", &["de", "uk"], &[]);
        check("UK, de; uk", &["uk", "de"], &[]);
        check("German, Brazilian Portuguese", &["de", "pt-BR"], &[]);
        check("Українська", &["uk"], &[]);
        check("de klingon", &["de"], &["klingon"]);
    }

    #[test]
    fn a_beginning_finds_all_that_begin_so() {
        let found = |start: &str| alike(start).iter().map(|language| language.code).collect::<Vec<_>>();
        assert_eq!(found("portug"), ["pt", "pt-BR"]);
        assert_eq!(found("chin"), ["zh-CN", "zh-TW"]);
        assert_eq!(found("укр"), ["uk"]);
    }
}
