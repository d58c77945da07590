use serde_json::Value;

use super::super::act::Asked;
use super::super::answer::{Fail, Reply};
use super::super::call::Cx;
use super::super::journal::Event;
use super::super::post::ANSWER_MS;
use super::inline_result::check_result;
use crate::fields::Fields;
use crate::json_fault::json_fault;

const TOO_OLD: &str = "query is too old and response timeout expired or query ID is invalid";
/// How long an inline query waits for its answer, milliseconds.
const INLINE_MS: i64 = 30_000;

/// `answerCallbackQuery`: once, and in time.
pub fn answer_callback_query(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    let params = cx.params;
    let id = params.get("callback_query_id");
    let text = params.get("text");
    if text.chars().count() > 200 {
        return Err(Fail::bad("MESSAGE_TOO_LONG"));
    }
    let pressed = cx.world.presses.get(id).filter(|pressed| pressed.bot == cx.bot).cloned();
    let in_time = |at: i64| at + ANSWER_MS > cx.world.now_ms;
    let pressed = pressed.filter(|pressed| in_time(pressed.at_ms)).ok_or_else(|| Fail::bad(TOO_OLD))?;
    cx.world.presses.remove(id);
    let url = params.get("url");
    cx.world.emit(Event::Answer {
        query: id.to_owned(),
        chat: pressed.chat,
        user: pressed.user,
        text: (!text.is_empty()).then(|| text.to_owned()),
        alert: params.flag("show_alert"),
        url: (!url.is_empty()).then(|| url.to_owned()),
    });
    Ok(Reply::yes())
}

/// `answerInlineQuery`: the results are checked for their form and shown as they are.
pub fn answer_inline_query(cx: &mut Cx<'_>) -> Result<Reply, Fail> {
    check_button(cx)?;
    let json = cx.params.json("results");
    let json = json.map_err(|error| {
        let why = json_fault(cx.params.get("results")).unwrap_or_else(|| error.to_string());
        Fail::bad(format!("Can't parse JSON encoded inline query results: {why}"))
    })?;
    let results = match json {
        None | Some(Value::Null) => Vec::new(),
        Some(Value::Array(results)) => results,
        Some(_) => return Err(Fail::bad("Expected an Array of inline query results")),
    };
    if results.len() > 50 {
        return Err(Fail::bad("Too many inline query results specified"));
    }
    let mut ids = std::collections::BTreeSet::new();
    for result in &results {
        check_result(result)
            .map_err(|error| Fail::bad(format!("Can't parse inline query result: {error}")))?;
        let id = result.get("id").map(ToString::to_string).unwrap_or_default();
        if !ids.insert(id) {
            return Err(Fail::bad("RESULT_ID_DUPLICATE"));
        }
    }
    if cx.params.get("next_offset").len() > 64 {
        return Err(Fail::bad("NEXT_OFFSET_INVALID"));
    }
    let id = cx.params.get("inline_query_id");
    let now = cx.world.now_ms;
    let asked = cx.world.inline_queries.get_mut(id);
    let in_time =
        |asked: &&mut Asked| asked.bot == cx.bot && asked.results.is_none() && asked.at_ms + INLINE_MS > now;
    let asked = asked.filter(in_time).ok_or_else(|| Fail::bad(TOO_OLD))?;
    asked.results = Some(results.clone());
    cx.world.emit(Event::Inline { query: id.to_owned(), results: Value::Array(results) });
    Ok(Reply::yes())
}

/// The button above the results, read before them.
fn check_button(cx: &Cx<'_>) -> Result<(), Fail> {
    let json = cx.params.json("button");
    let json = json.map_err(|_| Fail::bad("Can't parse inline query results button JSON object"))?;
    let Some(json) = json else { return Ok(()) };
    let read = || {
        let Value::Object(fields) = &json else {
            return Err("InlineQueryResultsButton must be an Object".to_owned());
        };
        let fields = Fields(fields);
        fields.required_text("text")?;
        if fields.has("start_parameter") {
            return fields.required_text("start_parameter").map(drop);
        }
        if fields.has("web_app") {
            return fields.required_object("web_app")?.required_text("url").map(drop);
        }
        Err("InlineQueryResultsButton must have exactly one optional field".to_owned())
    };
    read().map_err(|error| Fail::bad(format!("Can't parse inline query results button: {error}")))
}
