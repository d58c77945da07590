//! Words that were left where they are: listed for people to look at, rather than guessed.

use crate::analysis::Analysis;
use crate::document::Document;
use crate::options::{Options, What};
use crate::segment::Kind;
use crate::source::{Source, Span};
use crate::token;

/// So many of each kind are shown.
const SHOWN: usize = 5;
/// Longer strings are cut, characters.
const LONGEST: usize = 60;

/// What was found of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    pub count: usize,
    /// The first of them.
    pub first: Vec<String>,
}

/// What looks like words for readers and was left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Leftovers {
    /// Strings in scripts that read like sentences.
    pub scripts: Found,
    /// Strings in PHP code, where they are not to be translated.
    pub literals: Found,
    /// Strings that are translated and are arguments of gettext-like calls: an existing `.mo` file will miss them.
    pub gettext: Found,
    /// Pictures without a word on what they show: there may be words in them.
    pub pictures: usize,
}

impl Found {
    fn add(&mut self, text: &str) {
        self.count += 1;
        let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if self.first.len() < SHOWN {
            let mut shown: String = plain.chars().take(LONGEST).collect();
            if plain.chars().count() > LONGEST {
                shown.push('…');
            }
            self.first.push(shown);
        }
    }
}

impl Document<'_> {
    /// What looks like words for readers and is left, with the document's options. It walks through the file once more.
    pub fn leftovers(&self) -> Leftovers {
        let (analysis, options) = self.inside();
        let mut left = Leftovers::default();
        tags(analysis, &mut left);
        if options.parts.has(What::PhpLiterals) {
            let calls = analysis.segments.iter().filter(|segment| is_call(segment.kind, &segment.place));
            calls.for_each(|segment| left.gettext.add(&segment.text));
        } else if !analysis.islands.is_empty() {
            let wider = Options { parts: options.parts.with(What::PhpLiterals), ..*options };
            let wider = analysis.would_find(&wider);
            let literals = wider.iter().filter(|segment| segment.kind == Kind::PhpLiteral);
            literals.for_each(|segment| left.literals.add(&segment.text));
        }
        left
    }
}

fn is_call(kind: Kind, place: &str) -> bool {
    kind == Kind::PhpLiteral && place.ends_with("()") && place != "PHP define()"
}

fn tags(analysis: &Analysis<'_>, left: &mut Leftovers) {
    let src = analysis.src;
    let islands: Vec<Span> = analysis.islands.iter().map(|island| island.span).collect();
    // Where the program begins that is being passed.
    let mut program = None;
    for token in &analysis.tokens.list {
        if !matches!(token.kind, token::Kind::Start | token::Kind::End) {
            continue;
        }
        if let Some(start) = program.take() {
            scripts(analysis, &islands, Span::new(start, token.span.start), &mut left.scripts);
        }
        let is = |name: &[u8]| src.cut(token.name).eq_ignore_ascii_case(name);
        let text = |name: &[u8]| {
            let mut attributes = analysis.tokens.attributes(token).iter();
            let found = attributes.find(|attribute| src.cut(attribute.name).eq_ignore_ascii_case(name));
            let value = found.and_then(|attribute| attribute.value);
            value.map_or(b"".as_slice(), |value| src.cut(value)).to_ascii_lowercase()
        };
        if token.kind == token::Kind::Start {
            program = (is(b"script") && is_program(&text(b"type"))).then_some(token.span.end);
            let says_nothing = || text(b"alt").iter().all(u8::is_ascii_whitespace);
            left.pictures += usize::from(is(b"img") && says_nothing());
        }
    }
}

fn scripts(analysis: &Analysis<'_>, islands: &[Span], span: Span, found: &mut Found) {
    let from = islands.partition_point(|island| island.end <= span.start);
    let islands = islands.get(from..).unwrap_or_default();
    for string in (Program { src: analysis.src, islands, end: span.end }).strings(span.start) {
        let text = analysis.encoding.decode_without_bom_handling(analysis.src.cut(string)).0;
        if reads(&text) {
            found.add(&text);
        }
    }
}

/// Data and templates in a script element are no program.
fn is_program(kind: &[u8]) -> bool {
    kind.is_empty() || kind == b"module" || memchr::memmem::find(kind, b"javascript").is_some()
}

/// A program in JavaScript.
struct Program<'a> {
    src: Source<'a>,
    /// Those that lie ahead.
    islands: &'a [Span],
    end: usize,
}

impl Program<'_> {
    /// Its strings, without their quotes; roughly, because a quote in a regular expression looks like one that begins a
    /// string. Those with code of the page in them are left out.
    fn strings(mut self, mut i: usize) -> Vec<Span> {
        let mut found = Vec::new();
        while i < self.end {
            if let Some(end) = self.island_at(i) {
                i = end;
                continue;
            }
            i = match (self.src.at(i), self.src.at(i + 1)) {
                (b'/', b'/') => self.src.find_byte(b'\n', Span::new(i, self.end)).unwrap_or(self.end),
                (b'/', b'*') => self.src.find(b"*/", i + 2).map_or(self.end, |at| at + 2),
                (quote @ (b'"' | b'\'' | b'`'), _) => {
                    let (end, whole) = self.string(quote, i + 1);
                    found.extend(whole.then_some(Span::new(i + 1, end)));
                    end + 1
                }
                _ => i + 1,
            };
        }
        found
    }

    /// Where a string ends, and whether it does so properly and has no code of the page in it.
    fn string(&mut self, quote: u8, mut i: usize) -> (usize, bool) {
        let mut pure = true;
        while i < self.end {
            if let Some(end) = self.island_at(i) {
                pure = false;
                i = end;
                continue;
            }
            match self.src.at(i) {
                b'\\' => i += 2,
                b'\n' if quote != b'`' => return (i, false),
                byte if byte == quote => return (i, pure),
                _ => i += 1,
            }
        }
        (self.end, false)
    }

    fn island_at(&mut self, i: usize) -> Option<usize> {
        while self.islands.first().is_some_and(|island| island.end <= i) {
            self.islands = self.islands.get(1..).unwrap_or_default();
        }
        self.islands.first().filter(|island| island.start <= i).map(|island| island.end)
    }
}

/// Whether it reads like a sentence: several words, and a capital letter or another alphabet at the beginning, or a full
/// stop at the end. Code, selectors and addresses do not.
fn reads(text: &str) -> bool {
    let code = ["{", "}", ";", "=", "://", "function", "()", "=>"];
    if code.iter().any(|mark| text.contains(mark)) || text.len() > 2_000 {
        return false;
    }
    let words =
        text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() >= 2);
    let begins = text
        .trim_start()
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || (c.is_alphabetic() && !c.is_ascii()));
    let ends = text.trim_end().ends_with(['.', '!', '?', '…']);
    words.count() >= 2 && (begins || ends)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(page: &str, options: &Options) -> Leftovers {
        crate::open("a.php", page.as_bytes(), options).unwrap().leftovers()
    }

    #[test]
    fn what_looks_like_words_in_scripts_is_listed() {
        let page = r#"<p>Words</p><script>
            "use strict"; // 'Not this One'
            alert('Please fill in your name.'); /* "Nor this One" */
            var a = "btn btn-primary", b = "It\"s Your cart", c = `Ваш кошик
            порожній`, d = "<?= $x ?> Hello You", e = 'Hello';
            </script><script type="application/ld+json">{"x": "Some Text here."}</script>"#;
        let found = left(page, &Options::default()).scripts;
        assert_eq!(found.first, ["Please fill in your name.", "It\\\"s Your cart", "Ваш кошик порожній"]);
        assert_eq!(found.count, 3);
    }

    #[test]
    fn pictures_that_say_nothing_are_counted() {
        let page = "<p>Words</p><img src=a><img src=b alt=''><img alt=' ' src=c><IMG ALT='A cup' src=d>";
        assert_eq!(left(page, &Options::default()).pictures, 3);
    }

    #[test]
    fn strings_in_php_are_listed_as_left_or_as_translated_at_a_price() {
        let page = "<p>Words</p><?php echo __('Add to cart'); define('TEXT_A', 'Our shop'); ?>";
        let plain = left(page, &Options::default());
        assert_eq!(plain.literals.first, ["Add to cart", "Our shop"]);
        assert_eq!(plain.gettext, Found::default());
        let options = Options::default();
        let options = Options { parts: options.parts.with(What::PhpLiterals), ..options };
        let wide = left(page, &options);
        assert_eq!((wide.literals, wide.gettext.first), (Found::default(), vec!["Add to cart".to_owned()]));
    }

    #[test]
    fn a_page_without_any_has_none_and_many_are_only_counted() {
        assert_eq!(left("<p>Words</p>", &Options::default()), Leftovers::default());
        let many = format!("<p>Words</p><script>{}</script>", "x('Hello there.');".repeat(40));
        let found = left(&many, &Options::default()).scripts;
        assert_eq!((found.count, found.first.len()), (40, SHOWN));
    }
}
