//! A client of the Bot API. It knows addresses, bodies and errors; what is said to whom is decided elsewhere.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use futures::StreamExt;
use kit::Attached;
use reqwest::multipart::{Form, Part};
use reqwest::{Client, RequestBuilder, Url};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::error::{ApiError, Class, Parameters};

/// How long an answer to a call without a file may take.
const CALL: Duration = Duration::from_secs(30);

/// The slowest line a file is sent or fetched over, in bytes a second.
const SLOWEST: u64 = 64 * 1024;

/// How much longer than Telegram promised to keep a long poll open it may take until the answer is here.
const POLL_GRACE: Duration = Duration::from_secs(15);

/// The bot's password. It is part of every address, so no address is ever shown, and neither is this.
#[derive(Clone)]
pub struct Token(String);

impl Token {
    pub fn new(token: impl Into<String>) -> Self {
        Self(token.into())
    }

    /// The bot's own number: the part before the colon.
    pub fn bot(&self) -> Option<kit::UserId> {
        self.0.split_once(':')?.0.parse().ok().map(kit::UserId)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// The Bot API of one bot. Cloning it is cheap and shares the connections.
#[derive(Clone)]
pub struct Api {
    base: Url,
    token: Token,
    calls: Client,
    polls: Client,
}

impl fmt::Debug for Api {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Api").field("base", &self.base.as_str()).finish_non_exhaustive()
    }
}

/// A file to send along.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The parameter it is: `document`, `photo`.
    pub field: &'static str,
    pub name: String,
    pub bytes: Bytes,
}

/// Quick to give up connecting, slow to give up waiting (each call says how long), and never following a redirect, which
/// would carry the token elsewhere.
fn client(base: &Url) -> Result<Client, ApiError> {
    let builder = Client::builder()
        .connect_timeout(Duration::from_secs(5))
        .tcp_nodelay(true)
        .tcp_keepalive(Duration::from_secs(30))
        .pool_idle_timeout(Duration::from_secs(90))
        .pool_max_idle_per_host(512)
        .redirect(reqwest::redirect::Policy::none());
    // A proxy leads out of this machine, where nobody knows a server on it.
    let builder = if is_local(base) { builder.no_proxy() } else { builder };
    builder.build().map_err(ApiError::connection)
}

fn is_local(url: &Url) -> bool {
    url.host_str().is_some_and(|host| host == "localhost" || host == "[::1]" || host.starts_with("127."))
}

#[derive(Deserialize)]
struct Answer<'a> {
    ok: bool,
    #[serde(borrow)]
    result: Option<&'a RawValue>,
    #[serde(default)]
    error_code: u16,
    #[serde(default)]
    description: String,
    #[serde(default)]
    parameters: Parameters,
}

impl Api {
    /// `base_url` is where the server is, such as `https://api.telegram.org`.
    pub fn new(base_url: &str, token: Token) -> Result<Self, ApiError> {
        let base =
            Url::parse(base_url).map_err(|_| ApiError::ours("the address of the Bot API cannot be read"))?;
        let plain =
            matches!(base.scheme(), "http" | "https") && base.query().is_none() && base.fragment().is_none();
        if !plain {
            return Err(ApiError::ours("the address of the Bot API must be a plain http or https address"));
        }
        let (calls, polls) = (client(&base)?, client(&base)?);
        Ok(Self { base, token, calls, polls })
    }

    /// The bot's own number.
    pub fn bot(&self) -> Option<kit::UserId> {
        self.token.bot()
    }

    /// Calls a method with a JSON body.
    pub async fn call<T: DeserializeOwned>(
        &self,
        method: &str,
        body: &impl Serialize,
    ) -> Result<T, ApiError> {
        let request = self.calls.post(self.method(method)?).json(body).timeout(CALL);
        read(&answer(request).await?)
    }

    /// Calls a method with a file. `fields` are the other parameters; what is no string is sent as JSON text.
    pub async fn call_with_file<T: DeserializeOwned>(
        &self,
        method: &str,
        fields: &Map<String, Value>,
        file: &Upload,
    ) -> Result<T, ApiError> {
        let mut form = Form::new();
        for (name, value) in fields {
            let text = value.as_str().map_or_else(|| value.to_string(), ToOwned::to_owned);
            form = form.text(name.clone(), text);
        }
        let size = u64::try_from(file.bytes.len()).unwrap_or(u64::MAX);
        let part = Part::stream_with_length(file.bytes.clone(), size).file_name(file.name.clone());
        let form = form.part(file.field, part);
        let request = self.calls.post(self.method(method)?).multipart(form).timeout(patience(size));
        read(&answer(request).await?)
    }

    /// Waits for updates; each comes as the text Telegram sent. `wait` is how long Telegram is to keep the call open.
    pub async fn get_updates_raw(
        &self,
        offset: Option<i64>,
        wait: Duration,
        allowed: &[&str],
    ) -> Result<Vec<Box<RawValue>>, ApiError> {
        #[derive(Serialize)]
        struct Ask<'a> {
            #[serde(skip_serializing_if = "Option::is_none")]
            offset: Option<i64>,
            limit: u8,
            timeout: u64,
            allowed_updates: &'a [&'a str],
        }
        let ask = Ask { offset, limit: 100, timeout: wait.as_secs(), allowed_updates: allowed };
        let request = self.polls.post(self.method("getUpdates")?).json(&ask).timeout(wait + POLL_GRACE);
        read(&answer(request).await?)
    }

    /// Fetches a file that somebody sent. More than `most` bytes are not taken into memory.
    pub async fn download(&self, file_id: &str, most: u64) -> Result<Vec<u8>, ApiError> {
        #[derive(Deserialize)]
        struct Lies {
            file_path: Option<String>,
            file_size: Option<u64>,
        }
        let too_big = || ApiError::ours("the file is larger than allowed");
        let lies: Lies = self.call("getFile", &serde_json::json!({ "file_id": file_id })).await?;
        let path =
            lies.file_path.ok_or_else(|| ApiError::ours("Telegram did not say where the file lies"))?;
        if lies.file_size.is_some_and(|size| size > most) {
            return Err(too_big());
        }
        let request = self.calls.get(self.file(&path)?).timeout(patience(most));
        let response = request.send().await.map_err(ApiError::connection)?;
        if !response.status().is_success() {
            let code = response.status().as_u16();
            return Err(ApiError::answered(code, "the file cannot be fetched", Parameters::default()));
        }
        let mut bytes = Vec::new();
        let mut body = response.bytes_stream();
        while let Some(piece) = body.next().await {
            let piece = piece.map_err(ApiError::connection)?;
            if bytes.len() as u64 + piece.len() as u64 > most {
                return Err(too_big());
            }
            bytes.extend_from_slice(&piece);
        }
        Ok(bytes)
    }

    fn method(&self, method: &str) -> Result<Url, ApiError> {
        self.address([self.bot_segment().as_str(), method])
    }

    /// Each piece of the path is escaped, so that no name a server thinks up leads to another place.
    fn file(&self, path: &str) -> Result<Url, ApiError> {
        let bot = self.bot_segment();
        let pieces = path.split('/').filter(|piece| !piece.is_empty());
        self.address(["file", bot.as_str()].into_iter().chain(pieces))
    }

    fn bot_segment(&self) -> String {
        format!("bot{}", self.token.0)
    }

    fn address<'a>(&self, pieces: impl IntoIterator<Item = &'a str>) -> Result<Url, ApiError> {
        let mut url = self.base.clone();
        url.path_segments_mut()
            .map_err(|()| ApiError::ours("the address of the Bot API has no path"))?
            .pop_if_empty()
            .extend(pieces);
        Ok(url)
    }
}

/// How long so many bytes may take.
fn patience(bytes: u64) -> Duration {
    CALL + Duration::from_secs(bytes / SLOWEST)
}

/// Sends it and takes the whole answer, whatever it is.
async fn answer(request: RequestBuilder) -> Result<(u16, Bytes), ApiError> {
    let response = request.send().await.map_err(ApiError::connection)?;
    let status = response.status().as_u16();
    match response.bytes().await {
        Ok(body) => Ok((status, body)),
        // The status alone tells enough: a gateway that breaks off its error page did nothing.
        Err(_) if status >= 500 => Ok((status, Bytes::new())),
        Err(error) => Err(ApiError::connection(error)),
    }
}

fn read<T: DeserializeOwned>((status, body): &(u16, Bytes)) -> Result<T, ApiError> {
    let Ok(answer) = serde_json::from_slice::<Answer<'_>>(body) else {
        return Err(unreadable(*status));
    };
    if !answer.ok {
        let code = if answer.error_code == 0 { *status } else { answer.error_code };
        return Err(ApiError::answered(code, answer.description, answer.parameters));
    }
    let result = answer.result.map_or("null", RawValue::get);
    serde_json::from_str(result).map_err(|error| {
        // The deed is done; only its description is not what we know.
        ApiError::ours(format!("the answer has another shape than expected: {error}"))
    })
}

/// An answer that is no JSON: from a gateway on the way, or cut off after the deed was done.
fn unreadable(status: u16) -> ApiError {
    let description = "the answer is not readable";
    if (200..300).contains(&status) {
        return ApiError { class: Class::Ambiguous, code: status, description: description.to_owned() };
    }
    ApiError::answered(status, description, Parameters::default())
}

#[async_trait::async_trait]
impl kit::Files for Api {
    async fn fetch(&self, file: &Attached, most: u64) -> anyhow::Result<Vec<u8>> {
        Ok(self.download(&file.id, most).await?)
    }
}

#[cfg(test)]
mod tests;
