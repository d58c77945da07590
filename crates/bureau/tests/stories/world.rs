//! A bureau with a database of its own and a clock that moves a second at every look.

use std::io::{Cursor, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use async_trait::async_trait;
use bureau::{
    Bureau, Ground, House, Incoming, JobId, Outcome, Parcel, Pretend, Progress, Settings, Translator,
    Unwatched, Watch,
};
use db::{Db, Timestamp};
use zip::write::SimpleFileOptions;

pub struct World {
    pub bureau: Bureau,
    pub db: Db,
    pub folder: tempfile::TempDir,
}

pub const ANNA: i64 = 103;

impl World {
    pub async fn new() -> Self {
        Self::with(Arc::new(Pretend), House::default()).await
    }

    pub async fn with(translator: Arc<dyn Translator>, house: House) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = match std::env::var("QUARTERMASTER_TEST_DATABASE_URL") {
            Ok(server) => Db::scratch(&server).await.unwrap(),
            Err(_) => format!("sqlite:{}", folder.path().join("bureau.sqlite").display()),
        };
        let db = Db::open(&url, &db::Options { connections: 4, durable: false }).await.unwrap();
        let bureau = open(&db, folder.path(), translator, house);
        Self { bureau, db, folder }
    }

    /// The same bureau after a restart, perhaps with somebody else to ask.
    pub fn reopened(&self, translator: Arc<dyn Translator>) -> Bureau {
        open(&self.db, self.folder.path(), translator, House::default())
    }

    pub async fn order(&self, name: &str, body: &[u8], languages: &[&str]) -> JobId {
        let settings = Settings::into_languages(languages.iter().copied());
        self.bureau.receive(ANNA, vec![sent(name, body)], settings).await.unwrap()
    }

    /// Worked off to the end, and handed over.
    pub async fn done(&self, id: JobId) -> Parcel {
        assert_eq!(self.bureau.work(id, &mut Unwatched).await.unwrap(), Outcome::Done);
        self.bureau.parcel(id).await.unwrap()
    }
}

fn open(db: &Db, folder: &Path, translator: Arc<dyn Translator>, house: House) -> Bureau {
    let seconds = AtomicI64::new(1_750_000_000);
    let now = Arc::new(move || Timestamp::from_secs(seconds.fetch_add(1, Ordering::SeqCst)));
    Bureau::new(Ground { db: db.clone(), folder: folder.join("orders"), translator, now, house })
}

pub fn sent(name: &str, body: &[u8]) -> Incoming {
    Incoming { name: name.to_owned(), body: body.to_vec().into(), modified: None }
}

/// A ZIP with files that were changed at noon on the day of their number in May 2024.
pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (day, (name, content)) in (1u8..).zip(files) {
        let time = zip::DateTime::from_date_and_time(2024, 5, day.min(31), 12, 0, 0).unwrap();
        let options = SimpleFileOptions::default().last_modified_time(time);
        if name.ends_with('/') {
            writer.add_directory(*name, options).unwrap();
            continue;
        }
        writer.start_file(*name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// So many lines, each with its number.
pub fn sentences(count: usize, line: impl Fn(usize) -> String) -> String {
    (0..count).map(line).collect::<Vec<_>>().concat()
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

/// A file that was taken out of a ZIP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unzipped {
    pub name: String,
    pub content: Vec<u8>,
    pub day: u8,
}

impl Unzipped {
    pub fn text(&self) -> String {
        String::from_utf8(self.content.clone()).unwrap()
    }
}

/// Everything in a ZIP, in its order; all check sums are compared.
pub fn unzip(path: &Path) -> Vec<Unzipped> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut file = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            file.read_to_end(&mut content).unwrap();
            let day = file.last_modified().map_or(0, |time| time.day());
            Unzipped { name: file.name().unwrap().into_owned(), content, day }
        })
        .collect()
}

pub fn find<'a>(files: &'a [Unzipped], name: &str) -> &'a Unzipped {
    let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
    files.iter().find(|file| file.name == name).unwrap_or_else(|| panic!("no {name} among {names:?}"))
}

pub fn report(files: &[Unzipped]) -> serde_json::Value {
    serde_json::from_slice(&find(files, "_report/report.json").content).unwrap()
}

/// Remembers every look, and calls the order off after some.
#[derive(Default)]
pub struct Looker {
    pub seen: Vec<Progress>,
    pub leave_after: Option<usize>,
}

#[async_trait]
impl Watch for Looker {
    async fn see(&mut self, progress: &Progress) -> ControlFlow<()> {
        self.seen.push(progress.clone());
        match self.leave_after {
            Some(looks) if self.seen.len() > looks => ControlFlow::Break(()),
            _ => ControlFlow::Continue(()),
        }
    }
}

pub const PAGE: &str = "<!DOCTYPE html>\n<html><head><title>All mugs</title></head>\n<body>\n<h1>Mugs &amp; cups</h1>\n\
<p>Hello, <b><?= $name ?></b>! Read <a href=\"/faq\" title=\"Questions\">more</a>.</p>\n\
<img src=\"a.png\" alt=\"A blue mug\">\n<p>All mugs</p>\n</body></html>\n";

impl World {
    /// A text of an order, by its source.
    pub async fn find_text(&self, id: JobId, language: &str, source: &str) -> (bureau::SegmentKey, String) {
        let mut conn = self.db.read().await.unwrap();
        let rows: Vec<(String, String)> = db::fetch_all!(
            conn,
            (String, String),
            "SELECT digest, target FROM translate_segment WHERE job_id = $1 AND language = $2 AND source = $3",
            id.0,
            language,
            source,
        )
        .unwrap();
        let (digest, target) =
            rows.into_iter().next().unwrap_or_else(|| panic!("{source} is not in the order"));
        (bureau::SegmentKey { language: language.to_owned(), digest }, target)
    }
}
