//! Which template languages a file is written in.

use memchr::memmem::find;

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

    /// Whether nothing but PHP can be brought in, and PHP cannot, because `<` is always escaped.
    pub(crate) const fn only_php(self) -> bool {
        self.0 & !(Dialect::Php as u8 | Dialect::Asp as u8 | Dialect::Ssi as u8) == 0
    }

    /// Told by the name of the file and by what is in it.
    pub fn detect(name: &str, bytes: &[u8]) -> Self {
        let name = name.to_ascii_lowercase();
        let ends = |with: &[&str]| with.iter().any(|end| name.ends_with(end));
        let holds = |needle: &str| find(bytes, needle.as_bytes()).is_some();
        let any = |needles: &[&str]| needles.iter().any(|needle| holds(needle));
        let blade = ends(&[".blade.php"]);
        let php =
            ends(PHP) || any(&["<?php", "<?PHP", "<?="]) || (holds("<?") && holds("?>") && !only_xml(bytes));
        let twig = ends(TWIG) || (!blade && !php && holds("{%") && holds("%}"));
        let smarty = ends(SMARTY) && !twig && any(SMARTY_MARKS);
        let phpbb = !php && !twig && ends(&[".html", ".htm", ".tpl"]) && any(PHPBB_MARKS);
        let asp =
            find(bytes, b"<%").and_then(|at| bytes.get(at..)).is_some_and(|rest| find(rest, b"%>").is_some());
        let choices = [
            (Dialect::Php, php),
            (Dialect::Blade, blade),
            (Dialect::Twig, twig),
            (Dialect::Smarty, smarty),
            (Dialect::Asp, asp),
            (Dialect::Ssi, holds("<!--#")),
            (Dialect::Phpbb, phpbb),
        ];
        choices.iter().filter(|(_, on)| *on).fold(Self::none(), |all, (dialect, _)| all.with(*dialect))
    }
}

/// Whether the only `<?` in the file opens its XML declaration.
fn only_xml(bytes: &[u8]) -> bool {
    memchr::memmem::find_iter(bytes, b"<?")
        .all(|i| bytes.get(i + 2..i + 5).is_some_and(|x| x.eq_ignore_ascii_case(b"xml")))
}

const PHP: &[&str] = &[
    ".php", ".phtml", ".php3", ".php4", ".php5", ".php7", ".php8", ".phps", ".inc", ".module", ".theme",
    ".install", ".ctp",
];

const TWIG: &[&str] =
    &[".twig", ".liquid", ".j2", ".jinja", ".jinja2", ".njk", ".nunj", ".hbs", ".handlebars", ".mustache"];

const SMARTY: &[&str] = &[".tpl", ".smarty"];

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

const PHPBB_MARKS: &[&str] = &["<!-- IF ", "<!-- BEGIN ", "<!-- INCLUDE ", "<!-- ENDIF -->"];
