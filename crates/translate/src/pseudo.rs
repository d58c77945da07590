//! A translator that needs nobody: it puts accents on letters, makes the text longer, and says that it is no translation.

use crate::code::Part;
use crate::segment::Segment;

/// `Hello, <g1>World</g1>!` becomes `[!! Ĥéļļö, <g1>Ŵöŕļð</g1>! ···]`. Codes, addresses and format specifiers stay.
pub fn pseudo(segment: &Segment) -> String {
    let mut out = String::with_capacity(segment.text.len() * 2 + 12);
    out.push_str("[!! ");
    let mut letters = 0;
    for part in segment.parts(&segment.text) {
        match part {
            Part::Text(text) => letters += words(text, &mut out),
            Part::Open(number) => code(&mut out, "<g", number, ">"),
            Part::Close(number) => code(&mut out, "</g", number, ">"),
            Part::Single(number) => code(&mut out, "<x", number, "/>"),
        }
    }
    out.push(' ');
    // Translations from English are about a third longer.
    out.extend(std::iter::repeat_n('·', (letters / 3).clamp(1, 40)));
    out.push(']');
    out
}

fn code(out: &mut String, before: &str, number: usize, after: &str) {
    out.push_str(before);
    out.push_str(&number.to_string());
    out.push_str(after);
}

/// Adds the words with accents; how many letters there were.
fn words(text: &str, out: &mut String) -> usize {
    let mut letters = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        if is_fixed(word) {
            out.push_str(word);
            continue;
        }
        for c in word.chars() {
            letters += usize::from(c.is_alphabetic());
            out.push(accented(c));
        }
    }
    letters
}

/// Addresses, references and placeholders of programs.
fn is_fixed(word: &str) -> bool {
    let marks = ["://", "www.", "@", "%", "{", "}", "$", "\\", "&", "#", "__", "<", ">"];
    word.starts_with(':') || marks.iter().any(|mark| word.contains(mark))
}

fn accented(c: char) -> char {
    let found = PLAIN.chars().zip(ACCENTED.chars()).find(|(plain, _)| *plain == c);
    found.map_or(c, |(_, accented)| accented)
}

const PLAIN: &str = "abcdeghijklnorstuwyzABCDEGHIJKLNORSTUWYZ";
const ACCENTED: &str = "åƀçðéĝĥîĵķļñöŕšţûŵýžÅƁÇÐÉĜĤÎĴĶĻÑÖŔŠŢÛŴÝŽ";
