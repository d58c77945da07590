//! A shop with its bot: the sandbox in this process, each copy of the bot in one of its own.

use std::fs::File;
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use kit::Clock;
use kit::db::{Db, Options};
use kit::store::{inbox, outbox};
use sandbox::{Sandbox, WorldSpec};
use serde_json::{Value, json};

pub const OLENA: i64 = 101;
pub const ANNA: i64 = 103;
pub const SAM: i64 = 105;
pub const GROUP: i64 = -201;
pub const FORUM: i64 = -1_001_000_000_301;

/// How long anything may take before the story counts as stuck. Nothing waits for it when all is well.
const PATIENCE: Duration = Duration::from_mins(1);

pub struct Shop {
    pub sandbox: Sandbox,
    pub token: String,
    pub database_url: String,
    bots: Vec<Child>,
    log: tempfile::NamedTempFile,
    folder: tempfile::TempDir,
    extra: Vec<(String, String)>,
}

impl Shop {
    /// Opens the shop with nobody but the owner, and no limits on how fast the bot may send.
    pub async fn open() -> Self {
        let world = WorldSpec::demo();
        let token = world.bots[0].token.clone();
        let sandbox =
            Sandbox::start(world, SocketAddr::from(([127, 0, 0, 1], 0))).await.expect("the sandbox starts");
        let folder = tempfile::tempdir().expect("a folder");
        let database_url = match std::env::var("QUARTERMASTER_TEST_DATABASE_URL") {
            Ok(server) => Db::scratch(&server).await.expect("a database of its own"),
            Err(_) => format!("sqlite:{}", folder.path().join("shop.sqlite").display()),
        };
        let log = tempfile::NamedTempFile::new().expect("a log");
        let extra = ["OVERALL_PER_S", "CHAT_PER_S", "GROUP_PER_MIN"]
            .map(|key| (format!("QUARTERMASTER_TELEGRAM_{key}"), "0".to_owned()));
        Self { sandbox, token, database_url, bots: Vec::new(), log, folder, extra: extra.to_vec() }
    }

    /// Sets a variable for the bots that are started from now on.
    pub fn set(&mut self, variable: &str, value: &str) {
        self.extra.push((variable.to_owned(), value.to_owned()));
    }

    /// Starts the bot: one copy, or, where `QUARTERMASTER_TEST_COPIES` says 2, another beside it.
    pub fn start(&mut self, copy: &str) {
        self.start_alone(copy);
        if std::env::var("QUARTERMASTER_TEST_COPIES").is_ok_and(|copies| copies == "2") {
            self.start_alone(&format!("{copy}-twin"));
        }
    }

    /// Starts one copy, whatever the variable says.
    pub fn start_alone(&mut self, copy: &str) {
        self.spawn(Command::new(env!("CARGO_BIN_EXE_quartermaster")), copy);
    }

    /// Starts one copy that can write no file of more than 10 240 000 bytes: the nearest thing to a full disk that a test
    /// may make.
    pub fn start_cramped(&mut self, copy: &str) {
        let script =
            format!("trap '' XFSZ; ulimit -f 20000; exec {} \"$@\"", env!("CARGO_BIN_EXE_quartermaster"));
        let mut command = Command::new("sh");
        command.args(["-c", &script, "sh"]);
        self.spawn(command, copy);
    }

    fn spawn(&mut self, mut command: Command, copy: &str) {
        // Copies append to one log, so that a story can look at all of it.
        let log = File::options().append(true).open(self.log.path()).expect("the log");
        command
            .arg("serve")
            .env_clear()
            .env("TELEGRAM_BOT_TOKEN", &self.token)
            .current_dir(self.folder.path());
        command
            .env("QUARTERMASTER_TELEGRAM_API_URL", self.sandbox.api_url())
            .env("QUARTERMASTER_DATABASE_URL", &self.database_url);
        command
            .env("QUARTERMASTER_PEOPLE_OWNERS", OLENA.to_string())
            .env("QUARTERMASTER_WEB_LISTEN", "127.0.0.1:0");
        command
            .env("QUARTERMASTER_WEB_COPY", copy)
            .env("QUARTERMASTER_LOG_LEVEL", "info,quartermaster=debug,kit=debug");
        command.envs(self.extra.iter().cloned());
        self.bots.push(command.stdout(Stdio::null()).stderr(log).spawn().expect("the bot starts"));
    }

    /// SIGKILL: the program has no chance to say goodbye.
    pub fn kill(&mut self) {
        for mut bot in self.bots.drain(..) {
            bot.kill().expect("the bot is killed");
            bot.wait().expect("the bot is gone");
        }
    }

    /// SIGKILL to the copy that was started first; another goes on.
    pub fn kill_first(&mut self) {
        let mut bot = self.bots.remove(0);
        bot.kill().expect("the bot is killed");
        bot.wait().expect("the bot is gone");
    }

    /// SIGTERM, as a service manager sends it; the bot ends by itself.
    pub fn stop(&mut self) -> bool {
        self.bots.drain(..).all(|mut bot| {
            let asked = Command::new("kill").arg(bot.id().to_string()).status().expect("kill runs");
            asked.success() && bot.wait().expect("the bot ends").success()
        })
    }

    /// Everything the bots have logged.
    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log.path()).expect("the log can be read")
    }

    pub fn act(&self, what: &str, body: &Value) -> Value {
        self.sandbox.act(what, body).unwrap_or_else(|refused| panic!("{what} {body}: {refused:?}"))
    }

    /// Somebody writes to the bot in private.
    pub fn says(&self, who: i64, text: &str) {
        self.act("say", &json!({ "chat": who, "user": who, "text": text }));
    }

    /// Somebody sends the bot a file in private.
    pub fn drops(&self, who: i64, name: &str, caption: &str, content: impl AsRef<[u8]>) {
        let place = json!({ "chat": who, "user": who, "name": name, "caption": caption });
        let from = serde_json::from_value(place).expect("a file from a person");
        let bytes = bytes::Bytes::copy_from_slice(content.as_ref());
        self.sandbox.world(|world| world.upload(&from, bytes)).expect("the file is taken");
    }

    /// Waits until the bot has sent a file with such an ending; gives its number.
    pub async fn wait_for_file(&self, chat: i64, ending: &str) -> String {
        let named =
            |m: &Value| m["document"]["file_name"].as_str().is_some_and(|name| name.ends_with(ending));
        let look = |world: &mut sandbox::World| bots_own(world.messages(chat)).rfind(named);
        let found = self.sandbox.until(PATIENCE, look).await;
        let found = found.unwrap_or_else(|| panic!("no {ending} came\n{}", self.log()));
        found["document"]["file_id"].as_str().expect("a file has a number").to_owned()
    }

    /// What a file holds, fetched as any bot fetches it.
    pub async fn file(&self, id: &str) -> Vec<u8> {
        let (api, token) = (self.sandbox.api_url(), &self.token);
        let get =
            async |url: String| reqwest::get(url).await.expect("an answer").bytes().await.expect("all of it");
        let told = get(format!("{api}/bot{token}/getFile?file_id={id}")).await;
        let told: Value = serde_json::from_slice(&told).expect("JSON");
        let path = told["result"]["file_path"].as_str().expect("a path");
        get(format!("{api}/file/bot{token}/{path}")).await.into()
    }

    /// Waits until the bot has heard everything and says nothing more.
    pub async fn settle(&self) {
        let db = Db::connect(&self.database_url, &Options::default()).await.expect("the bot's database");
        let begun = std::time::Instant::now();
        loop {
            let (quiet, why) = self.until_quiet(Duration::from_millis(150)).await;
            assert!(quiet, "the bot did not come to rest: {why}\n{}", self.log());
            if nothing_waits(&db).await.expect("the bot's tables") {
                return;
            }
            assert!(begun.elapsed() < PATIENCE, "the bot says nothing, but has more to do\n{}", self.log());
        }
    }

    /// How many messages wait to go out.
    pub async fn left_to_say(&self) -> i64 {
        let db = Db::connect(&self.database_url, &Options::default()).await.expect("the bot's database");
        let mut on = db.read().await.expect("a connection");
        outbox::depth(&mut on, Clock::System.now()).await.expect("the outbox").0
    }

    /// Waits until so many messages are written down and not sent.
    pub async fn until_said_and_not_sent(&self, count: i64) {
        let begun = std::time::Instant::now();
        while self.left_to_say().await < count {
            assert!(begun.elapsed() < PATIENCE, "the bot has nothing to say\n{}", self.log());
        }
    }

    async fn until_quiet(&self, for_: Duration) -> (bool, String) {
        match self.sandbox.quiet(for_, PATIENCE).await {
            Ok(()) => (true, String::new()),
            Err(why) => (false, format!("{why:?}")),
        }
    }

    /// The bot's messages in a chat, oldest first.
    pub fn heard(&self, chat: i64) -> Vec<Value> {
        bots_own(self.sandbox.world(|world| world.messages(chat))).collect()
    }

    /// Waits until the bot has said these words in a chat; gives the message.
    pub async fn wait_for(&self, chat: i64, words: &str) -> Value {
        let said_it = |m: &Value| m["text"].as_str().is_some_and(|t| t.contains(words));
        let look = |world: &mut sandbox::World| bots_own(world.messages(chat)).rfind(said_it);
        self.sandbox.until(PATIENCE, look).await.unwrap_or_else(|| {
            let said: Vec<_> = self.heard(chat).iter().map(|m| m["text"].to_string()).collect();
            panic!("nobody said “{words}”; said was {said:?}\n{}", self.log())
        })
    }

    /// Waits until the bot has said something in a chat after this message; gives it.
    pub async fn wait_for_another(&self, chat: i64, message: &Value) -> Value {
        let newer = |m: &Value| m["message_id"].as_i64() > message["message_id"].as_i64();
        let look = |world: &mut sandbox::World| bots_own(world.messages(chat)).rfind(newer);
        let said = self.sandbox.until(PATIENCE, look).await;
        said.unwrap_or_else(|| panic!("nothing more was said in chat {chat}\n{}", self.log()))
    }

    /// Waits until the bot has said so much in a chat.
    pub async fn wait_for_count(&self, chat: i64, count: usize) {
        let look =
            |world: &mut sandbox::World| (bots_own(world.messages(chat)).count() >= count).then_some(());
        let in_time = self.sandbox.until(PATIENCE, look).await;
        assert!(in_time.is_some(), "fewer than {count} answers in chat {chat}\n{}", self.log());
    }

    /// Presses the button of a message whose label holds these words.
    pub fn press(&self, who: i64, message: &Value, label: &str) {
        let data = button(message, label);
        self.press_data(who, message, &data, false);
    }

    pub fn press_data(&self, who: i64, message: &Value, data: &str, stale: bool) {
        let body = json!({ "chat": message["chat"]["id"], "user": who, "message_id": message["message_id"], "data": data, "stale": stale });
        self.act("press", &body);
    }
}

/// Nothing is left to handle, and nothing to say that may be said now.
async fn nothing_waits(db: &Db) -> kit::db::Result<bool> {
    let mut on = db.read().await?;
    let (to_handle, ..) = inbox::depth(&mut on).await?;
    let (_, oldest_to_say) = outbox::depth(&mut on, Clock::System.now()).await?;
    Ok(to_handle == 0 && oldest_to_say.is_none())
}

/// The bot's messages that still stand.
fn bots_own(messages: Vec<Value>) -> impl DoubleEndedIterator<Item = Value> {
    messages.into_iter().filter(|m| m["sandbox"]["by"] == "bot" && m["sandbox"]["deleted"] != true)
}

/// What a button carries.
pub fn button(message: &Value, label: &str) -> String {
    let rows = message["reply_markup"]["inline_keyboard"].as_array().cloned().unwrap_or_default();
    let buttons = rows.iter().filter_map(Value::as_array).flatten();
    let found = buttons.into_iter().find(|b| b["text"].as_str().is_some_and(|t| t.contains(label)));
    found
        .and_then(|b| b["callback_data"].as_str())
        .unwrap_or_else(|| panic!("no button “{label}” on {message}"))
        .to_owned()
}

impl Drop for Shop {
    fn drop(&mut self) {
        for bot in &mut self.bots {
            let _ = bot.kill();
            let _ = bot.wait();
        }
    }
}

/// Bytes that nothing can pack.
pub fn noise(seed: u64, length: usize) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let next = std::iter::repeat_with(move || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    });
    next.take(length).collect()
}
