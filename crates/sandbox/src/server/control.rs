use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};
use bytes::Bytes;
use serde_json::{Value, json};

use super::encoding::decode;
use super::hub::Hub;
use super::route::json as json_response;
use super::{events, page, quiet, script};
use crate::world::{FromPerson, Params, Refused};

/// Answers a request of the control plane; `path` is what stands after the key.
pub async fn answer(hub: &Arc<Hub>, head: &Parts, path: &str, body: Bytes) -> Response<Body> {
    let Some(name) = path.strip_prefix('/') else {
        return if path.is_empty() { to_page(hub) } else { super::route::not_found() };
    };
    let query = decode(head.uri.query().unwrap_or_default(), "", &Bytes::new());
    let query = query.map(|decoded| decoded.params).unwrap_or_default();
    let mut response = match head.method {
        Method::GET => look(hub, head, name, &query).await,
        Method::POST if name == "script" => script(hub, &body).await,
        Method::POST => act(hub, name, &query, body),
        _ => mistake("Only GET and POST are understood."),
    };
    guard(response.headers_mut());
    response
}

/// No other page may show this one in a frame, learn its secret address, or have a file taken for what it is not.
fn guard(headers: &mut HeaderMap) {
    headers.insert(header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
}

fn to_page(hub: &Hub) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::FOUND;
    if let Ok(place) = HeaderValue::from_str(&format!("/sandbox/{}/", hub.key)) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response
}

async fn look(hub: &Arc<Hub>, head: &Parts, name: &str, query: &Params) -> Response<Body> {
    match name {
        "state" => value(&hub.with(|world| world.state())),
        "events" => {
            let resumed = head.headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
            let since = query.has("since").then(|| u64::try_from(query.long("since")).unwrap_or(0));
            events::stream(hub, resumed.or(since))
        }
        "transcript" => {
            let text = hub.with(|world| world.transcript(query.long("chat"), bot(query)));
            text.map_or_else(
                || mistake("There is no such chat."),
                |text| plain(text, "text/plain; charset=utf-8"),
            )
        }
        "calls" => {
            let since = u64::try_from(query.long("since")).unwrap_or(0);
            value(&hub.with(|world| json!(world.calls(since))))
        }
        "commands" => {
            let bot = bot(query).or_else(|| hub.bots().first().copied()).unwrap_or_default();
            value(&hub.with(|world| json!(world.menu(bot, query.long("chat"), query.long("user")))))
        }
        "file" => file(hub, query.get("id")),
        "wait" => {
            let ms = |name: &str, default: i64| {
                Duration::from_millis(
                    u64::try_from(query.int_between(name, default, 0, 600_000)).unwrap_or(0),
                )
            };
            match quiet::wait(hub, ms("quiet_ms", 50), ms("timeout_ms", 10_000)).await {
                Ok(()) => value(&json!({ "quiet": true })),
                Err(why) => json_response(408, json!({ "quiet": false, "why": why }).to_string()),
            }
        }
        name => page::file(name).unwrap_or_else(|| mistake(&format!("There is nothing called \"{name}\"."))),
    }
}

fn bot(query: &Params) -> Option<i64> {
    Some(query.long("bot")).filter(|bot| *bot != 0)
}

fn file(hub: &Hub, id: &str) -> Response<Body> {
    let Some(file) = hub.with(|world| world.file(id).cloned()) else {
        return mistake("There is no such file.");
    };
    let kind = file.mime.clone().unwrap_or_else(|| "application/octet-stream".to_owned());
    let mut response = plain(file.bytes.clone(), &kind);
    let name = file.name.clone().unwrap_or_else(|| "photo.jpg".to_owned());
    let name = percent_encoding::utf8_percent_encode(&name, percent_encoding::NON_ALPHANUMERIC);
    // What somebody uploaded must not act on the world when it is opened: only pictures are shown in place.
    let shown = ["image/png", "image/jpeg", "image/gif", "image/webp"].contains(&kind.as_str());
    let how = if shown { "inline" } else { "attachment" };
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&format!("{how}; filename*=UTF-8''{name}")) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    response
}

fn act(hub: &Hub, name: &str, query: &Params, body: Bytes) -> Response<Body> {
    let result = if name == "upload" {
        let fields: serde_json::Map<String, Value> =
            query.args().iter().map(|(name, text)| (name.clone(), typed(name, text))).collect();
        match serde_json::from_value::<FromPerson>(Value::Object(fields)) {
            Ok(from) => hub.with(|world| world.upload(&from, body)),
            Err(error) => Err(Refused::new(format!("The address does not fit: {error}."))),
        }
    } else {
        let body = if body.is_empty() { Ok(json!({})) } else { serde_json::from_slice(&body) };
        match body {
            Ok(body) => hub.with(|world| world.act(name, &body)),
            Err(error) => Err(Refused::new(format!("The body is no JSON: {error}."))),
        }
    };
    match result {
        Ok(result) => value(&result),
        Err(refused) => mistake(&refused.0),
    }
}

/// Plays a script; the answer comes when it is over.
async fn script(hub: &Hub, body: &Bytes) -> Response<Body> {
    let steps: Vec<Value> = match serde_json::from_slice(body) {
        Ok(steps) => steps,
        Err(error) => return mistake(&format!("A script is a list of steps: {error}.")),
    };
    match script::play(hub, &steps).await {
        Ok(steps) => value(&json!({ "steps": steps })),
        Err(refused) => mistake(&refused.0),
    }
}

/// A parameter of `upload`: ids are numbers, the rest is text.
fn typed(name: &str, text: &str) -> Value {
    let is_id = ["chat", "user", "bot", "thread", "reply_to"].contains(&name);
    match text.parse::<i64>() {
        Ok(number) if is_id => json!(number),
        _ if is_id && text.is_empty() => Value::Null,
        _ => json!(text),
    }
}

fn value(value: &Value) -> Response<Body> {
    json_response(200, value.to_string())
}

fn mistake(sentence: &str) -> Response<Body> {
    json_response(400, json!({ "error": sentence }).to_string())
}

fn plain(body: impl Into<Body>, kind: &str) -> Response<Body> {
    let mut response = Response::new(body.into());
    let kind =
        HeaderValue::from_str(kind).unwrap_or_else(|_| HeaderValue::from_static("application/octet-stream"));
    response.headers_mut().insert(header::CONTENT_TYPE, kind);
    response
}
