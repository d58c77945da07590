/// A file's name as Telegram's server writes it to its disk, from where it goes on (tdutils, `clean_filename`): without folders,
/// signs become spaces, and what is too long is cut.
pub fn clean_file_name(given: &str) -> String {
    let name = given.rsplit('/').next().unwrap_or_default();
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, ending),
        _ => (name, ""),
    };
    let parts = [clean(stem, 64), clean(ending, 16)];
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "file".to_owned() } else { parts.join(".") }
}

fn clean(part: &str, most: usize) -> String {
    let kept = part.chars().filter(|c| !is_dropped(*c)).map(|c| if is_kept(c) { c } else { ' ' });
    let kept: String = kept.skip_while(|c| *c == ' ' || *c == '.').take(most).collect();
    kept.trim_end_matches([' ', '.']).to_owned()
}

fn is_kept(c: char) -> bool {
    if c < '\u{7f}' { c >= ' ' && !"<>:\"/\\|?*&`'".contains(c) } else { c.is_alphanumeric() }
}

/// What only changes the character before it, or is not seen at all.
fn is_dropped(c: char) -> bool {
    matches!(c, '\0' | '\u{ad}' | '\u{b7}' | '\u{2bc}' | '\u{2be}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}')
        || matches!(c, '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::clean_file_name;

    #[test]
    fn names_are_cleaned_as_telegram_does() {
        let check = |given: &str, expected: &str| assert_eq!(clean_file_name(given), expected, "{given}");
        check("report (final), v2.xlsx", "report (final), v2.xlsx");
        check("звіт №5 – «травень».xlsx", "звіт  5    травень.xlsx");
        check("../../etc/passwd", "passwd");
        check(".gitignore", "gitignore");
        check("a.tar.gz", "a.tar.gz");
        check("Q&A: \"why?\".txt", "Q A   why.txt");
        check("🦊.png", "png");
        check("🦊", "file");
        check("", "file");
        check(
            &format!("{}.{}", "a".repeat(70), "b".repeat(20)),
            &format!("{}.{}", "a".repeat(64), "b".repeat(16)),
        );
    }
}
