//! The workers that run background jobs: the queue library's, on the bot's own database.

use std::sync::Arc;
use std::time::Duration;

use apalis::prelude::*;
use kit::App;
use kit::db::Db;
use kit::store::job::QUEUE;
use tokio_util::sync::CancellationToken;

/// How often a worker says that it lives, and looks for jobs of others that have fallen silent.
const HEARTBEAT: Duration = Duration::from_secs(5);

/// After so many heartbeats without a word a worker's jobs go to another. The library's own number is not the same for both
/// databases: a killed job would wait for 50 seconds on PostgreSQL.
const MISSED: usize = 2;

/// Runs jobs until it is told to stop; one that is at work is finished or, failing that, begun again elsewhere.
pub async fn run(app: Arc<App>, stop: CancellationToken) {
    // Named after this run: what an earlier run under the same name held is then seen to be orphaned.
    let name = format!("jobs-{}", app.settings.owner);
    let result = match app.db.clone() {
        Db::Sqlite { write, .. } => {
            let config = apalis_sqlite::Config::default()
                .queue(QUEUE)
                .heartbeat_interval(HEARTBEAT)
                .missed_heartbeats(MISSED)
                .batch_size(1)
                .persist_results(false);
            let backend = apalis_sqlite::SqliteStorage::<i64>::new(&write).with_config(config);
            let worker = WorkerBuilder::new(name).backend(backend).data(app).build(one);
            worker.run_until(stopped(stop)).await
        }
        Db::Postgres(pool) => {
            let config = apalis_postgres::Config::default()
                .queue(QUEUE)
                .heartbeat_interval(HEARTBEAT)
                .missed_heartbeats(MISSED)
                .batch_size(1)
                .persist_results(false);
            let backend = apalis_postgres::PostgresStorage::<i64>::new(&pool).with_config(config);
            let worker = WorkerBuilder::new(name).backend(backend).data(app).build(one);
            worker.run_until(stopped(stop)).await
        }
    };
    if let Err(error) = result {
        tracing::error!(%error, "the job workers have stopped");
    }
}

async fn stopped(stop: CancellationToken) -> Result<(), std::io::Error> {
    stop.cancelled_owned().await;
    Ok(())
}

/// One job. An error leaves it with the queue, which tries it again.
async fn one(id: i64, app: Data<Arc<App>>) -> Result<(), BoxDynError> {
    app.run_job(id).await.map_err(|error| {
        tracing::error!(%error, job.id = id, "a job could not be run for want of the database; it is tried again");
        error.into()
    })
}
