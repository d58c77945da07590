//! The HTTP side: three providers' paths and a control plane on one port.

mod control;

use std::{
    convert::Infallible,
    net::SocketAddr,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::{
    Json, Router,
    body::Body,
    extract::{Path, State},
    http::{Response, StatusCode},
    response::IntoResponse,
    routing::{get, post},
};
use bytes::Bytes;
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt;

use crate::{
    log::{Entry, Log},
    model::{self, Memory},
    plan::{Fault, Plan},
    request::{Api, Asked},
    shipment::{self, Ending, Shipment},
    wire,
};

/// How long to wait after a connection could not be taken, which mostly means that too many are open.
const BREATH: Duration = Duration::from_millis(50);

#[derive(Debug, Default)]
struct World {
    plan: Plan,
    memory: Memory,
    log: Log,
}

impl World {
    fn forget(&mut self) {
        self.memory = Memory::default();
        self.log = Log::default();
    }
}

#[derive(Debug, Clone, Default)]
struct Shared {
    world: Arc<Mutex<World>>,
    stop: CancellationToken,
}

impl Shared {
    fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A running emulator. It stops when it is dropped.
#[derive(Debug)]
pub struct Emulator {
    address: SocketAddr,
    shared: Shared,
}

impl Emulator {
    /// Listens on a free port of this machine alone.
    pub async fn start(plan: Plan) -> std::io::Result<Self> {
        Self::listen(SocketAddr::from(([127, 0, 0, 1], 0)), plan).await
    }

    /// Listens on this address.
    pub async fn listen(address: SocketAddr, plan: Plan) -> std::io::Result<Self> {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        let shared = Shared::default();
        shared.world().plan = plan;
        tokio::spawn(accept(listener, shared.clone()));
        Ok(Self { address, shared })
    }

    /// `http://127.0.0.1:PORT`, to which Anthropic's and Gemini's clients add their paths. `OpenAI`'s want `/v1` more.
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The requests since the last reset, oldest first.
    pub fn log(&self) -> Vec<Entry> {
        self.shared.world().log.entries()
    }

    /// A new plan from the next request on; what is remembered stays.
    pub fn set_faults(&self, plan: Plan) {
        self.shared.world().plan = plan;
    }

    /// Forgets requests, attempts and used tokens; the plan stays.
    pub fn reset(&self) {
        self.shared.world().forget();
    }

    /// Closes the port and every connection, stalled ones too.
    pub fn stop(&self) {
        self.shared.stop.cancel();
    }
}

impl Drop for Emulator {
    fn drop(&mut self) {
        self.stop();
    }
}

async fn accept(listener: TcpListener, shared: Shared) {
    let app = router(shared.clone());
    let work = async {
        loop {
            let Ok((socket, _)) = listener.accept().await else {
                tokio::time::sleep(BREATH).await;
                continue;
            };
            // Without this the system joins small pieces; where it cannot be set, they only travel less apart.
            let _ = socket.set_nodelay(true);
            tokio::spawn(connection(TokioIo::new(socket), app.clone(), shared.stop.clone()));
        }
    };
    shared.stop.run_until_cancelled(work).await;
}

/// Marks a response that must not be sent: the connection goes away instead.
#[derive(Debug, Clone, Copy)]
struct Dropped;

async fn connection(socket: TokioIo<tokio::net::TcpStream>, app: Router, stop: CancellationToken) {
    let service = hyper::service::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let app = app.clone();
        async move {
            let response: Result<_, Infallible> = app.oneshot(request.map(Body::new)).await;
            let response = response.unwrap_or_else(|never| match never {});
            if response.extensions().get::<Dropped>().is_some() {
                return Err(std::io::Error::other("the plan drops this connection"));
            }
            Ok(response)
        }
    });
    // The date comes from the plan's clock, so that the same requests bring the same bytes.
    let served =
        hyper::server::conn::http1::Builder::new().auto_date_header(false).serve_connection(socket, service);
    // A connection that breaks is what most plans ask for.
    let _ = stop.run_until_cancelled(served).await;
}

fn router(shared: Shared) -> Router {
    Router::new()
        .route("/chat/completions", post(openai))
        .route("/v1/chat/completions", post(openai))
        .route("/openai/deployments/{model}/chat/completions", post(azure))
        .route("/v1/messages", post(anthropic))
        .route("/v1beta/models/{call}", post(gemini))
        // The official Python client says v1 unless it is told otherwise.
        .route("/v1/models/{call}", post(gemini))
        .route("/v1/models", get(models))
        .route("/models", get(models))
        .merge(control::routes())
        .with_state(shared)
}

async fn openai(State(shared): State<Shared>, body: Bytes) -> Response<Body> {
    serve(&shared, Api::OpenAi, None, &body).await
}

async fn azure(State(shared): State<Shared>, Path(model): Path<String>, body: Bytes) -> Response<Body> {
    serve(&shared, Api::OpenAi, Some((&model, false)), &body).await
}

async fn anthropic(State(shared): State<Shared>, body: Bytes) -> Response<Body> {
    serve(&shared, Api::Anthropic, None, &body).await
}

async fn gemini(State(shared): State<Shared>, Path(call): Path<String>, body: Bytes) -> Response<Body> {
    match call.rsplit_once(':') {
        Some((model, "generateContent")) => serve(&shared, Api::Gemini, Some((model, false)), &body).await,
        Some((model, "streamGenerateContent")) => {
            serve(&shared, Api::Gemini, Some((model, true)), &body).await
        }
        _ => (StatusCode::NOT_FOUND, Json(wire::error(Api::Gemini, 404, "This method is not known.")))
            .into_response(),
    }
}

async fn serve(shared: &Shared, api: Api, path: Option<(&str, bool)>, body: &Bytes) -> Response<Body> {
    let (asked, json) = match read(api, path, body) {
        Ok(read) => read,
        Err(message) => return misunderstood(shared, (api, path), body, message),
    };
    let (shipment, latency, clock) = prepare(shared, &asked, json, body.len());
    if !latency.is_zero() {
        tokio::time::sleep(latency).await;
    }
    shipment.map_or_else(dropped, |shipment| respond(shipment, clock, shared.stop.clone()))
}

fn read(api: Api, path: Option<(&str, bool)>, body: &Bytes) -> Result<(Asked, Value), String> {
    let json: Value =
        serde_json::from_slice(body).map_err(|fault| format!("The body is not JSON: {fault}"))?;
    let (model, stream) = path.map_or((None, false), |(model, stream)| (Some(model), stream));
    Ok((Asked::read(api, model, &json, stream)?, json))
}

/// A request that no provider would take is answered as theirs, whatever the plan says, and written down.
fn misunderstood(
    shared: &Shared,
    (api, path): (Api, Option<(&str, bool)>),
    body: &Bytes,
    message: String,
) -> Response<Body> {
    let json = serde_json::from_slice(body).unwrap_or_else(|_| json!(String::from_utf8_lossy(body)));
    let model =
        path.map(|(model, _)| model).or_else(|| json.get("model")?.as_str()).unwrap_or_default().to_owned();
    let answer = (StatusCode::BAD_REQUEST, Json(wire::error(api, 400, &message))).into_response();
    let mut world = shared.world();
    world.memory.requests += 1;
    let number = world.memory.requests;
    let entry = Entry {
        number,
        api: api.name().to_owned(),
        model,
        stream: path.is_some_and(|(_, stream)| stream),
        attempt: 0,
        body: json,
        faults: Vec::new(),
        malformed: Some(message),
    };
    world.log.push(body.len(), entry);
    answer
}

/// Decides everything under the lock, so that nothing of an answer depends on timing.
fn prepare(shared: &Shared, asked: &Asked, body: Value, size: usize) -> (Option<Shipment>, Duration, u64) {
    let mut world = shared.world();
    let World { plan, memory, log } = &mut *world;
    let outcome = model::answer(plan, memory, asked, &body);
    let entry = Entry {
        number: memory.requests,
        api: asked.api.name().to_owned(),
        model: asked.model.clone(),
        stream: asked.stream,
        attempt: outcome.attempt,
        body,
        faults: outcome.struck.clone(),
        malformed: None,
    };
    log.push(size, entry);
    let shipment = match &outcome.said {
        _ if outcome.struck.contains(&Fault::Reset) => None,
        Ok(said) => Some(shipment::ship(said, asked, &outcome.struck)),
        Err(refusal) => Some(shipment::refuse(plan, asked, refusal, &outcome.struck)),
    };
    (shipment, Duration::from_millis(plan.latency_ms), plan.clock)
}

fn dropped() -> Response<Body> {
    let mut response = Response::new(Body::empty());
    response.extensions_mut().insert(Dropped);
    response
}

fn respond(shipment: Shipment, clock: u64, stop: CancellationToken) -> Response<Body> {
    let mut head = Response::builder().status(shipment.status).header("date", shipment::date(clock));
    for (name, value) in &shipment.headers {
        head = head.header(*name, value);
    }
    let whole = shipment.end == Ending::Whole && shipment.pause.is_zero() && shipment.pieces.len() == 1;
    let body =
        if whole { Body::from(shipment.pieces.concat()) } else { Body::from_stream(travel(shipment, stop)) };
    head.body(body).unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
}

fn travel(
    shipment: Shipment,
    stop: CancellationToken,
) -> impl futures::Stream<Item = std::io::Result<Bytes>> {
    let Shipment { pieces, pause, end, .. } = shipment;
    futures::stream::unfold((pieces.into_iter(), stop, false), move |(mut pieces, stop, over)| async move {
        if pause.is_zero() {
            // Lets what was written go out, so that each piece travels alone.
            tokio::task::yield_now().await;
        } else {
            tokio::time::sleep(pause).await;
        }
        if let Some(piece) = pieces.next() {
            return Some((Ok(piece), (pieces, stop, false)));
        }
        if over || end == Ending::Whole {
            return None;
        }
        if end == Ending::Stall {
            stop.cancelled().await;
        }
        Some((Err(std::io::Error::other("the plan cuts this body")), (pieces, stop, true)))
    })
}

async fn models(State(shared): State<Shared>) -> Json<Value> {
    let clock = shared.world().plan.clock;
    Json(json!({"object": "list", "data": [
        {"id": "emulator-1", "object": "model", "created": clock, "owned_by": "emulator"},
    ]}))
}
