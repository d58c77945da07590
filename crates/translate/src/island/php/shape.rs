//! What an island's outermost statements look like, and so what kind of island it is.

use super::Event;
use crate::island::Class;
use crate::source::{Source, Span};

#[derive(Debug, Default)]
pub(super) struct Shape {
    /// The first thing that is neither space nor comment.
    first: Option<(Event, Span)>,
    /// The last byte of code that is not a `;`.
    last: u8,
    /// What followed the first thing.
    second: u8,
    ended: bool,
    assigns: bool,
    /// More than one statement, or a block.
    steers: bool,
}

impl Shape {
    pub fn pass(&mut self, src: Source<'_>, event: Event, start: usize, end: usize) {
        if event == Event::Space {
            return;
        }
        self.steers |= self.ended || event == Event::Brace;
        let byte = src.at(start);
        if event == Event::Punct && byte == b';' {
            self.ended = true;
            return;
        }
        self.assigns |= event == Event::Punct
            && byte == b'='
            && !matches!(src.at(end), b'=' | b'>')
            && !matches!(src.at(start - 1), b'=' | b'!' | b'<' | b'>');
        match self.first {
            None => self.first = Some((event, Span::new(start, end))),
            Some(_) if self.second == 0 => self.second = byte,
            Some(_) => {}
        }
        self.last = byte;
    }

    pub fn class(&self, src: Source<'_>, echo: bool) -> Class {
        let Some((event, span)) = self.first else {
            return if echo { Class::Control } else { Class::Comment };
        };
        if self.steers || self.last == b':' {
            return Class::Control;
        }
        let word = src.cut(span).to_ascii_lowercase();
        let one_of = |words: &[&str]| event == Event::Word && words.iter().any(|w| w.as_bytes() == word);
        if echo || one_of(PRINTS) {
            return Class::Echo;
        }
        let callable = match event {
            Event::Word => !one_of(KEYWORDS) && matches!(self.second, b'(' | b':' | b'\\'),
            Event::Variable => matches!(self.second, b'-' | b'?'),
            _ => false,
        };
        if callable && self.last == b')' && !self.assigns { Class::Call } else { Class::Control }
    }
}

const PRINTS: &[&str] = &["echo", "print", "printf", "vprintf", "_e", "esc_html_e", "esc_attr_e"];

/// What is followed by `(` or stands alone, but steers.
const KEYWORDS: &[&str] = &[
    "if",
    "else",
    "elseif",
    "endif",
    "for",
    "foreach",
    "endfor",
    "endforeach",
    "while",
    "endwhile",
    "switch",
    "case",
    "default",
    "endswitch",
    "break",
    "continue",
    "return",
    "exit",
    "die",
    "declare",
    "include",
    "include_once",
    "require",
    "require_once",
    "function",
    "fn",
    "class",
    "use",
    "namespace",
    "try",
    "catch",
    "finally",
    "throw",
    "global",
    "static",
    "unset",
    "isset",
    "empty",
    "list",
    "array",
    "define",
    "get_header",
    "get_footer",
    "get_sidebar",
    "get_template_part",
];
