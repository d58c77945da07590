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
