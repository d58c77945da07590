//! Which template languages a file is written in.

use memchr::memmem::{find, find_iter};

/// A language whose code lies in HTML.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub enum Dialect {
    /// `<?php … ?>`, `<?= … ?>`, `<? … ?>`
    Php = 1,
    /// Laravel's templates: `{{ … }}`, `@if(…)`
    Blade = 2,
    /// `{% … %}`, `{{ … }}`, `{# … #}`: Twig, Jinja, Liquid, Nunjucks, Django, Handlebars' simple forms
    Twig = 4,
    /// `{$x}`, `{if …}`, `{* … *}`
    Smarty = 8,
    /// `<% … %>`: ASP, JSP, ERB, EJS
    Asp = 16,
    /// Server side includes: `<!--#include … -->`
    Ssi = 32,
    /// phpBB 3: `<!-- IF … -->`, `{L_TITLE}`
    Phpbb = 64,
    /// `[[*title]]`, `[[$part]]`, `[[!snippet? &tpl=`x`]]`, and Evolution's `[*title*]`, `[(site_name)]`
    Modx = 128,
}

/// A set of [`Dialect`]s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dialects(u8);

impl Dialects {
    pub const fn none() -> Self {
        Self(0)
    }

    #[must_use]
    pub const fn with(self, dialect: Dialect) -> Self {
        Self(self.0 | dialect as u8)
    }

    pub const fn has(self, dialect: Dialect) -> bool {
        self.0 & dialect as u8 != 0
    }

    pub(crate) const fn any_braces(self) -> bool {
        self.has(Dialect::Twig) || self.has(Dialect::Smarty) || self.has(Dialect::Phpbb)
    }

    /// The bytes with which islands of these languages begin.
    pub(crate) const fn openings(self) -> [u8; 3] {
        let brace = if self.any_braces() || self.has(Dialect::Blade) { b'{' } else { b'<' };
        let third = if self.has(Dialect::Blade) {
            b'@'
        } else if self.has(Dialect::Modx) {
            b'['
        } else {
            brace
        };
        [b'<', brace, third]
    }

    /// Whether nothing but PHP can be brought in, and PHP cannot, because `<` is always escaped.
    pub(crate) const fn only_php(self) -> bool {
        self.0 & !(Dialect::Php as u8 | Dialect::Asp as u8 | Dialect::Ssi as u8) == 0
    }

    /// Told by the name of the file and by what is in it.
    pub fn detect(name: &str, bytes: &[u8]) -> Self {
        let name = name.to_ascii_lowercase();
        let ends = |with: &[&str]| with.iter().any(|end| name.ends_with(end));
        let blade = ends(&[".blade.php"]);
        let php = ends(PHP) || is_php(bytes);
        let comments = |marks: &[&str]| {
            find_iter(bytes, b"<!--").any(|at| marks.iter().any(|mark| begins(bytes, at + 4, mark)))
        };
        let phpbb = !php && ends(HTML) && comments(PHPBB_MARKS);
        // phpBB's newer templates hold some of Twig as well.
        let twig = ends(TWIG)
            || (phpbb && holds(bytes, "{{"))
            || (!blade && !php && holds(bytes, "{%") && holds(bytes, "%}"));
        let smarty = !twig
            && ((ends(SMARTY) && any(bytes, b'{', SMARTY_MARKS))
                || (!php && ends(SMARTY) && tags(bytes))
                || (ends(HTML) && is_smarty(bytes, php)));
        let modx = !php && !blade && any(bytes, b'[', MODX_MARKS);
        let asp = find(bytes, b"<%").and_then(|at| bytes.get(at..)).is_some_and(|rest| holds(rest, "%>"));
        let choices = [
            (Dialect::Php, php),
            (Dialect::Blade, blade),
            (Dialect::Twig, twig),
            (Dialect::Smarty, smarty),
            (Dialect::Asp, asp),
            (Dialect::Ssi, comments(&["#"])),
            (Dialect::Phpbb, phpbb),
            (Dialect::Modx, modx),
        ];
        choices.iter().filter(|(_, on)| *on).fold(Self::none(), |all, (dialect, _)| all.with(*dialect))
    }
}

fn holds(bytes: &[u8], needle: &str) -> bool {
    find(bytes, needle.as_bytes()).is_some()
}

fn begins(bytes: &[u8], at: usize, with: &str) -> bool {
    bytes.get(at..).is_some_and(|rest| rest.starts_with(with.as_bytes()))
}

/// Whether one of the marks, all of which begin with this byte, is in the file: one pass for all of them.
fn any(bytes: &[u8], first: u8, marks: &[&str]) -> bool {
    memchr::memchr_iter(first, bytes).any(|at| one_of(bytes, at, marks))
}

/// Whether one of the marks stands here. Their second bytes tell most of them apart.
fn one_of(bytes: &[u8], at: usize, marks: &[&str]) -> bool {
    let second = bytes.get(at + 1);
    marks.iter().any(|mark| mark.as_bytes().get(1) == second && begins(bytes, at, mark))
}

/// A `<?` that is not the beginning of an XML declaration. A short one must be closed as well.
fn is_php(bytes: &[u8]) -> bool {
    let mut short = false;
    for at in find_iter(bytes, b"<?") {
        if ["<?php", "<?PHP", "<?="].iter().any(|tag| begins(bytes, at, tag)) {
            return true;
        }
        short |= !bytes.get(at + 2..at + 5).is_some_and(|name| name.eq_ignore_ascii_case(b"xml"));
    }
    short && holds(bytes, "?>")
}

/// Whether there is anything that could be a tag of Smarty's.
fn tags(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'{', bytes).any(|at| bytes.get(at + 1).is_some_and(u8::is_ascii_alphabetic))
}

/// Whether a page that is not called a template speaks Smarty's language or one of its relatives' (`ThinkPHP`, `DedeCMS`,
/// Discuz). `{$` alone tells nothing: scripts hold it, too, and programs hold variables in braces.
fn is_smarty(bytes: &[u8], php: bool) -> bool {
    let ends_a_variable = |at: usize| {
        let rest = bytes.get(at + 2..).unwrap_or_default();
        let is_name = |b: &&u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b'[' | b']');
        let length = rest.iter().take(60).take_while(is_name).count();
        rest.first().is_some_and(u8::is_ascii_alphabetic) && matches!(rest.get(length), Some(b'}' | b'|'))
    };
    memchr::memchr_iter(b'{', bytes).any(|at| {
        one_of(bytes, at, HTML_SMARTY_MARKS) || (!php && begins(bytes, at, "{$") && ends_a_variable(at))
    })
}

const HTML: &[&str] = &[".html", ".htm", ".tpl"];

const PHP: &[&str] = &[
    ".php", ".phtml", ".php3", ".php4", ".php5", ".php7", ".php8", ".phps", ".inc", ".module", ".theme",
    ".install", ".ctp",
];

const TWIG: &[&str] = &[
    ".twig",
    ".liquid",
    ".j2",
    ".jinja",
    ".jinja2",
    ".njk",
    ".nunj",
    ".hbs",
    ".handlebars",
    ".mustache",
    ".volt",
];

const SMARTY: &[&str] = &[".tpl", ".smarty", ".latte", ".dwt", ".lbi"];

const SMARTY_MARKS: &[&str] = &[
    "{$",
    "{/if}",
    "{/foreach}",
    "{*",
    "{include",
    "{literal}",
    "{l s=",
    "{extends",
    "{block",
    "{else}",
    "{assign",
];

/// Those that nothing else in a page begins with.
const HTML_SMARTY_MARKS: &[&str] = &[
    "{/if}",
    "{/foreach}",
    "{/loop}",
    "{/volist}",
    "{/section}",
    "{/literal}",
    "{dede:",
    "{lang ",
    "{insert name=",
];

/// Behind `<!--`.
const PHPBB_MARKS: &[&str] = &[" IF ", " BEGIN ", " INCLUDE ", " ENDIF -->"];

const MODX_MARKS: &[&str] =
    &["[[*", "[[+", "[[$", "[[!", "[[~", "[[%", "[*pagetitle", "[*content", "[*longtitle", "[(site_"];
