//! Orders come in here.

use async_recursion::async_recursion as boxed;

use crate::Bureau;
use crate::depot::{Depot, aside};
use crate::error::{Error, Result};
use crate::intake::{self, Taken};
use crate::language;
use crate::order::{Body, Incoming, Job, JobId, Settings};
use crate::store;

impl Bureau {
    /// Takes an order. What was sent is looked through, and stored under the order's number; nothing is kept of what is
    /// refused. Of several files of one name each gets a name of its own; an archive among other files gets a folder.
    #[boxed]
    pub async fn receive(&self, person: i64, incoming: Vec<Incoming>, settings: Settings) -> Result<JobId> {
        self.take_order(person, None, incoming, settings).await
    }

    /// Takes one of several files that were sent at once and come one by one: `together` is what they have in common. They
    /// are one order, until somebody begins with it. A file that comes a second time, because the program died before it
    /// could say that it had it, is there already.
    #[boxed]
    pub async fn receive_together(
        &self,
        person: i64,
        together: &str,
        file: Incoming,
        settings: Settings,
    ) -> Result<JobId> {
        let settings = checked(settings)?;
        let found = store::job::of_together(&mut self.db().read().await?, person, together).await?;
        if let Some(id) = found {
            match self.join_order(id, file.clone(), &settings).await {
                // Somebody has begun with it at this moment: what comes now is an order of its own.
                Err(Error::Db(db::Error::Stale)) => {}
                joined => return joined.map(|()| id),
            }
        }
        self.take_order(person, Some(together), vec![file], settings).await
    }

    /// Adds a file to an order that nobody has begun with, and languages.
    async fn join_order(&self, id: JobId, file: Incoming, settings: &Settings) -> Result<()> {
        let job = self.job(id).await?;
        let rows = store::job::files(&mut self.db().read().await?, id).await?;
        let (depot, limits) = (Depot::of(self.folder(), id), self.house().limits);
        let (title, archive) = (job.title.clone(), job.archive);
        let joined = aside(move || intake::join(&depot, (&title, archive), rows, file, &limits)).await?;
        let mut wanted = job.settings;
        wanted.languages.extend(settings.languages.iter().cloned());
        let mut tx = self.db().begin().await?;
        store::job::set_files(&mut tx, id, joined.archive, &joined.files).await?;
        store::job::set_settings(&mut tx, id, &checked(wanted)?, self.now()).await?;
        Ok(tx.commit().await?)
    }

    async fn take_order(
        &self,
        person: i64,
        together: Option<&str>,
        incoming: Vec<Incoming>,
        settings: Settings,
    ) -> Result<JobId> {
        let settings = checked(settings)?;
        let depot = Depot::provisional(self.folder(), &self.unique());
        let (limits, there) = (self.house().limits, depot.clone());
        let looked = aside(move || {
            let taken = intake::take(&there, incoming, &limits);
            if taken.is_err() {
                there.remove()?;
            }
            taken
        });
        let Taken { title, archive, files, .. } = looked.await?;
        let mut tx = self.db().begin().await?;
        let new = store::job::New { person, title: &title, archive, together, settings: &settings };
        let id = store::job::insert(&mut tx, &new, self.now()).await?;
        store::job::add_files(&mut tx, id, &files).await?;
        let home = Depot::of(self.folder(), id);
        // The folder is there before the order is: an order without its files would be worse than a folder without order.
        aside(move || Ok(depot.becomes(&home)?)).await?;
        tx.commit().await?;
        Ok(id)
    }

    #[boxed]
    pub async fn job(&self, id: JobId) -> Result<Job> {
        store::job::find(&mut self.db().read().await?, id).await?.ok_or(Error::NoSuchJob)
    }

    /// A person's newest orders, the newest first.
    #[boxed]
    pub async fn jobs(&self, person: i64) -> Result<Vec<Job>> {
        Ok(store::job::of_person(&mut self.db().read().await?, person, 20).await?)
    }

    /// Gives an order other settings. Translations made under others are forgotten if they would not be made the same way;
    /// the memory still has them where they are of use. A finished order whose settings change is finished no more.
    #[boxed]
    pub async fn configure(&self, id: JobId, settings: &Settings) -> Result<()> {
        let settings = checked(settings.clone())?;
        let job = self.job(id).await?;
        let mut tx = self.db().begin().await?;
        let same_way = |settings: &Settings| Settings {
            languages: Vec::new(),
            cap: None,
            page_language: false,
            utf8: false,
            ..settings.clone()
        };
        if same_way(&job.settings) != same_way(&settings) {
            store::segment::forget_machine(&mut tx, id).await?;
        }
        if job.settings != settings {
            store::job::reopen(&mut tx, id).await?;
        }
        store::job::set_settings(&mut tx, id, &settings, self.now()).await?;
        Ok(tx.commit().await?)
    }

    /// Throws an order away, with its files.
    #[boxed]
    pub async fn forget(&self, id: JobId) -> Result<()> {
        let mut tx = self.db().begin().await?;
        store::job::delete(&mut tx, id).await?;
        tx.commit().await?;
        let depot = Depot::of(self.folder(), id);
        aside(move || Ok(depot.remove()?)).await
    }

    /// Throws away orders that nobody has touched for so long; how many.
    #[boxed]
    pub async fn sweep(&self, idle: std::time::Duration) -> Result<usize> {
        let then = self.now().minus(idle);
        let old = store::job::untouched_since(&mut self.db().read().await?, then).await?;
        for id in &old {
            self.forget(*id).await?;
        }
        Ok(old.len())
    }
}

/// Languages as they are written here, each once; encodings that there are.
fn checked(mut settings: Settings) -> Result<Settings> {
    for label in settings.encodings.values() {
        if translate::Encoding::for_label(label.as_bytes()).is_none() {
            return Err(Error::UnknownEncoding(label.clone()));
        }
    }
    let mut languages: Vec<String> = Vec::new();
    for code in &settings.languages {
        let found = language::find(code).ok_or_else(|| Error::UnknownLanguage(code.clone()))?;
        if !languages.iter().any(|known| known == found.code) {
            languages.push(found.code.to_owned());
        }
    }
    settings.languages = languages;
    Ok(settings)
}

impl From<&str> for Body {
    fn from(text: &str) -> Self {
        Self::Bytes(text.as_bytes().to_vec())
    }
}

impl From<Vec<u8>> for Body {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Bytes(bytes)
    }
}
