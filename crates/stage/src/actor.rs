//! Somebody on the stage.

use std::sync::atomic::{AtomicI64, Ordering};

use kit::db::Result;
use kit::store::outbox::Fate;
use kit::{
    Arrival, Attached, ChatId, ChatKind, Did, Event, MessageId, Place, Press, Quoted, Said, UserId, What,
    Who, store,
};

use crate::chats::place;
use crate::{GROUP, PEOPLE, Stage};

/// A person, in a chat.
#[derive(Clone, Copy)]
pub struct Actor<'a> {
    stage: &'a Stage,
    id: i64,
    chat: i64,
}

impl std::fmt::Debug for Actor<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&crate::name_of(self.id))
    }
}

static PRESSES: AtomicI64 = AtomicI64::new(1);

impl<'a> Actor<'a> {
    pub(crate) fn new(stage: &'a Stage, id: i64) -> Self {
        Self { stage, id, chat: id }
    }

    /// The same person, in the group “Ops alerts”.
    #[must_use]
    pub fn in_group(self) -> Self {
        Self { chat: GROUP, ..self }
    }

    /// Writes a message.
    pub async fn says(&self, text: &str) {
        let said = Said { text: text.to_owned(), ..Said::default() };
        self.say(said, text.to_owned()).await;
    }

    /// Sends a file; the caption may hold a command.
    pub async fn sends_file(&self, name: &str, bytes: impl Into<Vec<u8>>, caption: &str) {
        let file = self.stage.chats().upload(name, bytes.into());
        let line = format!("📎 {name} {caption}").trim_end().to_owned();
        self.say(Said { text: caption.to_owned(), file: Some(file), ..Said::default() }, line).await;
    }

    /// Sends files at once, as an album; the caption hangs on the last one, as messengers do it.
    pub async fn sends_album(&self, files: &[(&str, &[u8])], caption: &str) {
        self.sends_album_with(files, files.len(), caption).await;
    }

    /// The same, with the caption on the file of this number, from 1 on.
    pub async fn sends_album_with(&self, files: &[(&str, &[u8])], captioned: usize, caption: &str) {
        let album = Some(format!("album-{}", PRESSES.fetch_add(1, Ordering::Relaxed)));
        for (place, (name, bytes)) in (1..).zip(files) {
            let file = self.stage.chats().upload(name, bytes.to_vec());
            let text = if place == captioned { caption } else { "" };
            let line = format!("📎 {name} (of an album) {text}").trim_end().to_owned();
            let said =
                Said { text: text.to_owned(), file: Some(file), album: album.clone(), ..Said::default() };
            self.say(said, line).await;
        }
    }

    /// Types the bot's name and these words, in any chat.
    pub async fn asks(&self, words: &str) {
        let query = format!("i{}", PRESSES.fetch_add(1, Ordering::Relaxed));
        let line = format!("@quartermaster_bot {words}").trim_end().to_owned();
        self.act(Did::Ask { query, words: words.to_owned() }, line).await;
    }

    /// Answers to the bot's newest message here.
    pub async fn replies(&self, text: &str) {
        let quoted =
            self.stage.chats().newest(self.chat).map(|(_, posted)| posted.text.clone()).unwrap_or_default();
        let reply = Some(Quoted { text: quoted, file: None, ours: true });
        self.say(Said { text: text.to_owned(), reply, ..Said::default() }, format!("↩ {text}")).await;
    }

    /// Answers to the bot's newest message here with a file.
    pub async fn replies_with_file(&self, name: &str, bytes: impl Into<Vec<u8>>) {
        let quoted =
            self.stage.chats().newest(self.chat).map(|(_, posted)| posted.text.clone()).unwrap_or_default();
        let file = self.stage.chats().upload(name, bytes.into());
        let reply = Some(Quoted { text: quoted, file: None, ours: true });
        self.say(Said { file: Some(file), reply, ..Said::default() }, format!("↩ 📎 {name}")).await;
    }

    /// Answers with a command to somebody's message, or to their file.
    pub async fn replies_to(&self, quoted: &str, file: Option<(&str, &[u8])>, text: &str) {
        let file: Option<Attached> =
            file.map(|(name, bytes)| self.stage.chats().upload(name, bytes.to_vec()));
        let reply = Some(Quoted { text: quoted.to_owned(), file, ours: false });
        self.say(Said { text: text.to_owned(), reply, ..Said::default() }, format!("↩ {text}")).await;
    }

    /// Presses the newest button here whose label holds these words.
    pub async fn taps(&self, label: &str) {
        let (message, press) = self.stage.chats().button(self.chat, label);
        let Press::Data(data) = press else { panic!("“{label}” is not a button that the bot hears of") };
        self.presses(message, &data, &format!("[{label}]")).await;
    }

    /// What the newest button with this label carries: to press it later, when it is no longer there.
    pub fn remembers(&self, label: &str) -> (i64, String) {
        match self.stage.chats().button(self.chat, label) {
            (message, Press::Data(data)) => (message, data),
            _ => panic!("“{label}” is not a button that the bot hears of"),
        }
    }

    /// The commands that the bot has last put behind this person's menu button.
    pub fn commands(&self) -> Vec<String> {
        self.stage.chats().menu(self.id)
    }

    /// Presses a button with this in it, whether it still hangs there or not.
    pub async fn presses(&self, message: i64, data: &str, shown: &str) {
        let query = format!("q{}", PRESSES.fetch_add(1, Ordering::Relaxed));
        self.stage.chats().pressed(query.clone());
        self.act(
            Did::Tap { query, message: Some(MessageId(message)), data: data.to_owned() },
            shown.to_owned(),
        )
        .await;
        self.stage.chats().check_answered();
    }

    async fn say(&self, mut said: Said, line: String) {
        said.message = Some(MessageId(self.stage.chats().next_id()));
        self.act(Did::Say(said), line).await;
    }

    async fn act(&self, did: Did, line: String) {
        let name = crate::name_of(self.id);
        let whence = if self.chat == self.id { String::new() } else { format!(" in {}", place(self.chat)) };
        self.stage.chats().heard(format!("{name}{whence}: {}", line.replace('\n', "\n    ")));
        let (_, full, username, language, _) =
            PEOPLE.iter().find(|(id, ..)| *id == self.id).copied().unwrap_or(PEOPLE[0]);
        let who = Who {
            id: UserId(self.id),
            name: full.into(),
            username: Some(username.into()),
            language: Some(language.into()),
        };
        let chat = if self.chat > 0 { ChatKind::Private } else { ChatKind::Group };
        let event = Event { who, place: Place { chat: ChatId(self.chat), thread: None }, chat, did };
        let played = self.play(event).await;
        played.unwrap_or_else(|error| panic!("the stage's database gave way: {error}"));
    }

    /// One event to its end: handled, committed, its jobs run, its messages delivered.
    async fn play(&self, event: Event) -> Result<()> {
        let app = &self.stage.app;
        let arrival = Arrival {
            inbox: None,
            lane: format!("{}::{}", self.chat, self.id),
            received_at: app.clock.now(),
        };
        let done = app.handle(event, &arrival).await?;
        self.stage.committer.commit(done).await?;
        self.settle().await
    }

    /// Everything that waits is done: messages delivered, jobs run.
    pub(crate) async fn settle(&self) -> Result<()> {
        let app = &self.stage.app;
        self.deliver().await?;
        loop {
            let jobs = store::job::open(&mut app.db.read().await?).await?;
            let Some(job) = jobs.first() else { break };
            app.run_job(*job).await?;
            self.deliver().await?;
        }
        Ok(())
    }

    async fn deliver(&self) -> Result<()> {
        let app = &self.stage.app;
        loop {
            let queued = store::outbox::waiting(&mut app.db.read().await?, 0, 100).await?;
            if queued.is_empty() {
                return Ok(());
            }
            let mut tx = app.db.begin().await?;
            for row in queued {
                let outgoing = row.what.unwrap_or_else(|| panic!("a message cannot be read again"));
                let blob = match &outgoing.what {
                    What::Send { file: Some(file), .. } => store::outbox::blob(&mut tx, &file.blob).await?,
                    _ => None,
                };
                let message_id = self.stage.chats().deliver(&outgoing, blob);
                store::outbox::settle(&mut tx, row.id, &Fate::Sent { message_id }, app.clock.now()).await?;
            }
            tx.commit().await?;
        }
    }
}
