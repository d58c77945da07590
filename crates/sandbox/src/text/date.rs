/// How a moment is to be shown, in the one way in which Telegram writes it: `r`, or of `w`, `d` or `D`, and `t` or `T` what was
/// asked for. Nothing for what is no format (`TDLib`, `FormattedDate.cpp`).
///
/// A short and a long form of the same may both be asked for: then the last one counts in an entity, and in markup the short.
pub fn date_format(given: &str, last_counts: bool) -> Option<String> {
    if given.eq_ignore_ascii_case("r") {
        return Some("r".to_owned());
    }
    if !given.chars().all(|c| "tTdDwW".contains(c)) {
        return None;
    }
    let one_of = |short: char, long: char| {
        let last = given.chars().rfind(|c| *c == short || *c == long)?;
        Some(if last_counts || !given.contains(short) { last } else { short })
    };
    Some([one_of('w', 'W').map(|_| 'w'), one_of('d', 'D'), one_of('t', 'T')].into_iter().flatten().collect())
}
