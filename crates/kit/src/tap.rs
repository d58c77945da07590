//! Buttons that carry typed values.
//!
//! A value that fits travels in the button itself (Telegram leaves 64 bytes); a larger one, and every one that changes
//! something, stays in the database behind a key, where it can be used up.

use std::future::Future;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::cx::Cx;
use crate::fault::Result;
use crate::people::Permission;
use crate::reply::{Look, Reply};
use crate::spec::{Chats, Effect};

/// The most a button can carry, in bytes.
pub const DATA_BYTES: usize = 64;

/// What happens when a button is pressed. The value is the one the button was made with.
pub trait Tap: Send + Sync + 'static {
    type Value: Serialize + DeserializeOwned + Send + Sync;
    const SPEC: TapSpec;

    fn run(&self, cx: &mut Cx, value: Self::Value) -> impl Future<Output = Result<Reply>> + Send;
}

/// What a kind of button is, as data.
#[derive(Debug, Clone, Copy)]
pub struct TapSpec {
    /// Unique among all plugins, short, and never used for something else later: it lies in chats for years.
    pub name: &'static str,
    /// Raised when the value's shape changes: buttons of older versions then open the fresh menu.
    pub version: u8,
    pub needs: Permission,
    pub effect: Effect,
    pub chats: Chats,
    /// The command that shows the menu anew when this button turns out to be outdated.
    pub fresh: &'static str,
}

impl TapSpec {
    pub const fn new(name: &'static str, needs: Permission, fresh: &'static str) -> Self {
        Self { name, version: 1, needs, effect: Effect::Reads, chats: Chats::Everywhere, fresh }
    }

    #[must_use]
    pub const fn writes(mut self) -> Self {
        self.effect = Effect::Writes;
        self
    }

    #[must_use]
    pub const fn version(mut self, version: u8) -> Self {
        self.version = version;
        self
    }
}

/// A button under a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    pub label: String,
    pub press: ButtonPress,
    pub look: Look,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ButtonPress {
    Tap(TapValue),
    Url(String),
    Copy(String),
}

/// A value on its way into a button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TapValue {
    pub tap: &'static str,
    pub version: u8,
    /// Used up by the first press.
    pub once: bool,
    /// As JSON.
    pub value: String,
}

impl Button {
    /// A button that runs `T` with this value.
    pub fn tap<T: Tap>(label: impl Into<String>, value: &T::Value) -> Self {
        // Values are plain data of our own; one that JSON cannot hold becomes null and then counts as outdated.
        let value = serde_json::to_string(value).unwrap_or_else(|_| "null".to_owned());
        let spec = T::SPEC;
        let press = TapValue { tap: spec.name, version: spec.version, once: spec.effect.writes(), value };
        Self { label: label.into(), press: ButtonPress::Tap(press), look: Look::Plain }
    }

    /// A button that starts a command, as if this line had been typed without its slash: `stock MUG-10`.
    pub fn command(label: impl Into<String>, line: &str) -> Self {
        let value = serde_json::to_string(line).unwrap_or_default();
        let press = TapValue { tap: RUN, version: 1, once: false, value };
        Self { label: label.into(), press: ButtonPress::Tap(press), look: Look::Plain }
    }

    pub(crate) fn built_in(label: impl Into<String>, tap: &'static str, value: &str) -> Self {
        let value = serde_json::to_string(value).unwrap_or_default();
        Self {
            label: label.into(),
            press: ButtonPress::Tap(TapValue { tap, version: 1, once: false, value }),
            look: Look::Plain,
        }
    }

    pub fn url(label: impl Into<String>, url: impl Into<String>) -> Self {
        Self { label: label.into(), press: ButtonPress::Url(url.into()), look: Look::Plain }
    }

    /// Copies the text to the person's clipboard. Telegram copies up to 256 characters; longer text gets no button.
    pub fn copy(label: impl Into<String>, text: impl Into<String>) -> Option<Self> {
        let text = text.into();
        let fits = (1..=256).contains(&text.chars().count());
        fits.then(|| Self { label: label.into(), press: ButtonPress::Copy(text), look: Look::Plain })
    }

    #[must_use]
    pub fn look(mut self, look: Look) -> Self {
        self.look = look;
        self
    }
}

/// Starts a command; the value is its name and what would be typed after it.
pub(crate) const RUN: &str = "c";
/// Chooses an answer in a form.
pub(crate) const FORM_CHOOSE: &str = "fv";
/// Sets what a form does not ask for, or goes to the question for it.
pub(crate) const FORM_ASIDE: &str = "fo";
pub(crate) const FORM_BACK: &str = "fb";
pub(crate) const FORM_CANCEL: &str = "fx";
/// Works on the file that came without a command; the value is `<command>`.
pub(crate) const FILE_USE: &str = "fu";

/// Does once more what a service was away for; the value is the command and what it was given.
pub(crate) const AGAIN: &str = "ca";

/// Calls off a job; the value is its number.
pub(crate) const JOB_CANCEL: &str = "jx";

/// What a pressed button holds, before anybody has looked at the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    Inline {
        tap: String,
        version: u8,
        value: String,
    },
    /// A key into the database.
    Key(String),
}

/// `<tap>.<version>:<value>`, when it fits.
pub fn encode(tap: &TapValue) -> Option<String> {
    let data = format!("{}.{}:{}", tap.tap, tap.version, tap.value);
    (!tap.once && data.len() <= DATA_BYTES).then_some(data)
}

pub fn decode(data: &str) -> Option<Data> {
    if let Some(key) = data.strip_prefix('~') {
        return Some(Data::Key(key.to_owned()));
    }
    let (head, value) = data.split_once(':')?;
    let (tap, version) = head.split_once('.')?;
    Some(Data::Inline { tap: tap.to_owned(), version: version.parse().ok()?, value: value.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_a_button_carries_comes_back(value in "[ -~é]{0,80}", version in 0u8..) {
            let tap = TapValue { tap: "pw", version, once: false, value: value.clone() };
            if let Some(data) = encode(&tap) {
                prop_assert!(data.len() <= DATA_BYTES);
                prop_assert_eq!(decode(&data), Some(Data::Inline { tap: "pw".into(), version, value }));
            } else {
                prop_assert!(value.len() > 50);
            }
        }

        #[test]
        fn no_forged_button_makes_it_panic(data in ".{0,64}") {
            let _ = decode(&data);
        }
    }
}
