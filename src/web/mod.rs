//! HTTP in: health, metrics, and Telegram's calls where a webhook is set.

mod webhook;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use kit::App;
use kit::store::{inbox, outbox};
use metrics_exporter_prometheus::PrometheusHandle;
use serde_json::json;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::telegram::{Health, Inlet};

pub use webhook::SecretToken;

/// The bot counts as deaf when Telegram has not answered for this long.
const DEAF_AFTER: Duration = Duration::from_mins(3);

/// The outbox counts as stuck when a message that may go has waited this long.
const STUCK_AFTER: Duration = Duration::from_mins(5);

/// What the addresses need.
#[derive(Clone)]
pub struct Edge {
    pub app: Arc<App>,
    pub health: Arc<Health>,
    pub metrics: PrometheusHandle,
    /// Where a webhook's updates go in; none when the bot polls.
    pub inlet: Option<(Inlet, SecretToken)>,
}

/// Starts serving; gives the address it listens on.
pub async fn serve(edge: Edge, listen: SocketAddr, stop: CancellationToken) -> anyhow::Result<SocketAddr> {
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("nothing can listen on {listen}: change web.listen"))?;
    let address = listener.local_addr().context("the address it listens on is unknown")?;
    let router = Router::new()
        .route("/healthz", get(healthz))
        .route("/readyz", get(readyz))
        .route("/metrics", get(figures))
        .route("/telegram", post(webhook::take))
        .layer(axum::extract::DefaultBodyLimit::max(4 * 1024 * 1024))
        .with_state(edge);
    tokio::spawn(async move {
        let served = axum::serve(listener, router).with_graceful_shutdown(stop.cancelled_owned()).await;
        if let Err(error) = served {
            tracing::error!(%error, "the web edge has stopped");
        }
    });
    Ok(address)
}

/// Green while the bot hears and speaks; red when it has gone deaf, its outbox is stuck, or the database is away.
async fn healthz(State(edge): State<Edge>) -> Response {
    let now = edge.app.clock.now();
    let figures = async {
        let mut on = edge.app.db.read().await?;
        let (waiting, parked, _) = inbox::depth(&mut on).await?;
        let (queued, oldest) = outbox::depth(&mut on, now).await?;
        kit::db::Result::<_, kit::db::Error>::Ok((waiting, parked, queued, oldest))
    };
    let heard = edge.health.last_heard();
    let deaf = edge.inlet.is_none() && edge.health.listens() && now.since(heard) > DEAF_AFTER;
    let (status, body) = match figures.await {
        Ok((waiting, parked, queued, oldest)) => {
            let stuck = oldest.is_some_and(|age| age > STUCK_AFTER);
            let body = json!({
                "deaf": deaf, "outbox_stuck": stuck, "database": true,
                "inbox_waiting": waiting, "inbox_parked": parked, "outbox_waiting": queued,
                "last_heard_s": now.since(heard).as_secs(),
            });
            (if deaf || stuck { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK }, body)
        }
        Err(error) => {
            tracing::error!(%error, "the database does not answer the health check");
            (StatusCode::SERVICE_UNAVAILABLE, json!({ "deaf": deaf, "database": false }))
        }
    };
    (status, axum::Json(body)).into_response()
}

/// Green once the bot has heard from Telegram, or waits for its calls.
async fn readyz(State(edge): State<Edge>) -> Response {
    let ready = edge.inlet.is_some() || edge.health.has_heard();
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, axum::Json(json!({ "ready": ready }))).into_response()
}

async fn figures(State(edge): State<Edge>) -> Response {
    let now = edge.app.clock.now();
    let depth = async {
        let mut on = edge.app.db.read().await?;
        let (waiting, parked, _) = inbox::depth(&mut on).await?;
        kit::db::Result::<_, kit::db::Error>::Ok((waiting, parked, outbox::depth(&mut on, now).await?.0))
    };
    if let Ok((waiting, parked, queued)) = depth.await {
        for (name, value) in
            [("inbox_waiting", waiting), ("inbox_parked", parked), ("outbox_waiting", queued)]
        {
            metrics::gauge!(format!("quartermaster_{name}"))
                .set(f64::from(i32::try_from(value).unwrap_or(i32::MAX)));
        }
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], edge.metrics.render()).into_response()
}
