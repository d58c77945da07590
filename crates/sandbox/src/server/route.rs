use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{HeaderValue, Method, Request, Response, StatusCode, header};
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;

use super::encoding::path_text;
use super::hub::Hub;
use super::wire::Cut;
use super::{bot_api, control};
use crate::world::{Answer, Answerless, Fail};

/// The longest body: the longest file and room for what stands around it.
pub const MAX_BODY: usize = (50 << 20) + (2 << 20);

/// Answers one request.
pub async fn answer(
    request: Request<Incoming>,
    hub: Arc<Hub>,
    cut: Cut,
) -> Result<Response<Body>, Infallible> {
    let (head, body) = request.into_parts();
    let path = head.uri.path().to_owned();
    if let Some(rest) = path.strip_prefix("/sandbox/") {
        let Some(rest) = rest.strip_prefix(hub.key.as_str()) else { return Ok(not_found()) };
        let Ok(body) = read(body).await else { return Ok(too_large()) };
        return Ok(control::answer(&hub, &head, rest, body).await);
    }
    if head.method != Method::GET && head.method != Method::POST {
        return Ok(empty(StatusCode::NOT_IMPLEMENTED));
    }
    if let Some(rest) = path.strip_prefix("/file/bot") {
        return Ok(file(&hub, rest));
    }
    let path = path_text(&path);
    let Some(rest) = path.strip_prefix("/bot") else { return Ok(not_found()) };
    let (token, rest) = rest.split_at_checked(rest.find('/').unwrap_or(rest.len())).unwrap_or((rest, ""));
    // The test environment of Telegram has its own addresses, here it is the same world.
    let Some(method) = rest.strip_prefix("/test").unwrap_or(rest).strip_prefix('/') else {
        return Ok(not_found());
    };
    let (token, method) = (token.to_owned(), method.to_owned());
    let Ok(body) = read(body).await else { return Ok(too_large()) };
    let call = bot_api::Call { token, method, head: &head, body };
    Ok(bot_api::answer(&hub, call, &cut).await)
}

async fn read(body: Incoming) -> Result<bytes::Bytes, ()> {
    Limited::new(body, MAX_BODY).collect().await.map(http_body_util::Collected::to_bytes).map_err(|_| ())
}

/// `<token>/<path>`; the path may come as one segment with its slashes escaped. It is looked up among the files of the
/// world and never touches the disk.
fn file(hub: &Hub, rest: &str) -> Response<Body> {
    let (token, path) = rest.split_once('/').unwrap_or((rest, ""));
    let found = hub.with(|world| world.download(&path_text(token), &path_text(path)));
    match found {
        Ok(file) => {
            let mut response = Response::new(Body::from(file.bytes.clone()));
            let kind = HeaderValue::from_static("application/octet-stream");
            let headers = response.headers_mut();
            headers.insert(header::CONTENT_TYPE, kind);
            // Opened in a browser, it must not act on the page beside it.
            headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
            headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment"));
            response
        }
        Err(Answerless::Unauthorized) => render(&Fail::new(401, "Unauthorized").into()),
        Err(Answerless::NotFound) => not_found(),
    }
}

/// An answer of the Bot API as a response.
pub fn render(answer: &Answer) -> Response<Body> {
    let mut response = json(answer.status, answer.body.clone());
    if let Some(seconds) = answer.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

pub fn json(status: u16, body: impl Into<Body>) -> Response<Body> {
    let mut response = Response::new(body.into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

pub fn not_found() -> Response<Body> {
    render(&Fail::new(404, "Not Found").into())
}

fn too_large() -> Response<Body> {
    render(&Fail::new(413, "Request Entity Too Large").into())
}

fn empty(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
