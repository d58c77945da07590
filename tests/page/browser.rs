//! Chromium, and the demo it looks at.

use std::io::{BufRead, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::elements::Element;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::json;

/// How long a person would look before they believe that nothing comes.
const PATIENCE: Duration = Duration::from_secs(30);

/// `quartermaster demo`.
pub struct Demo {
    pub url: String,
    program: Child,
}

impl Demo {
    pub fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quartermaster"));
        let mut program = command
            .args(["demo", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the demo starts");
        let said = BufReader::new(program.stdout.take().expect("its words")).lines().map_while(Result::ok);
        let url = said
            .flat_map(|line| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>())
            .find(|word| word.starts_with("http"));
        Self { url: url.expect("the demo prints its address"), program }
    }

    pub fn ends_within(&mut self, time: Duration) -> bool {
        let asked =
            Command::new("kill").args(["-INT", &self.program.id().to_string()]).status().expect("kill runs");
        let until = Instant::now() + time;
        while asked.success() && Instant::now() < until {
            if let Ok(Some(status)) = self.program.try_wait() {
                return status.success();
            }
            std::thread::yield_now();
        }
        false
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// A browser with one page open.
pub struct Browser {
    client: Client,
    driver: Child,
    port: u16,
    url: String,
    profile: tempfile::TempDir,
}

impl Browser {
    pub async fn open(url: &str) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").and_then(|l| l.local_addr()).expect("a free port").port();
        let driver = Command::new("chromedriver")
            .arg(format!("--port={port}"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let driver = driver.expect("chromedriver is there (scripts/test installs chromium-driver)");
        let profile = tempfile::tempdir().expect("a profile");
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--force-prefers-reduced-motion",
            "--window-size=1400,900",
            "--lang=en",
        ];
        let mut arguments: Vec<String> = arguments.map(str::to_owned).to_vec();
        arguments.push(format!("--user-data-dir={}", profile.path().display()));
        let capabilities =
            json!({ "goog:chromeOptions": { "args": arguments } }).as_object().cloned().expect("an object");
        let until = Instant::now() + PATIENCE;
        let client = loop {
            match ClientBuilder::new(hyper_util_connector())
                .capabilities(capabilities.clone())
                .connect(&format!("http://127.0.0.1:{port}"))
                .await
            {
                Ok(client) => break client,
                Err(error) => assert!(Instant::now() < until, "Chromium does not start: {error}"),
            }
        };
        Self { client, driver, port, url: url.to_owned(), profile }
    }

    /// Opens a chat of the page by its address.
    pub async fn visit(&self, chat: &str) {
        self.client.goto(&format!("{}#{chat}", self.url)).await.expect("the page opens");
        self.find(Locator::Css("[data-test=composer]")).await;
    }

    /// Opens a chat anew in a window of this width, in light or dark.
    pub async fn visit_as(&self, chat: &str, theme: &str, width: u32) {
        self.client.set_window_size(width, 900).await.expect("the window has a size");
        self.client.goto(&format!("{}#{chat}&theme={theme}", self.url)).await.expect("the page opens");
        // The theme is chosen before the page is drawn.
        self.client.refresh().await.expect("the page opens again");
        self.find(Locator::Css(&format!("[data-theme={theme}]"))).await;
    }

    pub async fn says(&self, text: &str) {
        let field = self.find(Locator::Css("[data-test=composer]")).await;
        field.send_keys(text).await.expect("the field takes words");
        self.find(Locator::Css("[data-test=send]")).await.click().await.expect("it is sent");
    }

    /// Waits until the conversation shows these words.
    pub async fn sees(&self, words: &str) {
        let path = format!("//*[@data-test='messages']//*[contains(normalize-space(.), \"{words}\")]");
        self.find(Locator::XPath(&path)).await;
    }

    pub async fn sees_button(&self, label: &str) {
        self.button(label).await;
    }

    /// Presses the newest button with this label.
    pub async fn presses(&self, label: &str) {
        self.button(label).await.click().await.expect("the button can be pressed");
    }

    async fn button(&self, label: &str) -> Element {
        let path = format!("(//*[@data-test='inline-button'][contains(., \"{label}\")])[last()]");
        self.find(Locator::XPath(&path)).await
    }

    pub async fn sends_file(&self, name: &str, bytes: &[u8]) {
        let path: PathBuf = self.profile.path().join(name);
        std::fs::write(&path, bytes).expect("the file is written");
        let input =
            self.client.find(Locator::Css("[data-test=file-input]")).await.expect("a place for files");
        input.send_keys(&path.display().to_string()).await.expect("the file is taken");
        self.find(Locator::Css("[data-test=send]")).await.click().await.expect("it is sent");
    }

    /// What a file on the page holds, fetched from where its link leads.
    pub async fn fetches(&self, name: &str) -> Vec<u8> {
        let link = self.find(Locator::XPath(&format!("//a[@download=\"{name}\"]"))).await;
        let address = link.prop("href").await.expect("the link can be read").expect("it leads somewhere");
        reqwest::get(address).await.expect("an answer").bytes().await.expect("all of it").into()
    }

    /// Takes a picture into the target folder; into the repository when it is asked for, so that a test run changes nothing.
    pub async fn picture(&self, name: &str) {
        let png = self.client.screenshot().await.expect("a picture");
        assert!(png.len() > 20_000, "the picture is all but empty");
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let keep = std::env::var_os("QUARTERMASTER_TEST_PICTURES").is_some();
        let path = if keep { root.join(name) } else { root.join("target").join(name.replace('/', "-")) };
        std::fs::write(path, png).expect("the picture is kept");
    }

    pub async fn close(self) {
        self.client.clone().close().await.expect("the browser closes");
    }

    async fn find(&self, what: Locator<'_>) -> Element {
        match self.client.wait().at_most(PATIENCE).for_element(what).await {
            Ok(element) => element,
            Err(error) => panic!("{what:?} is not on the page ({error}). It shows:\n{}", self.words().await),
        }
    }

    async fn words(&self) -> String {
        match self.client.find(Locator::Css("body")).await {
            Ok(body) => body.text().await.unwrap_or_default(),
            Err(error) => error.to_string(),
        }
    }
}

/// Plain HTTP: the driver is on this machine.
fn hyper_util_connector() -> hyper_util::client::legacy::connect::HttpConnector {
    hyper_util::client::legacy::connect::HttpConnector::new()
}

impl Drop for Browser {
    fn drop(&mut self) {
        // A driver that is killed leaves its browser behind; asked to go, it takes it along.
        if let Ok(mut driver) = TcpStream::connect(("127.0.0.1", self.port)) {
            let _ = driver.set_read_timeout(Some(Duration::from_secs(5)));
            let _ = driver.write_all(b"GET /shutdown HTTP/1.1\r\nHost: localhost\r\n\r\n");
            let _ = driver.read(&mut [0; 512]);
            let until = Instant::now() + Duration::from_secs(5);
            while Instant::now() < until && matches!(self.driver.try_wait(), Ok(None)) {
                std::thread::yield_now();
            }
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
