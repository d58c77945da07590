use async_trait::async_trait;
use llm::{Ask, Budget, Ending, Fault, Money, Oddities, Piece, Prices, Reply, Rung, Usage};

use super::Translator;

/// The built-in translator: puts accents on letters, makes texts longer, and marks them as no translation. It costs
/// nothing and always gives the same.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pretend;

#[async_trait]
impl Translator for Pretend {
    fn name(&self) -> &'static str {
        "pretend"
    }

    fn is_pretend(&self) -> bool {
        true
    }

    fn concurrency(&self) -> usize {
        4
    }

    fn prices(&self) -> Prices {
        Prices::default()
    }

    async fn ask(&self, ask: &Ask, _: &Budget, on: &mut (dyn FnMut(Piece) + Send)) -> Result<Reply, Fault> {
        for (index, item) in ask.items.iter().enumerate() {
            on(Piece { index, text: pretend(&item.text) });
        }
        Ok(Reply {
            closed: ask.items.len(),
            ending: Ending::Complete,
            oddities: Oddities::default(),
            rung: Rung::JsonSchema,
            usage: Usage::default(),
            cost: Money::default(),
        })
    }
}

/// `Hello, <g1>World</g1>!` becomes `[!! Ĥéļļö, <g1>Ŵöŕļð</g1>! ···]`. Codes stand in a text as they do for a model.
fn pretend(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 2 + 12);
    out.push_str("[!! ");
    let mut letters = 0;
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        let (words, tail) = rest.split_at(at);
        letters += accent(words, &mut out);
        let end = code(tail);
        out.push_str(tail.get(..end).unwrap_or_default());
        rest = tail.get(end..).unwrap_or_default();
    }
    letters += accent(rest, &mut out);
    out.push(' ');
    // Translations from English are about a third longer.
    out.extend(std::iter::repeat_n('·', (letters / 3).clamp(1, 40)));
    out.push(']');
    out
}

/// How long the code is that a text begins with; 1, for the `<` alone, if it begins with none.
fn code(text: &str) -> usize {
    let bytes = text.as_bytes();
    let slash = usize::from(bytes.get(1) == Some(&b'/'));
    let kind = bytes.get(1 + slash);
    let digits = bytes.iter().skip(2 + slash).take(9).take_while(|b| b.is_ascii_digit()).count();
    let end = 2 + slash + digits;
    match (kind, digits, bytes.get(end), bytes.get(end + 1)) {
        (Some(b'g'), 1.., Some(b'>'), _) => end + 1,
        (Some(b'x'), 1.., Some(b'/'), Some(b'>')) if slash == 0 => end + 2,
        _ => 1,
    }
}

/// Adds the words with accents; how many letters there were.
fn accent(words: &str, out: &mut String) -> usize {
    let mut letters = 0;
    for word in words.split_inclusive(char::is_whitespace) {
        if is_fixed(word) {
            out.push_str(word);
            continue;
        }
        letters += word.chars().filter(|c| c.is_alphabetic()).count();
        out.extend(word.chars().map(accented));
    }
    letters
}

/// Addresses, references and placeholders of programs.
fn is_fixed(word: &str) -> bool {
    let marks = ["://", "www.", "@", "%", "{", "}", "$", "\\", "&", "#", "__", "<", ">"];
    word.starts_with(':') || marks.iter().any(|mark| word.contains(mark))
}

fn accented(c: char) -> char {
    const PLAIN: &str = "abcdeghijklnorstuwyzABCDEGHIJKLNORSTUWYZ";
    const ACCENTED: &str = "åƀçðéĝĥîĵķļñöŕšţûŵýžÅƁÇÐÉĜĤÎĴĶĻÑÖŔŠŢÛŴÝŽ";
    PLAIN.chars().zip(ACCENTED.chars()).find(|(plain, _)| *plain == c).map_or(c, |(_, accented)| accented)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_does_as_the_engines_own_one_does() {
        let html = "<p>Hello, <b>World</b>! <?= $x ?> 5 &lt; 6 &lt;g9&gt; at www.shop.example, %s</p><img alt='A cup'>";
        let document = translate::open("a.php", html.as_bytes(), &translate::Options::default()).unwrap();
        assert!(document.segments().len() >= 2);
        for segment in document.segments() {
            assert_eq!(pretend(&segment.text), translate::pseudo(segment));
        }
    }
}
