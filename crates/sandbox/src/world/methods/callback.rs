use serde_json::Value;

use super::super::act::Asked;
use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::journal::Event;
use super::super::post::ANSWER_MS;
use super::inline_content::{check_buttons, check_content};
use super::inline_result::check_result;
use crate::fields::Fields;
use crate::text::Url;

const TOO_OLD: &str = "query is too old and response timeout expired or query ID is invalid";
/// How long an inline query waits for its answer, milliseconds.
const INLINE_MS: i64 = 30_000;

/// `answerCallbackQuery`: once, and in time.
pub fn answer_callback_query(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let params = cx.params;
    let id = &params.long("callback_query_id").to_string();
    let text = params.get("text");
    if text.chars().count() > 200 {
        return Err(Fail::bad("MESSAGE_TOO_LONG"));
    }
    let pressed = cx.world.presses.get(id).filter(|pressed| pressed.bot == cx.bot).cloned();
    let in_time = |at: i64| at + ANSWER_MS > cx.world.now_ms;
    let pressed = pressed.filter(|pressed| in_time(pressed.at_ms)).ok_or_else(|| Fail::bad(TOO_OLD))?;
    let url = params.get("url");
    if !url.is_empty() && !cx.is_own_address(url) {
        return Err(Fail::bad("URL_INVALID"));
    }
    cx.world.presses.remove(id);
    cx.world.emit(Event::Answer {
        query: id.clone(),
        chat: pressed.chat,
        user: pressed.user,
        text: (!text.is_empty()).then(|| text.to_owned()),
        alert: params.flag("show_alert"),
        url: (!url.is_empty()).then(|| url.to_owned()),
    });
    Ok(Reply::yes())
}

impl Cx<'_> {
    /// Whether an address opens the bot; people can be sent nowhere else.
    fn is_own_address(&self, url: &str) -> bool {
        let own = self.world.bots.get(&self.bot).map_or("", |bot| &bot.spec.username);
        if !url.contains("://") {
            return false;
        }
        Url::parse(url, true).is_ok_and(|url| {
            let name = url
                .query
                .strip_prefix('/')
                .unwrap_or_default()
                .split(['?', '/', '#'])
                .next()
                .unwrap_or_default();
            matches!(url.host.as_str(), "t.me" | "telegram.me" | "telegram.dog")
                && name.eq_ignore_ascii_case(own)
        })
    }
}

/// What only Telegram's servers look at: every result has an id of its own.
fn check_ids(results: &[Value]) -> Result<(), Fail> {
    let mut ids = std::collections::BTreeSet::new();
    for result in results {
        let Value::Object(fields) = result else { continue };
        let id = Fields(fields).text("id").unwrap_or_default();
        match id.len() {
            0 => return Err(Fail::bad("RESULT_ID_EMPTY")),
            65.. => return Err(Fail::bad("RESULT_ID_INVALID")),
            _ if !ids.insert(id) => return Err(Fail::bad("RESULT_ID_DUPLICATE")),
            _ => {}
        }
    }
    Ok(())
}

/// `answerInlineQuery`: the results are checked for their form and shown as they are.
pub fn answer_inline_query(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let button = cx.top_button()?;
    let json = cx.params.json("results");
    let json =
        json.map_err(|why| Fail::bad(format!("Can't parse JSON encoded inline query results: {why}")))?;
    let results = match json {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(results)) => results,
        Some(_) => return Err(Fail::bad("Expected an Array of inline query results")),
    };
    if results.len() > 50 {
        return Err(Fail::bad("Too many inline query results specified"));
    }
    for result in &results {
        check_result(result)
            .map_err(|error| Fail::bad(format!("Can't parse inline query result: {error}")))?;
    }
    button.check()?;
    for result in &results {
        check_content(cx, result)?;
    }
    check_ids(&results)?;
    for result in &results {
        check_buttons(cx, result)?;
    }
    if cx.params.get("next_offset").len() > 64 {
        return Err(Fail::bad("NEXT_OFFSET_INVALID"));
    }
    let id = &cx.params.long("inline_query_id").to_string();
    let now = cx.world.now_ms;
    let asked = cx.world.inline_queries.get_mut(id);
    let in_time =
        |asked: &&mut Asked| asked.bot == cx.bot && asked.results.is_none() && asked.at_ms + INLINE_MS > now;
    let asked = asked.filter(in_time).ok_or_else(|| Fail::bad(TOO_OLD))?;
    asked.results = Some(results.clone());
    cx.world.emit(Event::Inline { query: id.clone(), results: Value::Array(results) });
    Ok(Reply::yes())
}
