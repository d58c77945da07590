//! What a test in another process does to the emulator, as JSON; and a person in a browser, with buttons.

use axum::{
    Json, Router,
    extract::{Query, State},
    http::StatusCode,
    response::Html,
    routing::{get, post, put},
};
use serde::Deserialize;

use super::Shared;
use crate::{log::Entry, plan::Plan};

pub fn routes() -> Router<Shared> {
    Router::new()
        .route("/control", get(page))
        .route("/control/faults", get(faults).put(set_faults))
        .route("/control/log", get(log))
        .route("/control/reset", post(reset))
        .route("/control/clock", put(set_clock))
        .route("/control/latency", put(set_latency))
}

async fn faults(State(shared): State<Shared>) -> Json<Plan> {
    Json(shared.world().plan.clone())
}

async fn set_faults(State(shared): State<Shared>, Json(plan): Json<Plan>) -> StatusCode {
    shared.world().plan = plan;
    StatusCode::NO_CONTENT
}

/// Buttons for the failures that people ask to see.
async fn page() -> Html<&'static str> {
    Html(include_str!("page.html"))
}

#[derive(Debug, Deserialize)]
struct Part {
    newest: Option<usize>,
}

async fn log(State(shared): State<Shared>, Query(part): Query<Part>) -> Json<Vec<Entry>> {
    Json(shared.world().log.newest(part.newest.unwrap_or(usize::MAX)))
}

async fn reset(State(shared): State<Shared>) -> StatusCode {
    shared.world().forget();
    StatusCode::NO_CONTENT
}

#[derive(Debug, Deserialize)]
struct Clock {
    unix: u64,
}

async fn set_clock(State(shared): State<Shared>, Json(clock): Json<Clock>) -> StatusCode {
    shared.world().plan.clock = clock.unix;
    StatusCode::NO_CONTENT
}

#[derive(Debug, Deserialize)]
struct Latency {
    ms: u64,
}

async fn set_latency(State(shared): State<Shared>, Json(latency): Json<Latency>) -> StatusCode {
    shared.world().plan.latency_ms = latency.ms;
    StatusCode::NO_CONTENT
}
