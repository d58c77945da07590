//! Character references, as browsers read them (<https://html.spec.whatwg.org/multipage/named-characters.html>).

use html_escape::NAMED_ENTITIES;

/// What a reference at the beginning of `text` (which begins with `&`) stands for, and its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reference {
    Is(&'static str, usize),
    Char(char, usize),
    /// A reference whose character would not survive a translator: none at all (`&#0;`), or a line end (`&#10;`).
    Strange(usize),
}

pub(crate) fn read(text: &str, attribute: bool) -> Option<Reference> {
    let rest = text.strip_prefix('&')?;
    if let Some(number) = rest.strip_prefix('#') {
        return numeric(number);
    }
    let name = rest
        .find(|c: char| !c.is_ascii_alphanumeric())
        .map_or(rest, |end| rest.get(..end).unwrap_or_default());
    if name.is_empty() {
        return None;
    }
    if rest.as_bytes().get(name.len()) == Some(&b';')
        && let Some(value) = named(name)
    {
        let length = name.len() + 2;
        let control = value.chars().any(char::is_control);
        return Some(if control { Reference::Strange(length) } else { Reference::Is(value, length) });
    }
    let legacy = LEGACY.iter().filter(|known| name.starts_with(**known)).max_by_key(|known| known.len())?;
    // In attributes `&copy=1` and `&copyx` are parts of an address.
    let next = rest.as_bytes().get(legacy.len()).copied().unwrap_or_default();
    if attribute && (next == b'=' || next.is_ascii_alphanumeric()) {
        return None;
    }
    named(legacy).map(|value| Reference::Is(value, legacy.len() + 1))
}

/// Whether a browser would read the beginning of `text`, which begins with `&`, as a reference.
pub(crate) fn starts_reference(text: &str) -> bool {
    // In doubt it does: an escaped `&` is never wrong.
    read(text, false).is_some()
}

fn named(name: &str) -> Option<&'static str> {
    let found = NAMED_ENTITIES.binary_search_by(|(known, _)| (*known).cmp(name.as_bytes())).ok()?;
    NAMED_ENTITIES.get(found).map(|(_, value)| *value)
}

fn numeric(text: &str) -> Option<Reference> {
    let (digits, radix, before) = match text.strip_prefix(['x', 'X']) {
        Some(hex) => (hex, 16, 3),
        None => (text, 10, 2),
    };
    let len = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    if len == 0 {
        return None;
    }
    let length = before + len + usize::from(digits.as_bytes().get(len) == Some(&b';'));
    let code = digits.get(..len).and_then(|digits| u32::from_str_radix(digits, radix).ok());
    let char = code.and_then(|code| windows(code).or_else(|| char::from_u32(code)));
    Some(match char.filter(|c| !c.is_control()) {
        Some(char) => Reference::Char(char, length),
        None => Reference::Strange(length),
    })
}

/// `&#128;` to `&#159;` mean what Windows writes there.
fn windows(code: u32) -> Option<char> {
    let byte = u8::try_from(code).ok().filter(|byte| (0x80..0xA0).contains(byte))?;
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next()
}

/// Names that are read without `;`.
const LEGACY: &[&str] = &[
    "AElig", "AMP", "Aacute", "Acirc", "Agrave", "Aring", "Atilde", "Auml", "COPY", "Ccedil", "ETH",
    "Eacute", "Ecirc", "Egrave", "Euml", "GT", "Iacute", "Icirc", "Igrave", "Iuml", "LT", "Ntilde", "Oacute",
    "Ocirc", "Ograve", "Oslash", "Otilde", "Ouml", "QUOT", "REG", "THORN", "Uacute", "Ucirc", "Ugrave",
    "Uuml", "Yacute", "aacute", "acirc", "acute", "aelig", "agrave", "amp", "aring", "atilde", "auml",
    "brvbar", "ccedil", "cedil", "cent", "copy", "curren", "deg", "divide", "eacute", "ecirc", "egrave",
    "eth", "euml", "frac12", "frac14", "frac34", "gt", "iacute", "icirc", "iexcl", "igrave", "iquest",
    "iuml", "laquo", "lt", "macr", "micro", "middot", "nbsp", "not", "ntilde", "oacute", "ocirc", "ograve",
    "ordf", "ordm", "oslash", "otilde", "ouml", "para", "plusmn", "pound", "quot", "raquo", "reg", "sect",
    "shy", "sup1", "sup2", "sup3", "szlig", "thorn", "times", "uacute", "ucirc", "ugrave", "uml", "uuml",
    "yacute", "yen", "yuml",
];
