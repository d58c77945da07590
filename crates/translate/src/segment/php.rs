//! Words in PHP code, for those who ask for them: arguments of gettext-like calls, `define`, arrays of words, heredoc.

mod listen;

use super::walk::{self, Page, Walk};
use super::{Kind, skips};
use crate::context::{Context, Html, Outer};
use crate::island::php::{Event, Php};
use crate::island::{self, Class, Dialect, Dialects, Island};
use crate::options::{Options, What};
use crate::source::{Source, Span};
use crate::token;
use listen::{Listener, Literal};

/// Which strings of a program's arrays are words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Strings {
    /// Sentences.
    Prose,
    /// All but names: the file is one of words, by its path and its content.
    Values,
    /// All. So a result is compared with its source, because a sentence may be one word in another language.
    All,
}

impl Walk<'_> {
    /// Adds the literals of all PHP islands.
    pub(super) fn literals(&mut self) {
        if !self.page.options.parts.has(What::PhpLiterals) {
            return;
        }
        let mut listener = Listener::new(self.page.src, self.page.strings);
        for island in self.page.islands.iter().filter(|island| island.dialect == Dialect::Php) {
            listener.island(island.span);
        }
        for literal in listener.found {
            match literal.outer {
                Outer::Heredoc | Outer::Nowdoc => self.heredoc(&literal),
                _ => self.string(&literal),
            }
        }
    }

    fn string(&mut self, literal: &Literal) {
        let html = if self.is_in_tag(literal.content.start) { Html::InTag } else { Html::None };
        let context = Context { html, outer: literal.outer, preserve: true };
        let islands = inserted(literal);
        self.marked_up(literal.content, &islands, (context, Kind::PhpLiteral), &literal.place);
    }

    /// Whether a program prints into a tag here.
    fn is_in_tag(&self, at: usize) -> bool {
        let list = &self.page.tokens.list;
        let n = list.partition_point(|token| token.span.end <= at);
        list.get(n).is_some_and(|token| matches!(token.kind, token::Kind::Start | token::Kind::End))
    }

    /// HTML in a heredoc: the same layers again, with what is inserted as islands.
    fn heredoc(&mut self, literal: &Literal) {
        let src = self.page.src;
        let markup =
            src.cut(literal.content).windows(2).any(|w| matches!(w, [b'<', b] if b.is_ascii_alphabetic()));
        if !markup {
            return;
        }
        let islands = inserted(literal);
        let options = Options {
            parts: self.page.options.parts.without(What::PhpLiterals).without(What::JsonLd),
            ..*self.page.options
        };
        let tokens = token::tokens(src, &islands, literal.content);
        let skips = skips::skips(src, &tokens, &options);
        let page = Page {
            islands: &islands,
            tokens: &tokens,
            skips: &skips,
            options: &options,
            outer: literal.outer,
            ..self.page
        };
        let mut found = walk::find(page);
        for segment in &mut found.segments {
            segment.kind = Kind::PhpLiteral;
            segment.label = Some(literal.label);
        }
        self.found.segments.append(&mut found.segments);
        self.found.notes.append(&mut found.notes);
    }
}

/// What a string inserts, as islands that print.
fn inserted(literal: &Literal) -> Vec<Island> {
    let echo = |span: &Span| Island { span: *span, class: Class::Echo, dialect: Dialect::Php };
    literal.inserted.iter().map(echo).collect()
}

impl Strings {
    /// What a file holds: one of words by its path (`lang/en/messages.php`, `english/contact_us.php`, `lang.english.php`) is
    /// no program.
    pub fn of(path: &str, src: Source<'_>, dialects: Dialects) -> Self {
        let path = path.to_ascii_lowercase();
        let mut parts = path.split(['/', '\\', '.', '-', '_']);
        if parts.any(|part| FOLDERS.contains(&part)) && !is_program(src, dialects) {
            Self::Values
        } else {
            Self::Prose
        }
    }
}

const FOLDERS: &[&str] =
    &["lang", "language", "languages", "locale", "locales", "translations", "i18n", "l10n", "messages"];

/// Whether functions, classes or loops are written there.
fn is_program(src: Source<'_>, dialects: Dialects) -> bool {
    let mut php = Php::default();
    island::islands(src, dialects).iter().filter(|island| island.dialect == Dialect::Php).any(|island| {
        let Some((mut i, _)) = php.open(src, island.span.start) else { return false };
        while i < island.span.end {
            let (next, event) = php.step(src, i);
            let word = src.cut(Span::new(i, next));
            if event == Event::Word
                && PROGRAMS.iter().any(|known| word.eq_ignore_ascii_case(known.as_bytes()))
            {
                return true;
            }
            i = next;
        }
        false
    })
}

const PROGRAMS: &[&str] = &["function", "class", "foreach", "while", "switch", "new"];
