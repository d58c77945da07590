use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;

use super::hub::Hub;
use super::quiet;
use crate::world::Refused;

/// One step of a script: something that is done, or something that is waited for.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Step {
    /// An action of the control plane, done with `with`.
    #[serde(default)]
    act: Option<String>,
    #[serde(default)]
    with: Option<Value>,
    /// Until a bot has said something in a chat.
    #[serde(default)]
    hear: Option<Hear>,
    /// Until no bot has anything left to do.
    #[serde(default)]
    wait: Option<Wait>,
    /// So long in any case, for those who watch.
    #[serde(default)]
    pause_ms: Option<u64>,
}

#[derive(Deserialize)]
struct Hear {
    chat: i64,
    /// A part of its words.
    text: String,
    #[serde(default = "patience")]
    timeout_ms: u64,
}

#[derive(Deserialize)]
struct Wait {
    #[serde(default = "calm")]
    quiet_ms: u64,
    #[serde(default = "patience")]
    timeout_ms: u64,
}

fn patience() -> u64 {
    10_000
}

fn calm() -> u64 {
    50
}

/// Does the steps of a script one after the other and says how many there were; stops at the first that cannot be.
pub async fn play(hub: &Hub, steps: &[Value]) -> Result<usize, Refused> {
    // What cannot be read is said before anything is done.
    let mut script = Vec::with_capacity(steps.len());
    for (i, step) in steps.iter().enumerate() {
        let step = Step::deserialize(step);
        script.push(step.map_err(|error| refused(i, &format!("it does not fit: {error}.")))?);
    }
    for (i, step) in script.into_iter().enumerate() {
        one(hub, step).await.map_err(|why| refused(i, &why))?;
    }
    Ok(steps.len())
}

fn refused(i: usize, why: &str) -> Refused {
    Refused::new(format!("Step {}: {why}", i + 1))
}

async fn one(hub: &Hub, step: Step) -> Result<(), String> {
    if let Some(name) = step.act {
        let body = step.with.unwrap_or_else(|| Value::Object(serde_json::Map::new()));
        hub.with(|world| world.act(&name, &body)).map_err(|refused| refused.0)?;
    }
    if let Some(hear) = step.hear {
        let said = |world: &mut crate::world::World| {
            let messages = world.messages(hear.chat);
            messages.iter().rev().any(|message| is_said(message, &hear.text)).then_some(())
        };
        let heard = quiet::until(hub, Duration::from_millis(hear.timeout_ms), said).await;
        heard.ok_or_else(|| format!("no bot said \"{}\".", hear.text))?;
    }
    if let Some(wait) = step.wait {
        let ms = Duration::from_millis;
        quiet::wait(hub, ms(wait.quiet_ms), ms(wait.timeout_ms)).await?;
    }
    if let Some(pause) = step.pause_ms {
        tokio::time::sleep(Duration::from_millis(pause)).await;
    }
    Ok(())
}

fn is_said(message: &Value, part: &str) -> bool {
    let by_bot = message.pointer("/sandbox/by").and_then(Value::as_str) == Some("bot");
    let words = ["text", "caption"].into_iter().filter_map(|name| message.get(name)?.as_str());
    by_bot && words.into_iter().any(|words| words.contains(part))
}
