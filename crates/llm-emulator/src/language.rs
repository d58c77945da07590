//! A pseudo-language: accented letters for a Latin one, look-alikes for a Cyrillic one, the same for the same words.

use crate::terms::Terms;

/// No reference, code or placeholder is longer, bytes. It also bounds how far is looked for an end that may not be there.
const LONGEST_CODE: usize = 80;
/// No address is longer, characters.
const LONGEST_ADDRESS: usize = 2_000;

/// How texts are put into the other language.
#[derive(Debug, Clone, Default)]
pub struct Language {
    pub cyrillic: bool,
    pub terms: Terms,
    /// Other words for another flavour.
    pub flavour: u32,
}

impl Language {
    /// Terms are heeded; codes, addresses, format specifiers and references stay; the letters of all else change.
    pub fn pseudo(&self, source: &str) -> String {
        let mut out = String::with_capacity(source.len() * 2);
        let (mut rest, mut before) = (source, ' ');
        while let Some(first) = rest.chars().next() {
            let kept = kept(rest, before);
            let length = if kept > 0 {
                out.push_str(rest.get(..kept).unwrap_or_default());
                kept
            } else if let Some((length, word)) = self.terms.at(rest) {
                out.push_str(word);
                length
            } else if first.is_alphabetic() {
                let length = rest.find(|letter: char| !letter.is_alphabetic()).unwrap_or(rest.len());
                self.word(rest.get(..length).unwrap_or_default(), &mut out);
                length
            } else {
                out.push(first);
                first.len_utf8()
            };
            let (done, tail) = rest.split_at_checked(length).unwrap_or((rest, ""));
            before = done.chars().next_back().unwrap_or(' ');
            rest = tail;
        }
        out
    }

    fn word(&self, word: &str, out: &mut String) {
        out.extend(word.chars().map(|letter| changed(letter, self.cyrillic)));
        out.extend((0..self.flavour).map(|_| if self.cyrillic { 'я' } else { 'é' }));
    }
}

/// How many bytes at the start of this text no translator may touch.
fn kept(rest: &str, before: char) -> usize {
    let until = |end: u8| rest.bytes().take(LONGEST_CODE).position(|byte| byte == end).map_or(0, |at| at + 1);
    match rest.bytes().next() {
        Some(b'<') => until(b'>'),
        Some(b'{') => until(b'}'),
        Some(b'&') => Some(until(b';')).filter(|length| *length <= 10).unwrap_or(0),
        Some(b'%') => {
            let digits =
                rest.bytes().skip(1).take_while(|byte| byte.is_ascii_digit() || *byte == b'$').count();
            let letter = rest.as_bytes().get(1 + digits).is_some_and(u8::is_ascii_alphabetic);
            1 + digits + usize::from(letter)
        }
        Some(b':') if !before.is_alphanumeric() => {
            let name =
                rest.bytes().skip(1).take_while(|byte| byte.is_ascii_lowercase() || *byte == b'_').count();
            if name > 0 { 1 + name } else { 0 }
        }
        _ if before.is_alphanumeric() => 0,
        _ => address(rest),
    }
}

/// The length of the address of a page or a person, or nothing.
fn address(rest: &str) -> usize {
    let ends = |letter: char| letter.is_whitespace() || "<>\"'".contains(letter);
    let end = rest.char_indices().take(LONGEST_ADDRESS).find(|(_, letter)| ends(*letter));
    let word = rest.get(..end.map_or(rest.len(), |(at, _)| at)).unwrap_or_default();
    let person = word.split_once('@').is_some_and(|(_, host)| host.contains('.'));
    if word.contains("://") || word.starts_with("www.") || person { word.len() } else { 0 }
}

const LATIN: &str = "abcdefghijklmnopqrstuvwxyz";
const CYRILLIC: &str = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ";

fn changed(letter: char, cyrillic: bool) -> char {
    let (latin, other) = if cyrillic {
        ("абцдефгхийклмнопярстуввхиз", "обвгдієжзейклмнапрстюфхцчшщъиьєуяиїеґ")
    } else {
        ("äbçdéfgĥîjķľmñöpqŕšţüvŵxýž", "äbvğdéëžźíjķľmñöpŕšţüfĥçčšśőýűèũâîïêģ")
    };
    let small = letter.to_lowercase().next().unwrap_or(letter);
    let in_table = |from: &str, to: &str| to.chars().nth(from.chars().position(|each| each == small)?);
    let Some(new) = in_table(LATIN, latin).or_else(|| in_table(CYRILLIC, other)) else { return letter };
    if letter.is_uppercase() { new.to_uppercase().next().unwrap_or(new) } else { new }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(language: &Language, source: &str, expected: &str) {
        assert_eq!(language.pseudo(source), expected, "{source}");
    }

    #[test]
    fn words_change_and_codes_stay() {
        let latin = Language::default();
        check(&latin, "Hello <g1>Ann</g1>, pay 5%!", "Ĥéľľö <g1>Äññ</g1>, päý 5%!");
        check(&latin, "%1$s has :count {things} &amp; %d", "%1$s ĥäš :count {things} &amp; %d");
        check(
            &latin,
            "See https://a.example/b or ask me@a.example",
            "Šéé https://a.example/b öŕ äšķ me@a.example",
        );
        check(&latin, "Привет", "Pŕívéţ");
        check(&latin, "a < b & c % d {", "ä < b & ç % d {");
        check(&Language { flavour: 2, ..Language::default() }, "so late", "šöéé ľäţééé");
        let cyrillic = Language { cyrillic: true, ..Language::default() };
        check(&cyrillic, "Hello, Привет", "Хелло, Превіт");
    }

    #[test]
    fn terms_are_heeded_as_whole_words() {
        let system = "Translate.\nUse these words:\nmug → Becher [noun]\nmug shelf → Becherregal\nDo not translate: Brightmug, Ann Lee";
        let language = Language { terms: Terms::read(system), ..Language::default() };
        check(&language, "Mug of Ann Lee: mugs", "Becher öf Ann Lee: mügš");
        check(&language, "a BRIGHTMUG mug shelf", "ä BRIGHTMUG Becherregal");
    }

    #[test]
    fn ends_that_never_come_are_not_looked_for_for_ever() {
        let text = "<{&:a.".repeat(50_000);
        assert_eq!(Language::default().pseudo(&text).matches('<').count(), 50_000);
    }
}
