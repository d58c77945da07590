//! Answering somebody who types the bot's name and a few words in any chat.

use std::time::Duration;

use crate::cx::Cx;
use crate::dispatch::{Answer, guarded_for, verdict};
use crate::guard::{Action, Denied};
use crate::people::Role;
use crate::reply::{Found, Reply};
use crate::spec::Chats;

/// Telegram shows no more.
const MOST: usize = 50;

/// Who types does not wait longer.
const LIMIT: Duration = Duration::from_secs(5);

/// What all plugins that this person may ask have found.
pub(super) async fn asked(cx: &mut Cx, words: &str) -> Answer {
    if cx.person.role == Role::Stranger {
        let offer = Some(cx.label("kit-request-access"));
        return answer(Found { results: Vec::new(), offer }, Denied::Stranger.name());
    }
    let mut results = Vec::new();
    let mut outcome = "ok".to_owned();
    for (plugin, inline) in cx.registry().inline().to_vec() {
        let action = Action { plugin, name: "inline", needs: inline.needs(), chats: Chats::Everywhere };
        if let Err(denied) = cx.authorize_action(&action) {
            denied.name().clone_into(&mut outcome);
            continue;
        }
        match guarded_for(inline.answer(cx, words), LIMIT).await {
            Ok(found) => results.extend(found),
            Err(fault) => (_, outcome, _) = verdict(cx, plugin, fault),
        }
    }
    results.truncate(MOST);
    answer(Found { results, offer: None }, &outcome)
}

fn answer(found: Found, outcome: &str) -> Answer {
    let (path, name) = ("inline", "inline".to_owned());
    let reply = Reply { found: Some(found), ..Reply::nothing() };
    Answer { path, name, outcome: outcome.to_owned(), ..Answer::quiet(reply) }
}
