//! What people do, and what the control plane does to the world.

mod groups;
mod inline;
mod people;
mod press;
mod raw;
mod say;

use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::World;
use super::answer::Fail;
use super::fault::Fault;
use super::limits::LimitMode;
use super::past::What;

pub use groups::Membership;
pub use inline::Asked;
pub use say::FromPerson;

/// Why an action cannot be: a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub String);

impl Refused {
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

impl From<Fail> for Refused {
    fn from(fail: Fail) -> Self {
        Self::new(format!("{}.", fail.sentence()))
    }
}

fn read<T: DeserializeOwned>(body: &Value) -> Result<T, Refused> {
    T::deserialize(body).map_err(|error| Refused::new(format!("The body does not fit: {error}.")))
}

/// In seconds.
const TEN_YEARS: i64 = 10 * 366 * 86_400;

#[derive(serde::Deserialize)]
struct LimitsBody {
    mode: LimitMode,
}

#[derive(serde::Deserialize)]
struct ClockBody {
    advance_s: i64,
}

impl World {
    /// Does one action of the control plane; `name` and `body` as in CONTROL.md. Uploads come by [`World::upload`].
    ///
    /// # Errors
    /// A sentence that says what does not fit.
    pub fn act(&mut self, name: &str, body: &Value) -> Result<Value, Refused> {
        self.note(|| What::Act { name: name.to_owned(), body: body.clone() });
        self.act_now(name, body)
    }

    fn act_now(&mut self, name: &str, body: &Value) -> Result<Value, Refused> {
        match name {
            "say" => self.say(&read(body)?),
            "press" => self.press(&read(body)?),
            "tap" => self.tap(&read(body)?),
            "edit" => self.edit(&read(body)?),
            "react" => self.react_as(read(body)?),
            "inline" => self.inline(&read(body)?),
            "choose_inline" => self.choose_inline(&read(body)?),
            "stop_draft" => self.stop_draft(&read(body)?),
            "users" => self.add_person(read(body)?),
            "chats" => self.add_chat(&read(body)?),
            "topics" => self.add_topic(&read(body)?),
            "member" => self.member(&read(body)?),
            "block" => self.block(&read(body)?),
            "migrate" => self.migrate(&read(body)?),
            "update" => self.raw_update(read(body)?),
            "fault" => {
                let fault: Fault = read(body)?;
                Ok(json!({ "id": self.plan_fault(fault) }))
            }
            "faults/clear" => {
                self.clear_faults();
                Ok(json!({}))
            }
            "limits" => {
                let limits: LimitsBody = read(body)?;
                self.set_limits(limits.mode);
                Ok(json!({}))
            }
            "clock" => {
                let clock: ClockBody = read(body)?;
                if clock.advance_s < 0 {
                    return Err(Refused::new("The clock does not go back."));
                }
                if clock.advance_s > TEN_YEARS {
                    return Err(Refused::new("The clock goes at most ten years at once."));
                }
                self.advance(clock.advance_s);
                Ok(json!({ "now": self.now() }))
            }
            "reset" => {
                self.reset();
                Ok(json!({}))
            }
            _ => Err(Refused::new(format!("There is no action \"{name}\"."))),
        }
    }
}
