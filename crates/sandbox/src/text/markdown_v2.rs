use super::links::{checked_link, link_custom_emoji, link_date, link_user_id};
use super::markdown::code_language;
use super::source::{Sink, Source};
use super::{Entity, Formatted, Kind};

struct Open {
    kind: Kind,
    offset: usize,
    /// Where its mark stands in the source.
    at: usize,
    /// Where its text begins in the result.
    begin: usize,
}

struct Parser<'a> {
    source: Source<'a>,
    out: Sink,
    entities: Vec<Entity>,
    open: Vec<Open>,
    in_quote: bool,
    may_quote: bool,
    i: usize,
}

/// `parse_mode=MarkdownV2`.
pub fn parse_markdown_v2(text: &str) -> Result<Formatted, String> {
    let mut parser = Parser {
        source: Source(text.as_bytes()),
        out: Sink::default(),
        entities: Vec::new(),
        open: Vec::new(),
        in_quote: false,
        may_quote: true,
        i: 0,
    };
    while parser.i < parser.source.len() {
        parser.step()?;
        parser.i += 1;
    }
    parser.finish()
}

fn reserved(c: u8) -> String {
    format!("Character '{}' is reserved and must be escaped with the preceding '\\'", char::from(c))
}

impl Parser<'_> {
    fn next(&self, ahead: usize) -> u8 {
        self.source.at(self.i + ahead)
    }

    fn step(&mut self) -> Result<(), String> {
        let c = self.next(0);
        if c == b'\\' && (1..=126).contains(&self.next(1)) {
            self.i += 1;
            let escaped = self.next(0);
            self.out.push(escaped);
            if escaped != b'\r' {
                self.may_quote = escaped == b'\n';
            }
            return Ok(());
        }
        let in_code =
            matches!(self.open.last(), Some(Open { kind: Kind::Code | Kind::Pre | Kind::PreCode(_), .. }));
        let special = if in_code { c == b'`' } else { b"_*[]()~`>#+-=|{}.!\n".contains(&c) };
        if !special {
            if !(0x80..0xc0).contains(&c) {
                self.may_quote = c == b'\r' && self.may_quote;
            }
            self.out.push(c);
            return Ok(());
        }
        if self.ends_here(c) { self.end(c) } else { self.begin(c) }
    }

    fn ends_here(&self, c: u8) -> bool {
        let Some(last) = self.open.last() else { return false };
        if self.in_quote && c == b'\n' && self.next(1) != b'>' {
            return true;
        }
        match &last.kind {
            Kind::Bold => c == b'*',
            Kind::Italic => c == b'_' && self.next(1) != b'_',
            Kind::Code => c == b'`',
            Kind::Pre | Kind::PreCode(_) => c == b'`' && self.next(1) == b'`' && self.next(2) == b'`',
            Kind::TextUrl(_) | Kind::CustomEmoji(_) => c == b']',
            Kind::Underline => c == b'_' && self.next(1) == b'_',
            Kind::Strikethrough => c == b'~',
            Kind::Spoiler => c == b'|' && self.next(1) == b'|',
            _ => false,
        }
    }

    fn begin(&mut self, c: u8) -> Result<(), String> {
        let at = self.i;
        let kind = match c {
            b'_' if self.next(1) == b'_' => {
                self.i += 1;
                Kind::Underline
            }
            b'_' => Kind::Italic,
            b'*' => Kind::Bold,
            b'~' => Kind::Strikethrough,
            b'|' if self.next(1) == b'|' => {
                self.i += 1;
                Kind::Spoiler
            }
            b'[' => Kind::TextUrl(String::new()),
            b'`' if self.next(1) == b'`' && self.next(2) == b'`' => {
                let (language, next) = code_language(self.source, self.i + 3);
                self.i = next - 1;
                language.map_or(Kind::Pre, Kind::PreCode)
            }
            b'`' => Kind::Code,
            b'!' if self.next(1) == b'[' => {
                self.i += 1;
                Kind::CustomEmoji(0)
            }
            b'\n' => {
                self.out.push(b'\n');
                self.may_quote = true;
                return Ok(());
            }
            b'>' if self.may_quote && self.in_quote => return Ok(()),
            b'>' if self.may_quote => {
                self.in_quote = true;
                Kind::BlockQuote
            }
            other => return Err(reserved(other)),
        };
        self.open.push(Open { kind, offset: self.out.utf16, at, begin: self.out.bytes.len() });
        Ok(())
    }

    fn end(&mut self, c: u8) -> Result<(), String> {
        let Some(mut open) = self.open.pop() else { return Ok(()) };
        if c == b'\n' && open.kind != Kind::BlockQuote {
            open = self.expandable(&open)?;
        }
        let mut skip = self.out.utf16 == open.offset;
        let kind = match open.kind {
            kind @ (Kind::Underline | Kind::Spoiler) => {
                self.i += 1;
                Some(kind)
            }
            kind @ (Kind::Pre | Kind::PreCode(_)) => {
                self.i += 2;
                Some(kind)
            }
            Kind::TextUrl(_) => self.text_url(open.begin)?,
            Kind::CustomEmoji(_) => Some(self.custom_emoji()?),
            kind @ (Kind::BlockQuote | Kind::ExpandableBlockQuote) => {
                self.in_quote = false;
                self.out.push(b'\n');
                self.may_quote = true;
                skip = false;
                Some(kind)
            }
            kind => Some(kind),
        };
        if let Some(kind) = kind
            && !skip
        {
            self.entities.push(Entity::new(kind, open.offset, self.out.utf16 - open.offset));
        }
        Ok(())
    }

    /// A quote whose last line ends in `||` is an expandable one: the spoiler that seems to begin there is its mark.
    fn expandable(&mut self, open: &Open) -> Result<Open, String> {
        let cr = self.out.bytes.last() == Some(&b'\r');
        let is_mark = open.kind == Kind::Spoiler && (open.at + 2 == self.i || (open.at + 3 == self.i && cr));
        if !is_mark {
            return Err(unclosed(open));
        }
        let Some(mut quote) = self.open.pop() else { return Err(unclosed(open)) };
        if quote.kind != Kind::BlockQuote {
            return Err(unclosed(&quote));
        }
        quote.kind = Kind::ExpandableBlockQuote;
        Ok(quote)
    }

    fn text_url(&mut self, begin: usize) -> Result<Option<Kind>, String> {
        let url = if self.next(1) == b'(' {
            self.url()?
        } else {
            String::from_utf8_lossy(self.out.bytes.get(begin..).unwrap_or_default()).into_owned()
        };
        Ok(link_user_id(&url).map(Kind::TextMention).or_else(|| checked_link(&url).map(Kind::TextUrl)))
    }

    fn custom_emoji(&mut self) -> Result<Kind, String> {
        if self.next(1) != b'(' {
            return Err("The entity must contain a tg://emoji or tg://time URL".to_owned());
        }
        let url = self.url()?;
        link_custom_emoji(&url)
            .or_else(|| link_date(&url))
            .ok_or_else(|| "Invalid tg://emoji or tg://time URL specified".to_owned())
    }

    /// The address in round brackets after `]`.
    fn url(&mut self) -> Result<String, String> {
        self.i += 2;
        let from = self.i;
        let mut url = Vec::new();
        while self.i < self.source.len() && self.next(0) != b')' {
            if self.next(0) == b'\\' && (1..=126).contains(&self.next(1)) {
                self.i += 1;
            }
            url.push(self.next(0));
            self.i += 1;
        }
        if self.next(0) != b')' {
            return Err(format!("Can't find end of a URL at byte offset {from}"));
        }
        Ok(String::from_utf8_lossy(&url).into_owned())
    }

    fn finish(mut self) -> Result<Formatted, String> {
        if self.in_quote {
            let mut kind = Kind::BlockQuote;
            if let Some(last) = self.open.last()
                && last.kind == Kind::Spoiler
                && last.at + 2 == self.source.len()
            {
                self.open.pop();
                kind = Kind::ExpandableBlockQuote;
            }
            if self.open.last().is_some_and(|last| last.kind == Kind::BlockQuote)
                && let Some(quote) = self.open.pop()
                && self.out.utf16 > quote.offset
            {
                self.entities.push(Entity::new(kind, quote.offset, self.out.utf16 - quote.offset));
            }
        }
        if let Some(last) = self.open.last() {
            return Err(unclosed(last));
        }
        self.entities.sort_by_key(Entity::order);
        let text = String::from_utf8_lossy(&self.out.bytes).into_owned();
        Ok(Formatted { text, entities: self.entities })
    }
}

fn unclosed(open: &Open) -> String {
    let name = match open.kind {
        Kind::Bold => "Bold",
        Kind::Italic => "Italic",
        Kind::Underline => "Underline",
        Kind::Strikethrough => "Strikethrough",
        Kind::Spoiler => "Spoiler",
        Kind::Code => "Code",
        Kind::Pre => "Pre",
        Kind::PreCode(_) => "PreCode",
        Kind::TextUrl(_) => "TextUrl",
        Kind::CustomEmoji(_) => "CustomEmoji",
        _ => "BlockQuote",
    };
    format!("Can't find end of {name} entity at byte offset {}", open.at)
}
