//! Every command and every button once over, as a table: with nothing behind it, with something wrong, pressed twice, and in
//! all languages. How each of them answers when all is right has stories of its own.

mod buttons;
mod commands;

use crate::world::Shop;

/// The bot's newest answer in one line, without its buttons.
fn answer(shop: &Shop) -> String {
    let told = shop.stage.transcript();
    let lines: Vec<&str> = told.lines().collect();
    let Some(at) = lines.iter().rposition(|line| line.starts_with("bot ")) else {
        return "nothing".to_owned();
    };
    // A notice stands over the chat, so it has no name before it.
    let first = lines[at].trim_start_matches("bot ");
    let first = if first.starts_with('(') {
        first
    } else {
        first.split_once(": ").map_or("a picture", |(_, said)| said)
    };
    let said = std::iter::once(first)
        .chain(lines[at + 1..].iter().copied())
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with(['[', '📎']));
    said.take(3).collect::<Vec<_>>().join(" / ")
}
