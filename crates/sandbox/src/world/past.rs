use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::act::FromPerson;
use super::methods::Undelivered;
use super::params::{Params, Upload};
use super::{Refused, World};

/// What happened to a world from outside. A world is what its spec says and what happened since: told again in order, the
/// same past leads to the same world.
#[derive(Debug, Deserialize, Serialize)]
pub struct Past {
    /// Milliseconds on the virtual clock.
    pub(super) at: i64,
    #[serde(flatten)]
    pub(super) what: What,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum What {
    Call {
        token: String,
        method: String,
        args: Vec<(String, String)>,
        /// See [`Params::is_broken`].
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        broken: Vec<String>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        files: Vec<(String, Kept)>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        fetched: Vec<(String, Option<Kept>)>,
    },
    Act {
        name: String,
        body: Value,
    },
    Upload {
        from: FromPerson,
        file: Kept,
    },
    /// A planned fault looked at a call, which counts.
    Met {
        method: String,
        chat: i64,
    },
    Delivered {
        bot: i64,
        id: i64,
        generation: u64,
        failed: Option<Undelivered>,
    },
}

/// A file in the past; its content is Base64.
#[derive(Debug, Deserialize, Serialize)]
pub struct Kept {
    #[serde(default)]
    name: String,
    #[serde(default)]
    mime: Option<String>,
    content: String,
}

impl Kept {
    pub fn new(name: &str, mime: Option<String>, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), mime, content: BASE64_STANDARD.encode(bytes) }
    }

    fn upload(self) -> Result<Upload, Refused> {
        let bytes = BASE64_STANDARD.decode(self.content);
        let bytes =
            bytes.map_err(|error| Refused::new(format!("A file of the past cannot be read: {error}.")))?;
        Ok(Upload { name: self.name, mime: self.mime, bytes: bytes.into() })
    }
}

impl What {
    pub fn call(token: &str, method: &str, params: &Params) -> Self {
        let kept = |file: &Upload| Kept::new(&file.name, file.mime.clone(), &file.bytes);
        let files = params.files().iter().map(|(name, file)| (name.clone(), kept(file)));
        let fetched = params.all_fetched().iter();
        let fetched = fetched.map(|(url, file)| (url.clone(), file.as_ref().map(kept)));
        Self::Call {
            token: token.to_owned(),
            method: method.to_owned(),
            args: params.args().to_vec(),
            broken: params.broken().to_vec(),
            files: files.collect(),
            fetched: fetched.collect(),
        }
    }
}

impl World {
    /// From now on what happens is written down, to be taken by [`World::take_past`].
    pub fn remember(&mut self) {
        self.past = Some(Vec::new());
    }

    /// What happened since the last look, a line of JSON each.
    pub fn take_past(&mut self) -> Vec<String> {
        self.past.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// Lets a line of the past happen again.
    ///
    /// # Errors
    /// When the line is none, or what it says cannot be any more.
    pub fn relive(&mut self, line: &str) -> Result<(), Refused> {
        let past: Past = serde_json::from_str(line)
            .map_err(|error| Refused::new(format!("This is no line of a sandbox's past: {error}.")))?;
        self.now_ms = past.at;
        match past.what {
            What::Call { token, method, args, broken, files, fetched } => {
                let mut params = Params::new();
                for (name, value) in args {
                    params.push(name, value);
                }
                for name in broken {
                    params.push_broken(name);
                }
                for (name, file) in files {
                    params.keep_file(name, file.upload()?);
                }
                for (url, file) in fetched {
                    params.push_fetched(url, file.map(Kept::upload).transpose()?);
                }
                // Whoever waited for the answer is gone.
                drop(self.call(&token, &method, &params));
            }
            What::Act { name, body } => drop(self.act(&name, &body)?),
            What::Upload { from, file } => drop(self.upload(&from, file.upload()?.bytes)?),
            What::Met { method, chat } => drop(self.meet_fault(&method, chat)),
            What::Delivered { bot, id, generation, failed } => {
                self.delivered(bot, id, generation, failed.map_or(Ok(()), Err));
            }
        }
        Ok(())
    }

    /// What the clock outside would say now, milliseconds.
    pub fn outside_ms(&self) -> i64 {
        self.now_ms - self.ahead_ms
    }

    /// The past is told: nobody waits for an answer, nothing is on its way, and nothing was asked of the world yet.
    pub fn wake_up(&mut self) {
        for bot in self.bots.values_mut() {
            bot.queue.poll = None;
            for entry in &mut bot.queue.entries {
                entry.in_flight = false;
            }
        }
        self.awake = self.bots.keys().copied().collect();
    }

    pub(super) fn note(&mut self, what: impl FnOnce() -> What) {
        let at = self.now_ms;
        if let Some(past) = &mut self.past {
            past.push(serde_json::to_string(&Past { at, what: what() }).unwrap_or_default());
        }
    }
}
