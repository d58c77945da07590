use std::collections::HashMap;

use serde_json::json;

use super::World;
use super::past::{Past, What};

/// How long a draft is shown, milliseconds: older ones left nothing.
const DRAFT_MS: i64 = 30_000;

/// What is kept of a past when a world begins again from it: everything but what left no trace.
///
/// Left out are polls that a later one of the same bot goes beyond, chat actions, drafts that are over, and all that was
/// before a reset, but for the webhooks, the kinds of updates that are asked for, and the numbers that go on.
#[derive(Debug, Default)]
pub struct Compact {
    lines: Vec<Line>,
    /// Where the last reset stands, and the ids of the next updates then.
    reset: Option<(usize, Vec<(i64, i64)>)>,
}

#[derive(Debug)]
struct Line {
    text: String,
    past: Past,
    /// The offset of a poll that confirmed what was before it; one that was far away confirmed nothing.
    confirmed: Option<i64>,
}

impl Compact {
    /// Takes the next line; the world has just lived it.
    pub fn take(&mut self, line: &str, world: &World) {
        let Ok(past) = serde_json::from_str::<Past>(line) else { return };
        if matches!(&past.what, What::Act { name, .. } if name == "reset") {
            let next = world.bots.values().map(|bot| (bot.id, bot.queue.next_id)).collect();
            self.reset = Some((self.lines.len(), next));
        }
        let confirmed = confirmed(&past.what, world);
        self.lines.push(Line { text: line.to_owned(), past, confirmed });
    }

    /// The lines to keep; `None` when there is nothing to leave out.
    pub fn lines(self) -> Option<Vec<String>> {
        let before = self.lines.len();
        let last = self.lines.last().map_or(0, |line| line.past.at);
        let begun = self.begun();
        // From behind: of polls only the last counts, as long as nothing else touches the queue.
        let mut gone_beyond: HashMap<String, i64> = HashMap::new();
        let mut kept: Vec<String> = Vec::with_capacity(begun.len());
        for line in begun.into_iter().rev() {
            if is_trace(&line, last, &mut gone_beyond) {
                kept.push(line.text);
            }
        }
        kept.reverse();
        (kept.len() < before).then_some(kept)
    }

    /// The lines from the last reset on, and of those before it what outlives it. A webhook counts what it took, so with
    /// one nothing is cut.
    fn begun(self) -> Vec<Line> {
        let Some((at, next)) = self.reset else { return self.lines };
        let rest = self.lines.get(at..).unwrap_or_default();
        if rest.iter().any(|line| matches!(line.past.what, What::Delivered { .. })) {
            return self.lines;
        }
        let reset_at = rest.first().map_or(0, |line| line.past.at);
        let mut kept = Vec::new();
        for (i, line) in self.lines.into_iter().enumerate() {
            if i == at {
                for (bot, next_id) in &next {
                    let body = json!({ "bot": bot, "next_id": next_id });
                    let past = Past { at: reset_at, what: What::Act { name: "update".to_owned(), body } };
                    let text = serde_json::to_string(&past).unwrap_or_default();
                    kept.push(Line { text, past, confirmed: None });
                }
            }
            if i >= at || outlives_reset(&line.past.what) {
                kept.push(line);
            }
        }
        kept
    }
}

fn confirmed(what: &What, world: &World) -> Option<i64> {
    let What::Call { token, method, args, .. } = what else { return None };
    let bot = world.bots.get(&world.bot_of(token).ok()?)?;
    let offset = args.iter().find(|(name, _)| name == "offset")?.1.parse::<i64>().ok()?;
    let is_near = offset > 0 && offset <= bot.queue.next_id + 10;
    (method.eq_ignore_ascii_case("getUpdates") && is_near).then_some(offset)
}

fn outlives_reset(what: &What) -> bool {
    let What::Call { method, args, .. } = what else { return false };
    match method.to_ascii_lowercase().as_str() {
        "setwebhook" | "deletewebhook" => true,
        "getupdates" => args.iter().any(|(name, _)| name == "allowed_updates"),
        _ => false,
    }
}

fn is_trace(line: &Line, last: i64, gone_beyond: &mut HashMap<String, i64>) -> bool {
    let What::Call { token, method, args, .. } = &line.past.what else {
        // The control plane can empty a queue and number it anew.
        if matches!(&line.past.what, What::Act { name, .. } if name == "update" || name == "reset") {
            gone_beyond.clear();
        }
        return true;
    };
    match method.to_ascii_lowercase().as_str() {
        "sendchataction" => false,
        "sendmessagedraft" => line.past.at + DRAFT_MS >= last,
        "setwebhook" | "deletewebhook" | "logout" => {
            gone_beyond.remove(token);
            true
        }
        "getupdates" => {
            let plain = !args.iter().any(|(name, _)| name == "allowed_updates");
            match (line.confirmed, gone_beyond.get(token)) {
                (Some(offset), Some(later)) if plain && offset <= *later => false,
                (Some(offset), None) => {
                    gone_beyond.insert(token.clone(), offset);
                    true
                }
                _ => true,
            }
        }
        _ => true,
    }
}
