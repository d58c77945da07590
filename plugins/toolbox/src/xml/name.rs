//! Which characters XML allows, and which make a name (XML 1.0, fifth edition, productions 2, 4 and 4a).

/// Whether an element or an attribute may be called this. Colons are letters here: prefixes stay as written.
pub fn is_name(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(is_start) && letters.all(is_inner)
}

/// Whether the character may stand in a document at all, even as a reference.
pub const fn is_allowed(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

const fn is_start(letter: char) -> bool {
    matches!(letter,
        ':' | '_' | 'A'..='Z' | 'a'..='z'
        | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{2ff}' | '\u{370}'..='\u{37d}'
        | '\u{37f}'..='\u{1fff}' | '\u{200c}'..='\u{200d}' | '\u{2070}'..='\u{218f}' | '\u{2c00}'..='\u{2fef}'
        | '\u{3001}'..='\u{d7ff}' | '\u{f900}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fffd}' | '\u{10000}'..='\u{effff}')
}

const fn is_inner(letter: char) -> bool {
    is_start(letter)
        || matches!(letter, '-' | '.' | '0'..='9' | '\u{b7}' | '\u{300}'..='\u{36f}' | '\u{203f}'..='\u{2040}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names() {
        for good in ["a", "_", "ns:a-b.c", ":", "товар", "品名", "a·b", "x1"] {
            assert!(is_name(good), "{good}");
        }
        for bad in ["", "1a", "-a", ".a", "a b", "a<", "a>", "@a", "#text", "a/b", "a\"", "×"] {
            assert!(!is_name(bad), "{bad}");
        }
    }

    #[test]
    fn characters() {
        assert!("\t\n\r й\u{fffd}😀".chars().all(is_allowed));
        assert!(!"\0\u{1}\u{b}\u{1f}\u{fffe}\u{ffff}".chars().any(is_allowed));
    }
}
