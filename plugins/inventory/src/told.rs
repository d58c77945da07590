//! Money, times and names, as they are read.

use commerce::Money;
use kit::db::Timestamp;
use kit::{Cx, Person};

/// `249.00 EUR`, as this person writes numbers.
pub fn money(cx: &Cx, money: Money) -> String {
    money_in(cx, &cx.person.language, money)
}

/// The same as somebody else writes numbers.
pub fn money_in(cx: &Cx, language: &str, money: Money) -> String {
    format!("{} {}", cx.number_in(language, money.decimal()), money.currency)
}

/// A number with its sign: `+3`, `−2`.
pub fn signed(cx: &Cx, number: i64) -> String {
    signed_in(cx, &cx.person.language, number)
}

/// The same as somebody else writes numbers.
pub fn signed_in(cx: &Cx, language: &str, number: i64) -> String {
    let written = cx.number_in(language, number);
    if number > 0 { format!("+{written}") } else { written }
}

/// How long ago, roughly: `5 min`, `3 h`, `12 d`.
pub fn age(cx: &Cx, at: Timestamp) -> String {
    let minutes = cx.now().since(at).as_secs() / 60;
    let (key, count) = match minutes {
        0..60 => ("inventory-minutes", minutes),
        60..2880 => ("inventory-hours", minutes / 60),
        _ => ("inventory-days", minutes / 1440),
    };
    cx.tell(key, kit::args![count = count.to_string()]).body
}

/// A day and a time in the reader's zone.
pub fn moment(cx: &Cx, at: Timestamp) -> String {
    cx.local(at).format("%Y-%m-%d %H:%M").to_string()
}

/// Who did it, for the ledger: names can be changed and shared, numbers cannot.
pub fn actor(person: &Person) -> String {
    format!("{} ({})", person.name, person.id)
}

/// The name of `Anna (103)`.
pub fn name(actor: &str) -> &str {
    actor.rsplit_once(" (").map_or(actor, |(name, _)| name)
}

/// Beside who wrote it: that it was somebody else's idea. A sign, because a ledger is read in every language.
pub fn proposed_by(actor: &str) -> String {
    format!("✎ {}", name(actor))
}

/// A reason in a reader's language, when it is one of those that buttons give; else as it was written.
pub fn reason(cx: &Cx, language: &str, reason: &str) -> String {
    let end = [" ✔ ", " ✎ "].iter().filter_map(|mark| reason.find(mark)).min().unwrap_or(reason.len());
    let (name, others) = reason.split_at_checked(end).unwrap_or((reason, ""));
    if !crate::adjust::is_known(name) && !crate::transfer::is_known(name) {
        return reason.to_owned();
    }
    cx.tell_in(language, &format!("inventory-reason-{name}"), kit::args![]).body + others
}
