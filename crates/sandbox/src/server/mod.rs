//! The world over HTTP: the Bot API, files, and the control plane, on one port.

mod bot_api;
mod control;
mod encoding;
mod events;
mod fetch;
mod hub;
mod multipart;
mod page;
mod past;
mod quiet;
mod route;
mod script;
mod webhooks;
mod wire;

use std::io;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::{TcpListener, TcpStream};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use crate::world::{Refused, World, WorldSpec};
use hub::Hub;
use past::Past;
use wire::{Cut, Wire};

/// The longest head of a request: some clients put whole messages into the address.
const MAX_HEAD: usize = 512 * 1024;

/// A running sandbox.
///
/// ```
/// # async fn example() -> std::io::Result<()> {
/// use sandbox::{Sandbox, WorldSpec};
///
/// let sandbox = Sandbox::start(WorldSpec::demo(), ([127, 0, 0, 1], 0).into()).await?;
/// let greeting = serde_json::json!({ "chat": 103, "user": 103, "text": "/start" });
/// sandbox.act("say", &greeting).expect("Anna can write");
/// let me = format!("{}/bot1000001:SANDBOX-demo-token/getMe", sandbox.api_url());
/// assert_eq!(reqwest::get(me).await.expect("it answers").status(), 200);
/// sandbox.stop().await;
/// # Ok(())
/// # }
/// # tokio::runtime::Runtime::new().unwrap().block_on(example()).unwrap();
/// ```
pub struct Sandbox {
    address: SocketAddr,
    hub: Arc<Hub>,
    stop: CancellationToken,
    tasks: TaskTracker,
}

impl Sandbox {
    /// Starts a world on an address; port 0 takes a free one. The key of the control plane is random.
    ///
    /// # Errors
    /// When the address cannot be listened on.
    pub async fn start(spec: WorldSpec, listen: SocketAddr) -> io::Result<Self> {
        Self::begin(spec, listen, None).await
    }

    /// The same, with a file that keeps what happens: a world that is started with it again goes on where it was. The
    /// spec should be the one of the first time.
    ///
    /// # Errors
    /// Also when the file cannot be read or written, or when it tells of something that this world does not allow.
    pub async fn start_with_state(spec: WorldSpec, listen: SocketAddr, state: &Path) -> io::Result<Self> {
        Self::begin(spec, listen, Some(state)).await
    }

    async fn begin(spec: WorldSpec, listen: SocketAddr, state: Option<&Path>) -> io::Result<Self> {
        let listener = TcpListener::bind(listen).await?;
        let address = listener.local_addr()?;
        let (now_ms, key) = outside();
        let start_ms = spec.now.map_or(now_ms, |seconds| seconds * 1000);
        let mut world = World::new(spec, start_ms);
        let past = state.map(|path| Past::open(path, &mut world)).transpose()?;
        let start_ms = start_ms.max(world.outside_ms());
        let hub = Arc::new(Hub::new(world, start_ms, key, past));
        let (stop, tasks) = (CancellationToken::new(), TaskTracker::new());
        for bot in hub.bots() {
            tasks.spawn(stop.clone().run_until_cancelled_owned(webhooks::deliver(Arc::clone(&hub), bot)));
        }
        let accept = accept(listener, Arc::clone(&hub), tasks.clone(), stop.clone());
        tasks.spawn(stop.clone().run_until_cancelled_owned(accept));
        Ok(Self { address, hub, stop, tasks })
    }

    /// What a bot takes for `https://api.telegram.org`; without a slash at the end.
    pub fn api_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Where the control plane is; without a slash at the end. See CONTROL.md.
    pub fn control_url(&self) -> String {
        format!("http://{}/sandbox/{}", self.address, self.hub.key)
    }

    /// The chat page, for a browser.
    pub fn page_url(&self) -> String {
        format!("{}/", self.control_url())
    }

    /// Looks at or changes the world directly; whoever waits for a change is woken.
    pub fn world<R>(&self, look: impl FnOnce(&mut World) -> R) -> R {
        self.hub.with(look)
    }

    /// Does one action of the control plane; see CONTROL.md.
    ///
    /// # Errors
    /// A sentence that says what does not fit.
    pub fn act(&self, name: &str, body: &Value) -> Result<Value, Refused> {
        self.hub.with(|world| world.act(name, body))
    }

    /// Waits until no bot has anything left to do and nothing happened for `quiet`.
    ///
    /// # Errors
    /// After `timeout`, with what was still going on.
    pub async fn quiet(
        &self,
        quiet: std::time::Duration,
        timeout: std::time::Duration,
    ) -> Result<(), String> {
        quiet::wait(&self.hub, quiet, timeout).await
    }

    /// Waits until the world shows something, looking again at every change; `None` when it does not within `timeout`.
    pub async fn until<T>(
        &self,
        timeout: std::time::Duration,
        look: impl FnMut(&mut World) -> Option<T>,
    ) -> Option<T> {
        quiet::until(&self.hub, timeout, look).await
    }

    /// Plays a script of the control plane (see CONTROL.md) and says how many steps it had.
    ///
    /// # Errors
    /// A sentence that names the step that could not be done.
    pub async fn play(&self, steps: &[Value]) -> Result<usize, Refused> {
        script::play(&self.hub, steps).await
    }

    /// Stops listening and closes every connection.
    pub async fn stop(self) {
        self.stop.cancel();
        self.tasks.close();
        self.tasks.wait().await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

/// The time of the machine, where a world's clock starts, and a secret for the control plane's address.
#[expect(
    clippy::disallowed_methods,
    reason = "the sandbox is the world outside: its clock is the one that others are handed, its secret is nobody's"
)]
fn outside() -> (i64, String) {
    (chrono::Utc::now().timestamp_millis(), format!("{:016x}", rand::random::<u64>()))
}

async fn accept(listener: TcpListener, hub: Arc<Hub>, tasks: TaskTracker, stop: CancellationToken) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                let serve = serve(stream, Arc::clone(&hub));
                tasks.spawn(stop.clone().run_until_cancelled_owned(serve));
            }
            Err(error) => {
                // Out of file handles, as a rule: others are freed in a moment.
                tracing::warn!(%error, "The sandbox cannot take a connection.");
                tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            }
        }
    }
}

/// Serves one connection until it ends or is cut.
async fn serve(stream: TcpStream, hub: Arc<Hub>) {
    let _ = stream.set_nodelay(true);
    let cut = Cut::default();
    let wire = TokioIo::new(Wire::new(stream, cut.clone()));
    let service = service_fn(|request| route::answer(request, Arc::clone(&hub), cut.clone()));
    let connection = http1::Builder::new().max_buf_size(MAX_HEAD).serve_connection(wire, service);
    tokio::select! {
        // How a connection ends is the client's affair.
        _ = connection => {}
        () = cut.asked() => {}
    }
}
