//! One call: sent, listened to, and judged.

use std::time::Duration;

use bytes::Bytes;
use futures::StreamExt;
use reqwest::Response;
use reqwest::header::CONTENT_ENCODING;
use tokio::time::{Instant, timeout};

use crate::client::Ending;
use crate::fault::{Class, Fault, Refusal, shorten};
use crate::read::{Piece, Reader};
use crate::retry::asked_wait;
use crate::sse::Splitter;
use crate::wire::{Delta, Figures, Finish, Outgoing, deltas};
use crate::{Provider, Surroundings};

/// An error body longer than this says nothing more, bytes.
const ERROR_BODY: usize = 64 << 10;
/// An event's frame is many times longer than the few letters it carries.
const FRAMES: usize = 64;

/// What a call needs besides the request.
pub(crate) struct Line<'a> {
    pub http: &'a reqwest::Client,
    pub provider: &'a Provider,
    pub surroundings: &'a Surroundings,
}

/// What became of a call that brought something.
#[derive(Debug)]
pub(crate) struct Heard {
    pub ending: Ending,
    pub figures: Figures,
    /// The model thought before it wrote.
    pub thought: bool,
    /// How much it wrote, bytes.
    pub written: usize,
}

/// What became of one that did not.
#[derive(Debug)]
pub(crate) struct Failure {
    pub fault: Fault,
    pub class: Class,
    /// The server may have worked, and charged, for it.
    pub billed: bool,
}

impl Failure {
    fn lost(fault: Fault, billed: bool) -> Self {
        Self { fault, class: Class::Unavailable, billed }
    }
}

impl Line<'_> {
    /// Sends a request and reads the answer into `reader`; finished texts go to `on` at once.
    pub async fn call(
        &self,
        outgoing: Outgoing,
        reader: &mut Reader,
        on: &mut (dyn FnMut(Piece) + Send),
    ) -> Result<Heard, Failure> {
        let deadline = Instant::now() + self.provider.limits.total();
        let response = self.send(outgoing).await?;
        let status = response.status();
        if !status.is_success() {
            return Err(self.refused(response).await);
        }
        if let Some(encoding) =
            response.headers().get(CONTENT_ENCODING).filter(|encoding| *encoding != "identity")
        {
            let fault = Fault::Garbled(format!("it is encoded as {encoding:?}, which was not asked for"));
            return Err(Failure::lost(fault, true));
        }
        let mut hearing = Hearing::new(self, reader, on);
        let mut stream = response.bytes_stream();
        let heard = loop {
            let idle = self.provider.limits.idle().min(hearing.patience());
            let patience = idle.min(deadline.saturating_duration_since(Instant::now()));
            let chunk = match timeout(patience, stream.next()).await {
                Ok(Some(Ok(chunk))) => chunk,
                Ok(None) => break hearing.ended(),
                Ok(Some(Err(error))) => break hearing.broke(connection(error)),
                Err(_) => break hearing.broke(Fault::Timeout("the answer")),
            };
            match hearing.hear(&chunk) {
                Ok(None) => {}
                Ok(Some(ending)) => break Ok(ending),
                Err(failure) => break hearing.failed(failure),
            }
        };
        let ending = heard?;
        hearing.close(&ending);
        Ok(Heard { ending, figures: hearing.figures, thought: hearing.thought, written: hearing.written })
    }

    async fn send(&self, outgoing: Outgoing) -> Result<Response, Failure> {
        let mut request = self.http.post(&outgoing.url).json(&outgoing.body);
        for (name, value) in outgoing.headers {
            request = request.header(name, value);
        }
        match timeout(self.provider.limits.first_byte(), request.send()).await {
            Ok(Ok(response)) => Ok(response),
            Ok(Err(error)) if error.is_builder() => {
                let fault = Fault::Refused {
                    status: 0,
                    message: "the address or the key has a form that cannot be sent".into(),
                };
                Err(Failure { fault, class: Class::Refused, billed: false })
            }
            Ok(Err(error)) => Err(Failure::lost(connection(error), false)),
            Err(_) => Err(Failure::lost(Fault::Timeout("the beginning of the answer"), true)),
        }
    }

    async fn refused(&self, response: Response) -> Failure {
        let status = response.status().as_u16();
        let asked = asked_wait(response.headers(), self.surroundings.now());
        let body = some_of(response, self.provider.limits.idle()).await;
        let mut refusal = Refusal::read(status, &body);
        refusal.retry_after = asked.or(refusal.retry_after);
        self.judged(refusal)
    }

    /// What is not understood is quoted, and whoever echoes a request may echo the key.
    fn garbled(&self, fault: Fault) -> Failure {
        let fault = match fault {
            Fault::Garbled(said) => Fault::Garbled(self.provider.key.redact(&said)),
            other => other,
        };
        Failure::lost(fault, true)
    }

    fn judged(&self, mut refusal: Refusal) -> Failure {
        let class = refusal.class();
        refusal.message = self.provider.key.redact(&refusal.message);
        Failure { fault: refusal.fault(), class, billed: false }
    }
}

/// The beginning of a body, as far as it comes.
async fn some_of(response: Response, idle: Duration) -> Vec<u8> {
    let mut body = Vec::new();
    let mut stream = response.bytes_stream();
    while let Ok(Some(Ok(chunk))) = timeout(idle, stream.next()).await {
        body.extend_from_slice(&chunk);
        if body.len() >= ERROR_BODY {
            break;
        }
    }
    body
}

/// The chain of causes in words, without the address: it may hold a password.
fn connection(error: reqwest::Error) -> Fault {
    if error.is_timeout() {
        return Fault::Timeout("the connection");
    }
    let error = error.without_url();
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(inner) = cause {
        text = inner.to_string();
        cause = inner.source();
    }
    Fault::Connection(shorten(&text))
}

/// An answer that is being listened to.
struct Hearing<'a> {
    line: &'a Line<'a>,
    reader: &'a mut Reader,
    on: &'a mut (dyn FnMut(Piece) + Send),
    form: Form,
    figures: Figures,
    thought: bool,
    written: usize,
    received: usize,
    finish: Option<Finish>,
    refusal: String,
    over: bool,
}

/// Whether a server streams shows in the first byte of what it sends; what it says about that is not always true.
enum Form {
    Unknown,
    Stream(Splitter),
    Whole(Vec<u8>),
}

impl<'a> Hearing<'a> {
    fn new(line: &'a Line<'a>, reader: &'a mut Reader, on: &'a mut (dyn FnMut(Piece) + Send)) -> Self {
        Self {
            line,
            reader,
            on,
            form: Form::Unknown,
            figures: Figures::default(),
            thought: false,
            written: 0,
            received: 0,
            finish: None,
            refusal: String::new(),
            over: false,
        }
    }

    /// After the answer has ended only figures can follow, and those are not waited for long.
    fn patience(&self) -> Duration {
        if self.finish.is_some() { Duration::from_secs(2) } else { Duration::MAX }
    }

    /// Takes what came; an ending when nothing more need come.
    fn hear(&mut self, chunk: &Bytes) -> Result<Option<Ending>, Failure> {
        self.received += chunk.len();
        if self.received > self.line.provider.limits.answer_bytes.saturating_mul(FRAMES) {
            return Ok(Some(Ending::RanAway));
        }
        let mut chunk: &[u8] = chunk;
        if matches!(self.form, Form::Unknown) {
            chunk = chunk.trim_ascii_start();
            match chunk.first() {
                None => return Ok(None),
                Some(b'{' | b'[') => self.form = Form::Whole(Vec::new()),
                Some(b'<') => {
                    let page = self.line.provider.key.redact(&shorten(&String::from_utf8_lossy(chunk)));
                    return Err(Failure::lost(Fault::Garbled(page), false));
                }
                Some(_) => self.form = Form::Stream(Splitter::default()),
            }
        }
        let most = self.line.provider.limits.answer_bytes;
        let (events, held) = match &mut self.form {
            Form::Stream(splitter) => (splitter.push(chunk), splitter.held()),
            Form::Whole(body) => {
                body.extend_from_slice(chunk);
                (Vec::new(), body.len())
            }
            Form::Unknown => (Vec::new(), 0),
        };
        if held > most {
            return Ok(Some(Ending::RanAway));
        }
        for event in events {
            self.take(&event.data)?;
            if self.reader.runs_away() || self.written > most {
                return Ok(Some(Ending::RanAway));
            }
        }
        Ok(if self.over { Some(self.ending()) } else { None })
    }

    fn take(&mut self, data: &str) -> Result<(), Failure> {
        let news = deltas(&self.line.provider.kind, data).map_err(|fault| self.line.garbled(fault))?;
        for delta in news {
            match delta {
                Delta::Text(text) => {
                    self.written += text.len();
                    self.reader.push(&text).into_iter().for_each(&mut *self.on);
                }
                Delta::Thought => self.thought = true,
                Delta::Refusal(text) => self.refusal.push_str(&text),
                Delta::Finish(finish) => self.finish = Some(finish),
                Delta::Usage(figures) => self.figures.update(figures),
                Delta::Fault(refusal) => return Err(self.line.judged(refusal)),
                Delta::End => self.over = true,
            }
        }
        Ok(())
    }

    /// The connection was closed in good order, which does not say that the answer is whole.
    fn ended(&mut self) -> Result<Ending, Failure> {
        let rest = match &mut self.form {
            Form::Unknown => None,
            Form::Stream(splitter) => splitter.finish().map(|event| event.data),
            Form::Whole(body) => Some(String::from_utf8_lossy(&std::mem::take(body)).into_owned()),
        };
        if let Some(rest) = rest
            && let Err(failure) = self.take(&rest)
        {
            return self.failed(failure);
        }
        if self.over || self.finish.is_some() || !self.refusal.is_empty() {
            return Ok(self.ending());
        }
        self.broke(Fault::Connection("the answer ended before it was complete".into()))
    }

    fn ending(&self) -> Ending {
        if !self.refusal.is_empty() {
            return Ending::Refused(shorten(&self.refusal));
        }
        match self.finish {
            Some(Finish::Length) => Ending::Length,
            Some(Finish::Filtered) => Ending::Filtered,
            Some(Finish::Refused) => Ending::Refused("the model refused".into()),
            Some(Finish::Stop) | None => Ending::Complete,
        }
    }

    fn broke(&mut self, fault: Fault) -> Result<Ending, Failure> {
        self.failed(Failure::lost(fault, self.written > 0))
    }

    /// What has closed before a break is kept; without any of it the call is as good as never made.
    fn failed(&mut self, failure: Failure) -> Result<Ending, Failure> {
        if self.finish.is_some() {
            return Ok(self.ending());
        }
        self.reader.finish(false).into_iter().for_each(&mut *self.on);
        if self.reader.closed() == 0 {
            return Err(Failure { billed: failure.billed || self.written > 0, ..failure });
        }
        Ok(Ending::Cut(failure.fault))
    }

    fn close(&mut self, ending: &Ending) {
        self.reader.finish(*ending == Ending::Complete).into_iter().for_each(&mut *self.on);
    }
}
