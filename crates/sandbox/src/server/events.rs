use std::convert::Infallible;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderValue, Response, header};
use bytes::Bytes;
use futures::stream;
use tokio::sync::watch;

use super::hub::Hub;

/// A sign of life is sent when nothing happened for so long.
const HEARTBEAT: Duration = Duration::from_secs(15);

struct Listener {
    hub: Arc<Hub>,
    changes: watch::Receiver<u64>,
    /// The last event that was sent.
    last: u64,
}

/// Server-sent events after `since`, without an end. Without it, those from now on.
pub fn stream(hub: &Arc<Hub>, since: Option<u64>) -> Response<Body> {
    let changes = hub.seq.subscribe();
    let last = since.unwrap_or_else(|| hub.with(|world| world.journal.seq));
    let listener = Listener { hub: Arc::clone(hub), changes, last };
    // Something is sent at once, so that the listener knows that it listens.
    let hello = stream::once(async { Ok::<_, Infallible>(Bytes::from_static(b": here\n\n")) });
    let events = stream::unfold(listener, |mut listener| async {
        let chunk = listener.next().await;
        Some((Ok::<_, Infallible>(chunk), listener))
    });
    let mut response = Response::new(Body::from_stream(futures::StreamExt::chain(hello, events)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

impl Listener {
    async fn next(&mut self) -> Bytes {
        loop {
            self.changes.mark_unchanged();
            let text = self.fresh();
            if !text.is_empty() {
                return text.into();
            }
            match tokio::time::timeout(HEARTBEAT, self.changes.changed()).await {
                Ok(Ok(())) => {}
                Ok(Err(_)) => std::future::pending().await,
                Err(_) => return Bytes::from_static(b": still here\n\n"),
            }
        }
    }

    /// What happened since the last look, as text.
    fn fresh(&mut self) -> String {
        let last = self.last;
        let (text, newest) = self.hub.with(|world| {
            let mut text = String::new();
            for (seq, event) in world.journal.since(last) {
                // Writing into a text does not fail.
                let _ = write!(text, "id: {seq}\ndata: {}\n\n", world.event_json(*seq, event));
            }
            (text, world.journal.seq)
        });
        self.last = newest;
        text
    }
}
