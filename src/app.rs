//! Builds everything once and starts it: intake, queues, delivery, jobs, the web edge, and the caretaker.

use std::sync::{Arc, OnceLock};
use std::time::Duration;

use anyhow::Context as _;
use kit::db::{Db, Options};
use kit::store::{self, lease, outbox};
use kit::{App, Clock, Committer, Dice, Ground, Lanes, Role, Settings, UserId, Who};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use tokio::sync::Notify;
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;
use translator::Desk;

use crate::caretaker::Caretaker;
use crate::config::{Config, Mode};
use crate::model;
use crate::telegram::{Api, Delivery, Health, Inlet, Intake, Limits, Token};
use crate::web::{self, Edge, SecretToken};

/// How long a stop waits for what is at work, and then for the database; a service manager kills after 25 s (`compose.yaml`).
const STOP_WITHIN: Duration = Duration::from_secs(20);
/// How long delivery waits for the last words of those; it needs time of its own to send them.
const SPEAK_WITHIN: Duration = Duration::from_secs(12);
const CLOSE_WITHIN: Duration = Duration::from_secs(3);

/// The running bot.
pub struct Bot {
    app: Arc<App>,
    work: JoinSet<()>,
    gave_up: CancellationToken,
    why: Arc<OnceLock<String>>,
}

impl Bot {
    /// Opens the database, asks Telegram who the bot is, and starts everything. Returns when it runs.
    pub async fn start(config: &Config, stop: CancellationToken) -> anyhow::Result<Self> {
        let metrics = metrics();
        let token = config.telegram.token.as_ref().context("There is no token")?;
        let api = Api::new(&config.telegram.api_url, Token::new(token.expose()))?;
        let db = open(config).await?;
        let clock = Clock::System;
        let epoch = lease::announce(&db, &config.web.copy, clock.now())
            .await
            .context("The database cannot be written to")?;
        let owner = format!("{}#{epoch}", config.web.copy);
        let owners: Vec<_> = config.people.owners.iter().map(|id| UserId(*id)).collect();
        let username = api.username(&stop).await?;
        let settings =
            Settings { owners, username, owner: owner.clone(), zone: config.people.zone, attempts: 3 };
        let ground = Ground {
            db: db.clone(),
            clock: clock.clone(),
            dice: Dice::System,
            files: Arc::new(api.clone()),
            settings,
        };
        let translate = &config.translate;
        let translator = model::translator(translate, &db).await?;
        let now = {
            let clock = clock.clone();
            Arc::new(move || clock.now())
        };
        let desk = Desk::new(&translate.folder, translator, now, model::house(translate));
        let app = Arc::new(App::new(ground, crate::plugins::all(desk, model::Server::of(translate)))?);

        let (inbox_wake, outbox_wake) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let health = Arc::new(Health::new(clock.clone()));
        let inlet = Inlet::new(db.clone(), clock.clone(), Arc::clone(&inbox_wake));
        let gave_up = CancellationToken::new();
        let mut work = JoinSet::new();

        let committer = Committer::start(Arc::clone(&app), Arc::clone(&outbox_wake));
        let lanes = Lanes::new(Arc::clone(&app), committer, crate::telegram::parser(&api), inbox_wake);
        let jobs = crate::jobs::run(Arc::clone(&app), stop.clone());
        let all_said = until_all_is_said(&mut work, lanes.run(stop.clone()), jobs, &stop);
        let limits = Limits {
            overall_per_s: config.telegram.overall_per_s,
            chat_per_s: config.telegram.chat_per_s,
            group_per_min: config.telegram.group_per_min,
        };
        let delivery = Delivery::new(&app, api.clone(), outbox_wake, limits);
        work.spawn(delivery.run(all_said));
        let caretaker = Caretaker::new(&app, &config.web.copy, epoch);
        let why = caretaker.why();
        work.spawn(caretaker.run(stop.clone(), gave_up.clone()));

        let webhook = match config.telegram.mode {
            Mode::Poll => {
                let intake = Intake::new(&app, api.clone(), inlet, Arc::clone(&health), gave_up.clone());
                work.spawn(intake.run(stop.clone()));
                None
            }
            Mode::Webhook => {
                let secret = config.telegram.webhook_secret.clone().context("There is no webhook secret")?;
                Some((inlet, SecretToken::new(secret)))
            }
        };
        let edge = Edge { app: Arc::clone(&app), health, metrics, inlet: webhook };
        let address = web::serve(edge, config.web.listen, stop.clone()).await?;
        // Telegram calls at once, so it is told only when somebody listens.
        if config.telegram.mode == Mode::Webhook {
            let secret = config.telegram.webhook_secret.as_ref().context("There is no webhook secret")?;
            api.set_webhook(&config.telegram.webhook_url, secret.expose(), &stop)
                .await
                .context("Telegram does not take the webhook")?;
        }
        tracing::info!(web.address = %address, copy.owner = %owner, database.kind = db.kind(), bot.username = %app.settings.username, "the bot runs");
        let bot = Self { app, work, gave_up, why };
        bot.show_commands().await?;
        Ok(bot)
    }

    /// Puts everybody's command menu into the outbox.
    pub async fn show_commands(&self) -> anyhow::Result<()> {
        let app = &self.app;
        let menus = app.command_menus().await?;
        let mut tx = app.db.begin().await?;
        outbox::insert(&mut tx, &menus.iter().collect::<Vec<_>>(), app.clock.now()).await?;
        tx.commit().await.context("The command menus cannot be queued")
    }

    /// For the demo: people who have their roles already.
    pub async fn inhabit(&self, people: &[(i64, &str, &str, Role)]) -> anyhow::Result<()> {
        let mut tx = self.app.db.begin().await?;
        for (id, name, language, role) in people {
            let who = Who {
                id: UserId(*id),
                name: (*name).into(),
                username: Some(name.to_lowercase()),
                language: Some((*language).into()),
            };
            let person = store::people::find(&mut tx, &who, &[]).await?;
            if !person.met {
                store::people::meet(&mut tx, &person, self.app.clock.now()).await?;
                store::people::set_role(&mut tx, person.id, *role).await?;
            }
        }
        tx.commit().await.context("The demo's people cannot be written down")
    }

    /// For the demo: a shop with goods and a year of sales, where there is none yet.
    pub async fn fill_shelves(&self, skus: u64) -> anyhow::Result<()> {
        let shop = demo_shop::Shop::new(1, skus, self.app.clock.now());
        match demo_shop::load(&self.app.db, shop, |_| ()).await {
            Ok(_) | Err(demo_shop::Fault::NotEmpty(_)) => Ok(()),
            Err(fault) => Err(fault).context("The demo's shop cannot be filled"),
        }
    }

    /// Resolves when the bot cannot go on: another copy has taken its name or its work, or Telegram does not know the token.
    pub async fn gave_up(&self) {
        self.gave_up.cancelled().await;
    }

    /// Waits, within bounds, until what was at work is finished.
    pub async fn ended(self) -> anyhow::Result<()> {
        wind_up(self.work, &self.app.db).await;
        match self.why.get() {
            Some(why) => Err(anyhow::anyhow!("{why}")),
            None if self.gave_up.is_cancelled() => anyhow::bail!("The bot has given up; the log says why"),
            None => Ok(()),
        }
    }
}

/// Runs what writes messages. What is finished during a stop is still sent: delivery ends with the token that this gives, when
/// nobody writes any more, or some time after the stop, whoever is still at work.
fn until_all_is_said(
    work: &mut JoinSet<()>,
    lanes: impl Future<Output = ()> + Send + 'static,
    jobs: impl Future<Output = ()> + Send + 'static,
    stop: &CancellationToken,
) -> CancellationToken {
    let all_said = CancellationToken::new();
    let (end, stop, late) = (all_said.clone(), stop.clone(), all_said.clone());
    work.spawn(async move {
        tokio::join!(lanes, jobs);
        end.cancel();
    });
    work.spawn(async move {
        stop.cancelled().await;
        tokio::select! {
            () = late.cancelled() => {}
            () = tokio::time::sleep(SPEAK_WITHIN) => late.cancel(),
        }
    });
    all_said
}

/// What is not finished in time is left as a crash would leave it, and with it the connection that it holds.
async fn wind_up(mut work: JoinSet<()>, db: &Db) {
    let all = async { while work.join_next().await.is_some() {} };
    if tokio::time::timeout(STOP_WITHIN, all).await.is_err() {
        tracing::warn!(
            "not everything came to its end in time; what is left goes on when the bot runs again"
        );
        work.abort_all();
    }
    if tokio::time::timeout(CLOSE_WITHIN, db.close()).await.is_err() {
        tracing::warn!("the database was not closed in time; nothing that was committed is lost");
    }
}

/// Opens the database; the sentence says what to do when it cannot be.
pub async fn open(config: &Config) -> anyhow::Result<Db> {
    let options = Options { connections: config.database.connections, durable: true };
    Db::open(config.database.url.expose(), &options)
        .await
        .context("The database cannot be opened; `quartermaster check` says more")
}

/// The recorder of figures; one for the whole process.
fn metrics() -> PrometheusHandle {
    let recorder = PrometheusBuilder::new().build_recorder();
    let handle = recorder.handle();
    // In a process with several bots, as in tests, the first one's recorder serves all.
    if metrics::set_global_recorder(recorder).is_err() {
        tracing::debug!("figures are recorded already");
    }
    handle
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Seen to fail when only the work has a limit, and not the connection that it left open.
    #[tokio::test]
    async fn a_stop_ends_although_something_holds_on_to_the_database() {
        let (_folder, db) = crate::telegram::fake::database().await;
        let held = db.begin().await.unwrap();
        let mut work = JoinSet::new();
        work.spawn(std::future::pending());
        tokio::time::pause();
        wind_up(work, &db).await;
        drop(held);
    }
}
