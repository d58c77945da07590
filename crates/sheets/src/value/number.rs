//! Whole numbers, and what all numbers have in common.

use super::Fault;

/// Which mark stands before the decimals.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Mark {
    /// Not known: what can mean two numbers is a fault.
    #[default]
    Either,
    Point,
    Comma,
}

impl Mark {
    /// What the cells of a column tell: the mark that can only be decimal in one of them (`12,5`, `1.234,56`). If none
    /// tells, or two contradict each other, it stays open.
    pub fn of<'a>(cells: impl IntoIterator<Item = &'a str>) -> Self {
        let mut found = Self::Either;
        for cell in cells {
            match (found, told(cell)) {
                (_, Self::Either) => {}
                (Self::Either, mark) => found = mark,
                (before, mark) if before != mark => return Self::Either,
                _ => {}
            }
        }
        found
    }
}

fn told(cell: &str) -> Mark {
    let body: String = cell.chars().filter(|c| c.is_ascii_digit() || matches!(c, '.' | ',')).collect();
    let Some(at) = body.rfind(['.', ',']) else { return Mark::Either };
    let (before, after) = body.split_at(at);
    let (mark, other) =
        if after.starts_with('.') { (Mark::Point, Mark::Comma) } else { (Mark::Comma, Mark::Point) };
    let same = before.matches(if mark == Mark::Point { '.' } else { ',' }).count();
    match (same, before.contains(['.', ','])) {
        (0, true) => mark,
        // 1.234.567 has its thousands marked.
        (1.., _) => other,
        (0, false) if after.len() != 4 || before.is_empty() || before.starts_with('0') => mark,
        (0, false) => Mark::Either,
    }
}

/// A number without its marks: digits before and after the decimal one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digits {
    pub negative: bool,
    pub whole: String,
    /// Without zeros at its end.
    pub fraction: String,
}

/// Reads a whole number: `5`, `1 000`, `-3`, `5.0`, `1E+05`.
pub fn whole(text: &str, mark: Mark) -> Result<i64, Fault> {
    let digits = read(text, mark)?;
    if !digits.fraction.is_empty() {
        return Err(Fault::NotWhole { text: text.trim().to_owned() });
    }
    digits.scaled(0).ok_or_else(|| Fault::TooLarge { text: text.trim().to_owned() })
}

/// White space that people and programs put between thousands.
const fn is_gap(letter: char) -> bool {
    matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'' | '’' | '_')
}

pub(super) fn read(text: &str, mark: Mark) -> Result<Digits, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Fault::Empty);
    }
    let wrong = || Fault::NotANumber { text: text.to_owned() };
    let (negative, body) = signed(text);
    let (body, exponent) = match body.split_once(['e', 'E']) {
        Some((mantissa, power)) => (mantissa, power.parse::<i32>().map_err(|_| wrong())?),
        None => (body, 0),
    };
    let (whole, fraction) = match body.rfind(['.', ',']) {
        None => (body, ""),
        Some(at) => split(body, at, mark).ok_or_else(wrong)?.chosen(text, negative)?,
    };
    let whole = ungrouped(whole).ok_or_else(wrong)?;
    if !fraction.bytes().all(|byte| byte.is_ascii_digit()) || (whole.is_empty() && fraction.is_empty()) {
        return Err(wrong());
    }
    shifted(&whole, fraction, exponent, negative).ok_or_else(|| Fault::TooLarge { text: text.to_owned() })
}

/// `-5`, `−5`, `5-` as SAP writes it, and `(5)` as accountants do.
fn signed(text: &str) -> (bool, &str) {
    if let Some(inner) = text.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return (true, inner.trim());
    }
    if let Some(rest) = text.strip_prefix(['-', '−']).or_else(|| text.strip_suffix('-')) {
        return (true, rest.trim());
    }
    (false, text.strip_prefix('+').unwrap_or(text).trim())
}

enum Split<'a> {
    Clear(&'a str, &'a str),
    Open { body: &'a str, whole: &'a str, fraction: &'a str },
}

/// Decides what the last mark is: before decimals, or before the last thousand.
fn split(body: &str, at: usize, mark: Mark) -> Option<Split<'_>> {
    let (whole, rest) = body.split_at_checked(at)?;
    let fraction = rest.get(1..)?;
    let (own, sign) = if rest.starts_with('.') { (Mark::Point, '.') } else { (Mark::Comma, ',') };
    if whole.contains(sign) {
        return Some(Split::Clear(body, ""));
    }
    if whole.contains(['.', ',']) || mark == own {
        return Some(Split::Clear(whole, fraction));
    }
    if mark != Mark::Either {
        return Some(Split::Clear(body, ""));
    }
    let could_group = fraction.len() == 3 && matches!(whole.len(), 1..=3) && !whole.starts_with('0');
    let open = Split::Open { body, whole, fraction };
    Some(if could_group { open } else { Split::Clear(whole, fraction) })
}

impl<'a> Split<'a> {
    fn chosen(self, text: &str, negative: bool) -> Result<(&'a str, &'a str), Fault> {
        match self {
            Self::Clear(whole, fraction) => Ok((whole, fraction)),
            Self::Open { body, whole, fraction } => {
                let sign = if negative { "-" } else { "" };
                let grouped: String = body.chars().filter(char::is_ascii_digit).collect();
                let (grouped, fraction) = (format!("{sign}{grouped}"), format!("{sign}{whole}.{fraction}"));
                Err(Fault::TwoNumbers { text: text.to_owned(), grouped, fraction })
            }
        }
    }
}

/// Takes the marks out from between thousands: one kind of mark, three digits behind each.
fn ungrouped(whole: &str) -> Option<String> {
    let mut marks = whole.chars().filter(|c| !c.is_ascii_digit());
    let Some(mark) = marks.next() else { return Some(whole.to_owned()) };
    if !(is_gap(mark) || matches!(mark, '.' | ',')) || !marks.all(|other| other == mark) {
        return None;
    }
    let mut groups = whole.split(mark);
    let sound = matches!(groups.next()?.len(), 1..=3) && groups.all(|group| group.len() == 3);
    sound.then(|| whole.replace(mark, ""))
}

/// Moves the decimal point by as many places as the exponent says, up to forty.
fn shifted(whole: &str, fraction: &str, exponent: i32, negative: bool) -> Option<Digits> {
    if exponent.abs() > 40 {
        return None;
    }
    let places = usize::try_from(exponent.unsigned_abs()).ok()?;
    let (whole, fraction) = if exponent >= 0 {
        let fraction = format!("{fraction:0<places$}");
        let (moved, rest) = fraction.split_at_checked(places)?;
        (format!("{whole}{moved}"), rest.to_owned())
    } else {
        let whole = format!("{whole:0>places$}");
        let (rest, moved) = whole.split_at_checked(whole.len() - places)?;
        (rest.to_owned(), format!("{moved}{fraction}"))
    };
    let whole = whole.trim_start_matches('0').to_owned();
    Some(Digits { negative, whole, fraction: fraction.trim_end_matches('0').to_owned() })
}

impl Digits {
    /// The number times ten to the power of the decimals, if there are no more of them and it fits.
    pub fn scaled(&self, decimals: usize) -> Option<i64> {
        if self.fraction.len() > decimals {
            return None;
        }
        let sign = if self.negative { "-" } else { "" };
        format!("{sign}0{}{:0<decimals$}", self.whole, self.fraction).parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn open(text: &str, grouped: &str, fraction: &str) -> Fault {
        Fault::TwoNumbers { text: text.into(), grouped: grouped.into(), fraction: fraction.into() }
    }

    #[test]
    fn whole_numbers() {
        let check = |text: &str, expected| assert_eq!(whole(text, Mark::Either), Ok(expected), "{text:?}");
        check("5", 5);
        check(" +12 ", 12);
        check("-3", -3);
        check("−3", -3);
        check("3-", -3);
        check("(3)", -3);
        check("007", 7);
        check("1 000", 1000);
        check("1\u{a0}000", 1000);
        check("1\u{202f}234\u{202f}567", 1_234_567);
        check("1'000'000", 1_000_000);
        check("1.234.567", 1_234_567);
        check("1,234,567", 1_234_567);
        check("5.0", 5);
        check("5,00", 5);
        check("1E+05", 100_000);
        check("1.5e3", 1500);
        check("9223372036854775807", i64::MAX);
        check("-9223372036854775808", i64::MIN);
    }

    #[test]
    fn what_is_no_whole_number() {
        let check = |text: &str, fault| assert_eq!(whole(text, Mark::Either), Err(fault), "{text:?}");
        check("", Fault::Empty);
        check("\u{a0}", Fault::Empty);
        check("5.5", Fault::NotWhole { text: "5.5".into() });
        check("9223372036854775808", Fault::TooLarge { text: "9223372036854775808".into() });
        check("1E+99", Fault::TooLarge { text: "1E+99".into() });
        for text in ["x", "5 pcs", "1 00", "1,23,456.7", "--5", ".", "-", "1..2", "1.2.3", "1e", "٣", "12:30"]
        {
            check(text, Fault::NotANumber { text: text.into() });
        }
    }

    #[test]
    fn what_can_mean_two_numbers_is_not_guessed() {
        assert_eq!(whole("1,234", Mark::Either), Err(open("1,234", "1234", "1.234")));
        assert_eq!(whole("-1.000", Mark::Either), Err(open("-1.000", "-1000", "-1.000")));
        assert_eq!(whole("1,000", Mark::Point), Ok(1000));
        assert_eq!(whole("1,000", Mark::Comma), Ok(1));
        assert_eq!(whole("1.000", Mark::Comma), Ok(1000));
        assert_eq!(whole("0,000", Mark::Either), Ok(0));
    }

    #[test]
    fn a_column_tells_its_mark() {
        let check = |cells: &[&str], mark| assert_eq!(Mark::of(cells.iter().copied()), mark, "{cells:?}");
        check(&["1,234", "5", ""], Mark::Either);
        check(&["1,234", "12,5"], Mark::Comma);
        check(&["1.234,56 €"], Mark::Comma);
        check(&["1,234", "$0.99"], Mark::Point);
        check(&["1.234.567"], Mark::Comma);
        check(&["0,500"], Mark::Comma);
        check(&["1,5", "1.5"], Mark::Either);
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "[-+0-9., 'eE()]{0,12}|\\PC{0,8}") {
            for mark in [Mark::Either, Mark::Point, Mark::Comma] {
                let _ = whole(&text, mark);
            }
            Mark::of([text.as_str()]);
        }

        #[test]
        fn every_number_is_read_back(number: i64) {
            prop_assert_eq!(whole(&number.to_string(), Mark::Either), Ok(number));
        }
    }
}
