//! Other people's programs judge the sandbox: the Bot API's machine-readable schema, and the client libraries that most
//! bots are written with. `scripts/test` fetches them; what is missing is a failure.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "the helpers here run in tests only")]
#![expect(clippy::needless_pass_by_value, reason = "`json!(..)` reads better than `&json!(..)`")]

mod clients;
mod recorder;
mod results;
mod rust_client;
mod schema;
mod walk;

use std::path::PathBuf;

use sandbox::WorldSpec;
use serde_json::{Value, json};

const TOKEN: &str = "1000001:SANDBOX-demo-token";
const ANNA: i64 = 103;

/// What `scripts/test` sets up and names in the environment.
fn fetched(variable: &str, what: &str) -> PathBuf {
    let path = std::env::var_os(variable).map(PathBuf::from);
    let path = path.filter(|path| path.exists());
    path.unwrap_or_else(|| {
        panic!("{what} is missing. Run scripts/test, which fetches it, or name it in {variable}.")
    })
}

/// The world of the demo, at a fixed time on a clock that runs.
fn spec() -> WorldSpec {
    WorldSpec { now: Some(1_800_000_000), ..WorldSpec::demo() }
}

/// Every kind of inline button.
fn keyboard() -> Value {
    let mut keyboard = common_keyboard();
    let app = json!([{ "text": "Open", "web_app": { "url": "https://example.com" } }]);
    keyboard["inline_keyboard"].as_array_mut().unwrap().push(app);
    keyboard
}

/// What can stand in groups, too.
fn common_keyboard() -> Value {
    json!({ "inline_keyboard": [
        [{ "text": "Count", "callback_data": "count" }, { "text": "Site", "url": "example.com", "style": "primary" }],
        [{ "text": "Copy", "copy_text": { "text": "MUG-10" } }, { "text": "Later", "disabled": {} }],
        [{ "text": "Find", "switch_inline_query": "" }],
    ] })
}
