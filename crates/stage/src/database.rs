//! A database for one story.

use kit::db::{Db, Options};

/// Where the story's data lies; gone when the story ends (on PostgreSQL: with the server the tests were given).
#[derive(Debug)]
pub struct Scratch {
    _folder: Option<tempfile::TempDir>,
}

impl Scratch {
    pub async fn open() -> (Self, Db) {
        // Nobody needs a story's data after a power cut.
        let options = Options { connections: 4, durable: false };
        let opened = async {
            if let Ok(server) = std::env::var("QUARTERMASTER_TEST_DATABASE_URL") {
                let url = Db::scratch(&server).await?;
                return anyhow::Ok((Self { _folder: None }, Db::open(&url, &options).await?));
            }
            let folder = tempfile::tempdir()?;
            let url = format!("sqlite:{}", folder.path().join("story.sqlite").display());
            Ok((Self { _folder: Some(folder) }, Db::open(&url, &options).await?))
        };
        opened.await.unwrap_or_else(|error| {
            panic!("no database for the story: {error:#}. QUARTERMASTER_TEST_DATABASE_URL must name a PostgreSQL server, or be unset for SQLite")
        })
    }
}
