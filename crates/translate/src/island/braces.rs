//! Islands that begin with `{`: Blade's and Twig's values, Twig's blocks, Smarty's everything, phpBB's variables.

use super::{Class, Dialect, Found, Quotes, Scan, Verbatim};
use crate::source::{Source, Span};

/// As far as a string inside a placeholder is followed; what is longer ends at the next end mark.
const REACH: usize = 1024;

/// Blocks of Twig's relatives that hold no page, and what ends them.
const TWIG_CODE: &[(&str, &str)] = &[
    ("comment", "endcomment"),
    ("doc", "enddoc"),
    ("schema", "endschema"),
    ("javascript", "endjavascript"),
    ("stylesheet", "endstylesheet"),
    ("style", "endstyle"),
    ("css", "endcss"),
    ("js", "endjs"),
];

const SPACED: &[&str] =
    &["if $", "elseif $", "else}", "/if}", "foreach from=", "foreachelse", "/foreach}", "$lang."];

/// The same in Smarty, with its plugins (Piwigo's, `ThinkPHP`'s).
const SMARTY_CODE: &[(&str, &str)] = &[
    ("php", "{/php}"),
    ("footer_script", "{/footer_script}"),
    ("html_style", "{/html_style}"),
    ("javascript", "{/javascript}"),
    ("script", "{/script}"),
    ("style", "{/style}"),
    ("css", "{/css}"),
    ("js", "{/js}"),
];

impl Scan<'_> {
    pub(super) fn brace(&mut self, i: usize) -> Found {
        if self.verbatim.is_some() {
            return self.end_of_verbatim(i);
        }
        let has = |dialect| self.dialects.has(dialect);
        let next = self.src.at(i + 1);
        if has(Dialect::Blade) && (next == b'{' || self.src.starts(i, b"{!!")) {
            return self.blade_value(i);
        }
        if has(Dialect::Twig) && matches!(next, b'{' | b'%' | b'#') {
            return self.twig(i);
        }
        if has(Dialect::Smarty) {
            return self.smarty(i);
        }
        if has(Dialect::Phpbb) {
            return self.phpbb(i);
        }
        None
    }

    fn blade_value(&mut self, i: usize) -> Found {
        let (mark, class): (&'static [u8], _) = if self.src.starts(i, b"{{--") {
            (b"--}}", Class::Comment)
        } else if self.src.starts(i, b"{!!") {
            (b"!!}", Class::Echo)
        } else if self.src.starts(i, b"{{{") {
            (b"}}}", Class::Echo)
        } else {
            (b"}}", Class::Echo)
        };
        let end = self.find(mark, i + 2)? + mark.len();
        // Blade puts the line end after a value back; only its comments vanish without a trace.
        Some((end, class, Dialect::Blade))
    }

    fn twig(&mut self, i: usize) -> Found {
        let (mark, class): (&'static [u8], _) = match self.src.at(i + 1) {
            b'%' => (b"%}", self.twig_block(i)),
            b'#' => (b"#}", Class::Comment),
            _ if self.src.starts(i, b"{{!") => (b"}}", Class::Comment),
            // Handlebars: `{{#if}}`, `{{/if}}`, `{{else}}`, `{{> part}}`
            _ if matches!(self.src.at(i + 2), b'#' | b'/' | b'>' | b'^') || self.src.starts(i, b"{{else") => {
                (b"}}", Class::Control)
            }
            _ if self.src.starts(i, b"{{{") => (b"}}}", Class::Echo),
            _ => (b"}}", Class::Echo),
        };
        let end = self.end_mark(mark, i + 2, class != Class::Comment)?;
        if let Some(end) = self.twig_code(i, end) {
            return Some((end, class, Dialect::Twig));
        }
        if class == Class::Control
            && let Some(name) =
                ["verbatim", "raw"].into_iter().find(|name| twig_tag(self.src, i) == name.as_bytes())
        {
            self.verbatim = Some(Verbatim::Twig(name));
        }
        Some((end, class, Dialect::Twig))
    }

    fn twig_block(&self, i: usize) -> Class {
        match twig_tag(self.src, i) {
            b"comment" | b"doc" => Class::Comment,
            _ => Class::Control,
        }
    }

    /// Where the block ends that begins here, if it holds no page: a comment, a script, a style sheet, settings.
    fn twig_code(&mut self, i: usize, open: usize) -> Option<usize> {
        let tag = twig_tag(self.src, i);
        let (_, close) = TWIG_CODE.iter().find(|(name, _)| name.as_bytes() == tag)?;
        let at = self.find(close.as_bytes(), open)? + close.len();
        let end = self.src.skip(at, |b| b == b' ' || b == b'-');
        if self.src.starts(end, b"%}") {
            return Some(end + 2);
        }
        // So odd an end is looked for once.
        self.missing.push(close.as_bytes());
        None
    }

    /// The same for a tag of Smarty's, which ends at `open`.
    fn smarty_code(&mut self, i: usize, open: usize) -> Option<usize> {
        let end = self.src.skip(i + 1, |b| b.is_ascii_alphanumeric() || b == b'_').min(open);
        let tag = self.src.cut(Span::new(i + 1, end));
        let (_, close) = SMARTY_CODE.iter().find(|(name, _)| name.as_bytes() == tag)?;
        self.find(close.as_bytes(), open).map(|at| at + close.len())
    }

    /// The end of a placeholder; an end mark in a string inside it does not count.
    fn end_mark(&mut self, mark: &'static [u8], from: usize, strings: bool) -> Option<usize> {
        let plain = self.find(mark, from)?;
        if !strings {
            return Some(plain + mark.len());
        }
        let mut quotes = Quotes::default();
        let limit = self.src.len().min(plain + REACH);
        let mut at = from;
        while at < limit {
            let b = self.src.at(at);
            if !quotes.pass(b, &mut at) && self.src.starts(at, mark) {
                return Some(at + mark.len());
            }
            at += 1;
        }
        self.spend(limit - plain);
        Some(plain + mark.len())
    }

    fn smarty(&mut self, i: usize) -> Found {
        if self.src.starts(i, b"{*") {
            return self.find(b"*}", i + 2).map(|end| (end + 2, Class::Comment, Dialect::Smarty));
        }
        // Smarty itself wants no space there, but templates of its elder relatives have one.
        let next = match self.src.at(i + 1) {
            b' ' if SPACED.iter().any(|tag| self.src.starts(i + 2, tag.as_bytes())) => self.src.at(i + 2),
            next => next,
        };
        if !(next.is_ascii_alphabetic() || matches!(next, b'$' | b'/' | b'"' | b'\'' | b'#' | b'_')) {
            return None;
        }
        // `{{x}}` is of a template in the browser.
        if i > 0 && self.src.at(i - 1) == b'{' {
            return None;
        }
        let end = self.smarty_end(i)?;
        if let Some(end) = self.smarty_code(i, end) {
            return Some((end, Class::Control, Dialect::Smarty));
        }
        if self.src.starts(i, b"{literal}") {
            self.verbatim = Some(Verbatim::Smarty);
        }
        let class = match next {
            b'$' if !assigns(self.src, i + 1, end) => Class::Echo,
            b'"' | b'\'' | b'#' => Class::Echo,
            _ if ["{l ", "{ldelim}", "{rdelim}", "{t}"]
                .iter()
                .any(|echo| self.src.starts(i, echo.as_bytes())) =>
            {
                Class::Echo
            }
            _ => Class::Control,
        };
        Some((end, class, Dialect::Smarty))
    }

    /// The `}` that closes this `{`: braces nest, and those in strings do not count.
    fn smarty_end(&mut self, i: usize) -> Option<usize> {
        let plain = self.find(b"}", i)?;
        let limit = self.src.len().min(plain + REACH);
        let (mut depth, mut quotes, mut at) = (0_usize, Quotes::default(), i);
        while at < limit && self.budget > 0 {
            let b = self.src.at(at);
            match (quotes.pass(b, &mut at), b) {
                (false, b'{') => depth += 1,
                (false, b'}') if depth == 1 => return Some(at + 1),
                (false, b'}') => depth -= 1,
                _ => {}
            }
            at += 1;
        }
        self.spend(at - i);
        Some(plain + 1)
    }

    /// `{L_TITLE}`, `{S_FORM}`, `{row.NAME}`, `{$VAR}`, `{% … %}` is Twig's and told apart before.
    fn phpbb(&self, i: usize) -> Found {
        let end =
            self.src.skip(i + 1, |b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'$' | b'-'));
        let upper = self.src.cut(Span::new(i, end)).iter().any(u8::is_ascii_uppercase);
        (upper && self.src.at(end) == b'}').then_some((end + 1, Class::Echo, Dialect::Phpbb))
    }

    fn end_of_verbatim(&mut self, i: usize) -> Found {
        match self.verbatim? {
            Verbatim::Smarty if self.src.starts(i, b"{/literal}") => {
                self.verbatim = None;
                Some((i + 10, Class::Control, Dialect::Smarty))
            }
            Verbatim::Twig(name) if twig_tag(self.src, i).strip_prefix(b"end") == Some(name.as_bytes()) => {
                let end = self.find(b"%}", i)?;
                self.verbatim = None;
                Some((end + 2, Class::Control, Dialect::Twig))
            }
            _ => None,
        }
    }
}

/// The first word of `{% word … %}`.
fn twig_tag(src: Source<'_>, i: usize) -> &[u8] {
    if !src.starts(i, b"{%") {
        return b"";
    }
    let at = src.skip(i + 2, |b| matches!(b, b'-' | b'~' | b'+' | b' ' | b'\t' | b'\r' | b'\n'));
    src.cut(Span::new(at, src.skip(at, |b| b.is_ascii_alphanumeric() || b == b'_')))
}

/// `{$x = 1}` sets a variable and prints nothing.
fn assigns(src: Source<'_>, i: usize, end: usize) -> bool {
    let at = src.skip(i + 1, |b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'[' | b']'));
    let at = src.skip(at, |b| b == b' ');
    at < end && src.at(at) == b'=' && src.at(at + 1) != b'='
}
