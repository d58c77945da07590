//! Islands that begin with `<` and are not PHP: ASP and its relatives, server side includes, phpBB's comments.

use super::{Class, Dialect, Found, Scan};
use crate::source::Source;

impl Scan<'_> {
    pub(super) fn mark(&mut self, i: usize) -> Found {
        let has = |dialect| self.dialects.has(dialect);
        if has(Dialect::Asp) && self.src.starts(i, b"<%") {
            return Some(self.asp(i));
        }
        if has(Dialect::Ssi) && self.src.starts(i, b"<!--#") {
            return self.ssi(i);
        }
        if has(Dialect::Phpbb) && self.src.starts(i, b"<!-- ") {
            return self.phpbb_comment(i);
        }
        None
    }

    fn asp(&mut self, i: usize) -> (usize, Class, Dialect) {
        if self.src.starts(i, b"<%--")
            && let Some(end) = self.find(b"--%>", i + 4)
        {
            return (end + 4, Class::Comment, Dialect::Asp);
        }
        let class = match self.src.at(i + 2) {
            b'=' | b'-' | b':' => Class::Echo,
            b'#' => Class::Comment,
            _ => Class::Control,
        };
        match self.find(b"%>", i + 2) {
            Some(end) => (end + 2, class, Dialect::Asp),
            None => (self.src.len(), Class::Unterminated, Dialect::Asp),
        }
    }

    fn ssi(&mut self, i: usize) -> Found {
        let word = word(self.src, i + 5);
        let class = match word {
            b"echo" | b"printenv" | b"fsize" | b"flastmod" => Class::Echo,
            b"include" | b"exec" | b"set" | b"if" | b"elif" | b"else" | b"endif" | b"config" => {
                Class::Control
            }
            _ => return None,
        };
        self.find(b"-->", i + 5).map(|end| (end + 3, class, Dialect::Ssi))
    }

    fn phpbb_comment(&mut self, i: usize) -> Found {
        let word = word(self.src, i + 5);
        if !PHPBB.iter().any(|known| known.as_bytes() == word) {
            return None;
        }
        self.find(b"-->", i + 5).map(|end| (end + 3, Class::Control, Dialect::Phpbb))
    }
}

const PHPBB: &[&str] = &[
    "IF",
    "ELSE",
    "ELSEIF",
    "ENDIF",
    "BEGIN",
    "BEGINELSE",
    "END",
    "INCLUDE",
    "INCLUDEPHP",
    "INCLUDEJS",
    "INCLUDECSS",
    "DEFINE",
    "UNDEFINE",
    "PHP",
    "ENDPHP",
    "EVENT",
];

fn word(src: Source<'_>, i: usize) -> &[u8] {
    let end = src.skip(i, |b| b.is_ascii_alphanumeric());
    src.cut(crate::source::Span::new(i, end))
}
