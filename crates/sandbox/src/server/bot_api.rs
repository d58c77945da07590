use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{Response, header};
use tokio::time::Instant;

use super::encoding::{Decoded, decode, inflate};
use super::fetch;
use super::hub::Hub;
use super::route::{MAX_BODY, json, render};
use super::wire::Cut;
use crate::world::{Answer, CallRecord, Fail, Fault, FaultKind, Outcome, Wait, World, unknown};

/// A call of the Bot API.
pub struct Call<'a> {
    pub token: String,
    pub method: String,
    pub head: &'a Parts,
    pub body: bytes::Bytes,
}

/// What a proxy says when Telegram is away.
const BAD_GATEWAY: &str = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad \
                           Gateway</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n";

/// The longest value that is written down of a call, in bytes.
const MAX_NOTED: usize = 8 << 10;

/// What came of the first look: the world is asked and the call written down under one lock.
enum First {
    Done(Answer),
    Waits(Wait, Box<CallRecord>),
    Fault(Box<Fault>, Decoded),
}

/// Answers a call: meets the planned faults, asks the world, waits where it says so, and writes the call down.
pub async fn answer(hub: &Arc<Hub>, call: Call<'_>, cut: &Cut) -> Response<Body> {
    let flight = hub.flight();
    let started = Instant::now();
    let text = |name| call.head.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let query = call.head.uri.query().unwrap_or_default();
    let decoded = inflate(text(header::CONTENT_ENCODING), call.body.clone(), MAX_BODY)
        .and_then(|body| decode(query, text(header::CONTENT_TYPE), &body));
    let mut decoded = match decoded {
        Ok(decoded) => decoded,
        Err(fail) => return render(&fail.into()),
    };
    let known = || hub.with(|world| world.bot_of(&call.token).is_ok());
    fetch::complete(&mut decoded.params, known).await;
    let method =
        if call.method.is_empty() { decoded.params.get("method").to_owned() } else { call.method.clone() };
    let chat = decoded.params.long("chat_id");
    let first = hub.with(|world| match world.meet_fault(&method, chat) {
        Some(fault) => First::Fault(Box::new(fault), decoded),
        None => ask(world, &call.token, &method, decoded, started),
    });
    match first {
        First::Done(answer) => {
            keep_back(&answer).await;
            render(&answer)
        }
        First::Waits(wait, record) => {
            drop(flight);
            let answer = poll(hub, wait, record).await;
            keep_back(&answer).await;
            render(&answer)
        }
        First::Fault(fault, decoded) => {
            let struck = Struck { token: &call.token, method: &method, decoded, started };
            strike(hub, &fault, struck, cut).await
        }
    }
}

async fn keep_back(answer: &Answer) {
    if answer.delay_ms > 0 {
        tokio::time::sleep(Duration::from_millis(answer.delay_ms)).await;
    }
}

fn ask(world: &mut World, token: &str, method: &str, decoded: Decoded, started: Instant) -> First {
    let outcome = world.call(token, method, &decoded.params);
    let mut record = note(world, token, method, decoded);
    match outcome {
        Outcome::Answer(answer) => {
            finish(world, &mut record, &answer, started.elapsed());
            First::Done(answer)
        }
        Outcome::Wait(wait) => First::Waits(wait, Box::new(record)),
    }
}

/// The record of a call without its answer.
fn note(world: &World, token: &str, method: &str, decoded: Decoded) -> CallRecord {
    let mut args = decoded.params.into_args();
    let warning = unknown(method, args.iter().map(|(name, _)| name.as_str()));
    for (_, value) in &mut args {
        if value.len() > MAX_NOTED {
            let cut = (0..=MAX_NOTED).rev().find(|at| value.is_char_boundary(*at)).unwrap_or(0);
            value.truncate(cut);
            value.push('…');
        }
    }
    let bot = world.bot_of(token).unwrap_or(0);
    CallRecord {
        at: world.now(),
        bot,
        method: method.to_owned(),
        params: args,
        encoding: decoded.encoding,
        warning,
        ..CallRecord::default()
    }
}

fn finish(world: &mut World, record: &mut CallRecord, answer: &Answer, took: Duration) {
    record.status = answer.status;
    record.ok = answer.status == 200;
    record.error = answer.error();
    record.ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    world.journal.record(std::mem::take(record));
}

/// Forgets a long poll whose client goes away before it has its answer.
struct Poll<'a> {
    hub: &'a Hub,
    wait: Wait,
    open: bool,
}

impl Drop for Poll<'_> {
    fn drop(&mut self) {
        if self.open {
            let wait = self.wait;
            self.hub.with(|world| world.abandon(&wait));
        }
    }
}

async fn poll(hub: &Hub, wait: Wait, mut record: Box<CallRecord>) -> Answer {
    let mut guard = Poll { hub, wait, open: true };
    let started = Instant::now();
    let mut changes = hub.changes(wait.bot);
    let left = hub.with(|world| u64::try_from(wait.until_ms - world.now_ms()).unwrap_or(0));
    let deadline = started + Duration::from_millis(left);
    let mut over = false;
    loop {
        let outcome = hub.with(|world| {
            let outcome = world.resume(&wait, over);
            if let Outcome::Answer(answer) = &outcome {
                finish(world, &mut record, answer, started.elapsed());
            }
            outcome
        });
        if let Outcome::Answer(answer) = outcome {
            guard.open = false;
            return answer;
        }
        tokio::select! {
            _ = changes.changed() => {}
            () = tokio::time::sleep_until(deadline) => over = true,
        }
    }
}

/// A call that a fault hit.
struct Struck<'a> {
    token: &'a str,
    method: &'a str,
    decoded: Decoded,
    started: Instant,
}

async fn strike(hub: &Arc<Hub>, fault: &Fault, call: Struck<'_>, cut: &Cut) -> Response<Body> {
    let pause = fault.ms.map(Duration::from_millis);
    match fault.kind {
        FaultKind::Status => {
            let status = fault.status.unwrap_or(if fault.retry_after.is_some() { 429 } else { 500 });
            let mut fail = match (status, &fault.description) {
                (_, Some(text)) => Fail::new(status, text.clone()),
                (429, None) => Fail::too_many(fault.retry_after.unwrap_or(1)),
                (_, None) => Fail::new(status, "Internal Server Error: SANDBOX fault"),
            };
            fail.retry_after = fail.retry_after.or(fault.retry_after);
            let answer = Answer::from(fail);
            hub.with(|world| {
                let mut record = note(world, call.token, call.method, call.decoded);
                finish(world, &mut record, &answer, call.started.elapsed());
            });
            render(&answer)
        }
        FaultKind::Latency => {
            tokio::time::sleep(pause.unwrap_or_default()).await;
            render(&process(hub, call).await)
        }
        FaultKind::Hang => {
            lost(hub, call, "the call hangs");
            match pause {
                Some(pause) => tokio::time::sleep(pause).await,
                None => std::future::pending().await,
            }
            cut.cut().await
        }
        FaultKind::CutBefore => {
            lost(hub, call, "the connection was cut before processing");
            cut.cut().await
        }
        FaultKind::CutAfter => {
            process(hub, call).await;
            cut.cut().await
        }
        FaultKind::Truncate => {
            let mut answer = process(hub, call).await;
            let half = (0..=answer.body.len() / 2).rev().find(|at| answer.body.is_char_boundary(*at));
            answer.body.truncate(half.unwrap_or(0));
            render(&answer)
        }
        FaultKind::BadGateway => {
            lost(hub, call, "502 Bad Gateway");
            let mut response = json(502, BAD_GATEWAY);
            let html = axum::http::HeaderValue::from_static("text/html");
            response.headers_mut().insert(header::CONTENT_TYPE, html);
            response
        }
    }
}

async fn process(hub: &Arc<Hub>, call: Struck<'_>) -> Answer {
    let Struck { token, method, decoded, started } = call;
    match hub.with(|world| ask(world, token, method, decoded, started)) {
        First::Done(answer) => answer,
        First::Waits(wait, record) => poll(hub, wait, record).await,
        // A fault is met once a call, before this.
        First::Fault(..) => Fail::new(500, "Internal Server Error").into(),
    }
}

/// Writes down a call that the world never saw.
fn lost(hub: &Hub, call: Struck<'_>, why: &str) {
    hub.with(|world| {
        let mut record = note(world, call.token, call.method, call.decoded);
        record.error = Some(format!("SANDBOX: {why}"));
        world.journal.record(record);
    });
}
