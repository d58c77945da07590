//! The explicit edits: what a page says about its own language. Only on request, and each one told.

mod locale;

use crate::island::{self, Dialects};
use crate::source::{Source, Span};
use crate::token::{self, Attribute, Kind, Token, Tokens};

/// What to change in a translated page.
#[derive(Debug, Clone, Default)]
pub struct Localize {
    /// The page's new language, as BCP 47 writes it: `de`, `pt-BR`. `<html lang>` and `xml:lang` say it.
    pub language: String,
    /// Set `<html dir>` for languages written from right to left, and back.
    pub direction: bool,
    /// Set the content of `<meta property="og:locale">`, where there is one.
    pub og_locale: bool,
    /// Languages and addresses for `<link rel="alternate" hreflang>`; those the page has already stay.
    pub alternates: Vec<(String, String)>,
}

/// One edit that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    Language { before: Option<String>, after: String },
    Direction(&'static str),
    OgLocale { before: String, after: String },
    Alternate(String),
}

/// The page with the edits, and what they were. Anything that cannot be done safely (a language that a program prints, a
/// page without a head) is left out. All other bytes stay.
pub fn localize(name: &str, bytes: &[u8], wanted: &Localize) -> (Vec<u8>, Vec<Change>) {
    let src = Source(bytes);
    let dialects = Dialects::detect(name, bytes);
    let islands = island::islands(src, dialects);
    let tokens = token::tokens(src, &islands, Span::new(0, src.len()));
    let is_free = |span: Span| {
        let n = islands.partition_point(|island| island.span.end <= span.start);
        islands.get(n).is_none_or(|island| island.span.start >= span.end)
    };
    let mut editor = Editor { src, tokens: &tokens, edits: Vec::new(), changes: Vec::new() };
    editor.page(wanted, &is_free);
    let Editor { mut edits, changes, .. } = editor;
    edits.sort_by_key(|(span, _)| *span);
    let out = splice(src, &edits);
    // The gate: program code must be what it was.
    let code = |source: Source<'_>| -> Vec<Vec<u8>> {
        island::islands(source, dialects).iter().map(|island| source.cut(island.span).to_vec()).collect()
    };
    if code(Source(&out)) == code(src) { (out, changes) } else { (bytes.to_vec(), Vec::new()) }
}

fn splice(src: Source<'_>, edits: &[(Span, String)]) -> Vec<u8> {
    let mut out = Vec::with_capacity(src.len() + 200);
    let mut at = 0;
    for (span, text) in edits {
        out.extend_from_slice(src.cut(Span::new(at, span.start)));
        out.extend_from_slice(text.as_bytes());
        at = span.end;
    }
    out.extend_from_slice(src.cut(Span::new(at, src.len())));
    out
}

/// What setting an attribute did.
#[derive(Debug, PartialEq, Eq)]
enum Set {
    /// It cannot be set, or says so already.
    Kept,
    New,
    InPlaceOf(String),
}

struct Editor<'a> {
    src: Source<'a>,
    tokens: &'a Tokens,
    edits: Vec<(Span, String)>,
    changes: Vec<Change>,
}

impl<'a> Editor<'a> {
    fn page(&mut self, wanted: &Localize, is_free: &impl Fn(Span) -> bool) {
        let tag = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        if wanted.language.is_empty() || !wanted.language.bytes().all(tag) {
            return;
        }
        if let Some(html) = self.first(Kind::Start, b"html") {
            self.language(html, wanted, is_free);
            if wanted.direction {
                self.direction(html, &wanted.language, is_free);
            }
        }
        if wanted.og_locale {
            self.og_locale(&wanted.language, is_free);
        }
        self.alternates(wanted);
    }

    fn first(&self, kind: Kind, name: &[u8]) -> Option<&'a Token> {
        let tokens: &'a Tokens = self.tokens;
        tokens
            .list
            .iter()
            .find(|token| token.kind == kind && self.src.cut(token.name).eq_ignore_ascii_case(name))
    }

    fn attribute(&self, token: &Token, name: &[u8]) -> Option<Attribute> {
        let found =
            self.tokens.attributes(token).iter().find(|a| self.src.cut(a.name).eq_ignore_ascii_case(name));
        found.copied()
    }

    fn text(&self, span: Span) -> String {
        String::from_utf8_lossy(self.src.cut(span)).into_owned()
    }

    /// Sets an attribute of a tag; what it was.
    fn set(&mut self, tag: &Token, name: &str, to: &str, is_free: &impl Fn(Span) -> bool) -> Set {
        let Some(attribute) = self.attribute(tag, name.as_bytes()) else {
            let after = Span::new(tag.name.end, tag.name.end);
            self.edits.push((after, format!(" {name}=\"{to}\"")));
            return Set::New;
        };
        let Some(value) = attribute.value else {
            self.edits.push((attribute.name, format!("{name}=\"{to}\"")));
            return Set::InPlaceOf(String::new());
        };
        if !is_free(value) || self.src.cut(value) == to.as_bytes() {
            return Set::Kept;
        }
        // An empty value without quotes is none at all in the bytes.
        let text = if value.is_empty() && attribute.quote == 0 { format!("\"{to}\"") } else { to.to_owned() };
        self.edits.push((value, text));
        Set::InPlaceOf(self.text(value))
    }

    fn language(&mut self, html: &Token, wanted: &Localize, is_free: &impl Fn(Span) -> bool) {
        let after = wanted.language.clone();
        match self.set(html, "lang", &after, is_free) {
            Set::Kept => {}
            Set::New => self.changes.push(Change::Language { before: None, after }),
            Set::InPlaceOf(before) => self.changes.push(Change::Language { before: Some(before), after }),
        }
        if self.attribute(html, b"xml:lang").is_some() {
            self.set(html, "xml:lang", &wanted.language, is_free);
        }
    }

    fn direction(&mut self, html: &Token, language: &str, is_free: &impl Fn(Span) -> bool) {
        let to = if locale::is_right_to_left(language) { "rtl" } else { "ltr" };
        // A page that says nothing is written from left to right.
        if to == "ltr" && self.attribute(html, b"dir").is_none() {
            return;
        }
        if self.set(html, "dir", to, is_free) != Set::Kept {
            self.changes.push(Change::Direction(to));
        }
    }

    fn og_locale(&mut self, language: &str, is_free: &impl Fn(Span) -> bool) {
        let metas = self.tokens.list.iter().filter(|token| {
            token.kind == Kind::Start && self.src.cut(token.name).eq_ignore_ascii_case(b"meta")
        });
        let is_locale = |value: Span| self.src.cut(value).eq_ignore_ascii_case(b"og:locale");
        let found = metas.copied().find(|meta| {
            self.attribute(meta, b"property").and_then(|property| property.value).is_some_and(is_locale)
        });
        let Some(meta) = found else { return };
        let after = locale::og_locale(language);
        if self.attribute(&meta, b"content").is_some()
            && let Set::InPlaceOf(before) = self.set(&meta, "content", &after, is_free)
        {
            self.changes.push(Change::OgLocale { before, after });
        }
    }

    fn alternates(&mut self, wanted: &Localize) {
        let Some(end) = self.first(Kind::End, b"head").map(|head| head.span.start) else { return };
        let links = self.tokens.list.iter().filter(|token| token.kind == Kind::Start);
        let known: Vec<String> = links
            .filter_map(|link| self.attribute(link, b"hreflang")?.value)
            .map(|value| self.text(value).to_ascii_lowercase())
            .collect();
        let mut text = String::new();
        for (language, address) in &wanted.alternates {
            if known.contains(&language.to_ascii_lowercase()) {
                continue;
            }
            text.push_str("<link rel=\"alternate\" hreflang=\"");
            text.push_str(&quoted(language));
            text.push_str("\" href=\"");
            text.push_str(&quoted(address));
            text.push_str("\">\n");
            self.changes.push(Change::Alternate(language.clone()));
        }
        if !text.is_empty() {
            self.edits.push((Span::new(end, end), text));
        }
    }
}

/// Text in an attribute with double quotes. Braces and the like could be a template's, and an address does not need them.
fn quoted(text: &str) -> String {
    let safe = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '"' => "&quot;".to_owned(),
        '<' => "&lt;".to_owned(),
        '{' | '}' | '@' => format!("%{:02X}", u32::from(c)),
        _ if c.is_control() => String::new(),
        _ => c.to_string(),
    };
    text.chars().map(safe).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wanted(language: &str) -> Localize {
        let alternates = vec![("en".to_owned(), "https://example.com/?a=1&b=2".to_owned())];
        Localize { language: language.to_owned(), direction: true, og_locale: true, alternates }
    }

    #[track_caller]
    fn becomes(page: &str, language: &str, expected: &str) {
        let (bytes, _) = localize("a.php", page.as_bytes(), &wanted(language));
        assert_eq!(String::from_utf8_lossy(&bytes), expected);
    }

    #[test]
    fn a_page_says_its_new_language() {
        becomes("<html lang='en'><p>x", "de", "<html lang='de'><p>x");
        becomes("<html><p>x", "pt-BR", "<html lang=\"pt-BR\"><p>x");
        becomes("<html lang=en dir=ltr>", "ar", "<html lang=ar dir=rtl>");
        becomes("<html lang=\"en\" xml:lang=\"en\">", "he", "<html dir=\"rtl\" lang=\"he\" xml:lang=\"he\">");
        becomes(
            "<meta property=\"og:locale\" content=\"en_US\"></head>",
            "de",
            "<meta property=\"og:locale\" content=\"de_DE\"><link rel=\"alternate\" hreflang=\"en\" href=\"https://example.com/?a=1&amp;b=2\">\n</head>",
        );
    }

    #[test]
    fn what_a_program_prints_stays() {
        becomes("<html lang=\"<?= $lang ?>\">", "de", "<html lang=\"<?= $lang ?>\">");
        becomes("<?php echo '<html lang=\"en\">'; ?>", "de", "<?php echo '<html lang=\"en\">'; ?>");
        becomes("<html lang=en>", "de\"><script>", "<html lang=en>");
    }
}
