use std::time::Duration;

use futures::StreamExt as _;
use serde_json::Value;

use crate::text::Url;
use crate::world::{MAX_BY_URL, Params, Upload};

/// Parameters that may be the address of a file, and those that may have such in them.
const FILES: [&str; 6] = ["photo", "document", "video", "audio", "animation", "voice"];
const OBJECTS: [&str; 2] = ["media", "rich_message"];
/// A server on this machine answers in this time.
const TIMEOUT: Duration = Duration::from_secs(10);
const MAX_FILES: usize = 50;

/// Fetches the files that a call names by address, and lays what was found beside its parameters. Only this machine is
/// asked; of anything else the world says what Telegram says when it cannot reach it.
///
/// `known` says whether whoever calls is somebody at all; nobody else has anything fetched.
pub async fn complete(params: &mut Params, known: impl FnOnce() -> bool) {
    let addresses = addresses(params);
    if addresses.is_empty() || !known() {
        return;
    }
    // Nobody may be led elsewhere from here.
    let client = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
    let Ok(client) = client.timeout(TIMEOUT).build() else { return };
    for url in addresses {
        let file = get(&client, &url).await;
        params.push_fetched(url.to_string(), file);
    }
}

fn addresses(params: &Params) -> Vec<Url> {
    let mut sources: Vec<String> = FILES.iter().map(|name| params.get(name).to_owned()).collect();
    // Most objects are without files and need not be read twice.
    for name in OBJECTS.into_iter().filter(|name| params.get(name).contains("\"media\"")) {
        if let Ok(Some(value)) = params.json(name) {
            collect(&value, &mut sources);
        }
    }
    let urls = sources.iter().filter(|source| source.contains('.') && !source.starts_with("attach://"));
    let urls = urls.filter_map(|source| Url::parse(source, false).ok()).filter(is_here);
    let mut found: Vec<Url> = urls.take(MAX_FILES).collect();
    found.dedup();
    found
}

/// Every text that is called `media`, however deep.
fn collect(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| collect(value, found)),
        Value::Object(fields) => {
            found.extend(fields.get("media").and_then(Value::as_str).map(str::to_owned));
            fields.values().for_each(|value| collect(value, found));
        }
        _ => {}
    }
}

fn is_here(url: &Url) -> bool {
    let bare = url.host.trim_start_matches('[').trim_end_matches(']');
    bare == "localhost" || bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback())
}

/// The file at an address; nothing where there is none, or one that is too long.
async fn get(client: &reqwest::Client, url: &Url) -> Option<Upload> {
    let response = client.get(url.to_string()).send().await.ok()?.error_for_status().ok()?;
    if !response.status().is_success() {
        return None;
    }
    let mime = response.headers().get("content-type").and_then(|value| value.to_str().ok());
    let mime = mime.and_then(|mime| mime.split(';').next()).map(|mime| mime.trim().to_ascii_lowercase());
    let mut chunks = response.bytes_stream();
    let mut bytes = Vec::new();
    while let Some(chunk) = chunks.next().await {
        bytes.extend_from_slice(&chunk.ok()?);
        if bytes.len() > MAX_BY_URL {
            return None;
        }
    }
    let path = url.query.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    Some(Upload { name: super::encoding::path_text(name), mime, bytes: bytes.into() })
}
