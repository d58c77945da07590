//! A desk for stories: the built-in translator, or one that says what the story wants.

use std::io::{Cursor, Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use async_trait::async_trait;
use bureau::{House, Pretend, Translator};
use kit::Clock;
use kit::db::Timestamp;
use llm::{Ask, Budget, Ending, Fault, Piece, Prices, Reply, Rung, Usage};
use stage::Stage;
use tokio::sync::Notify;
use zip::write::SimpleFileOptions;

use crate::Desk;

pub struct Shop {
    pub stage: Stage,
    /// The bureau's; the stage has its own.
    pub clock: Clock,
    /// Orders lie here; it goes when the story ends.
    pub folder: tempfile::TempDir,
}

impl Shop {
    /// What was said since the last look. How large archives are is left out: it changes with every word of the report.
    pub fn transcript(&self) -> String {
        let said = self.stage.transcript();
        let lines = said.lines().map(|line| match line.split_once(".zip (") {
            Some((before, _)) if line.contains("📎") => format!("{before}.zip"),
            _ => line.to_owned(),
        });
        lines.collect::<Vec<_>>().join("\n")
    }
}

/// With the built-in translator and no limits.
pub async fn open() -> Shop {
    with(Arc::new(Pretend), House::default()).await
}

pub async fn with(translator: Arc<dyn Translator>, house: House) -> Shop {
    let folder = tempfile::tempdir().unwrap();
    // Saturday, 21 November 2026, noon in UTC, as on the stage.
    let clock = Clock::starting_at(Timestamp::from_secs(1_795_262_400));
    let told = clock.clone();
    let desk = Desk::new(folder.path(), translator, Arc::new(move || told.now()), house);
    Shop { clock, stage: Stage::new([crate::plugin(desk), home::plugin()]).await, folder }
}

/// A ZIP of these files.
pub fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A file of a ZIP, as text.
pub fn unzip(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let names: Vec<_> = archive.file_names().flatten().map(String::from).collect();
    let mut text = String::new();
    let file = archive.by_name(name);
    file.unwrap_or_else(|_| panic!("no {name} among {names:?}")).read_to_string(&mut text).unwrap();
    text
}

/// A model made of a dozen phrases. It costs a dollar for a million tokens.
#[derive(Default)]
pub struct Phrasebook {
    /// Everything it was asked for, with the language.
    asked: Mutex<Vec<String>>,
    /// It stops in the middle of an answer in this language, for ever, as if its server hung.
    hangs_on: Mutex<Option<&'static str>>,
    pub hung: Notify,
    goes_on: Notify,
    /// Its server is down.
    pub down: AtomicBool,
    /// All that was said besides the texts.
    told: Mutex<String>,
}

impl Phrasebook {
    pub fn hanging_on(language: &'static str) -> Arc<Self> {
        Arc::new(Self { hangs_on: Mutex::new(Some(language)), ..Self::default() })
    }

    pub fn recovers(&self) {
        *self.hangs_on.lock().unwrap() = None;
        self.goes_on.notify_waiters();
    }

    /// What it heard last besides the texts.
    pub fn heard(&self) -> String {
        self.told.lock().unwrap().clone()
    }

    /// What it was asked for since the last look.
    pub fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

#[async_trait]
impl Translator for Phrasebook {
    fn name(&self) -> &'static str {
        "phrasebook"
    }

    fn concurrency(&self) -> usize {
        1
    }

    fn prices(&self) -> Prices {
        Prices { prompt: 100, cached: None, completion: 100 }
    }

    async fn ask(
        &self,
        ask: &Ask,
        budget: &Budget,
        on: &mut (dyn FnMut(Piece) + Send),
    ) -> Result<Reply, Fault> {
        if self.down.load(Ordering::SeqCst) {
            return Err(Fault::Unauthorized("no such key".into()));
        }
        let usage = Usage { prompt: 40_000, cached: 0, completion: 10_000, estimated: false };
        let cost = self.prices().cost(&usage);
        let charge = budget.reserve(cost)?;
        let everything = format!("{} {} {} {}", ask.rules, ask.terms, ask.context, ask.closing);
        self.told.lock().unwrap().clone_from(&everything);
        let language = if everything.contains("Ukrainian") { "uk" } else { "de" };
        for (index, item) in ask.items.iter().enumerate() {
            self.asked.lock().unwrap().push(format!("{language}: {}", item.text));
            let hangs = self.hangs_on.lock().unwrap().is_some_and(|on| on == language);
            if hangs {
                self.hung.notify_one();
                self.goes_on.notified().await;
            }
            on(Piece { index, text: phrase(language, &item.text, &everything) });
        }
        charge.settle(cost, usage);
        Ok(Reply {
            closed: ask.items.len(),
            ending: Ending::Complete,
            oddities: llm::Oddities::default(),
            rung: Rung::JsonSchema,
            usage,
            cost,
        })
    }
}

fn phrase(language: &str, text: &str, prompt: &str) -> String {
    let phrase = match (language, text) {
        ("de", "Our shop") => "Unser Laden",
        ("de", "Your cart is empty.") if prompt.contains("Warenkorb") => "Ihr Warenkorb ist leer.",
        ("de", "Your cart is empty.") => "Ihr Einkaufswagen ist leer.",
        ("de", "Read <g1>our terms</g1> first.") => "Lesen Sie zuerst unsere Bedingungen.",
        ("de", "Acme cups.") => "Tassen von Acme.",
        ("uk", "Our shop") => "Наша крамниця",
        ("uk", "Your cart is empty.") => "Ваш кошик порожній.",
        // A bad day.
        _ => "",
    };
    phrase.to_owned()
}

/// Long enough for the card to be written again.
pub const A_WHILE: Duration = Duration::from_secs(3);
