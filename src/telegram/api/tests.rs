use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};

use kit::Files as _;
use serde_json::json;

use super::*;

const SECRET: &str = "123456:SECRET-token_of-the-bot";

/// A server that answers every connection with these bytes and tells what it was sent.
fn server(answers: Vec<Vec<u8>>) -> (String, std::thread::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let thread = std::thread::spawn(move || {
        answers.iter().map(|answer| serve(&listener.accept().unwrap().0, answer)).collect()
    });
    (address, thread)
}

fn serve(mut stream: &TcpStream, answer: &[u8]) -> String {
    let mut request = Vec::new();
    let mut piece = [0; 4096];
    while !whole(&request) {
        match stream.read(&mut piece).unwrap() {
            0 => break,
            n => request.extend_from_slice(&piece[..n]),
        }
    }
    stream.write_all(answer).unwrap();
    String::from_utf8_lossy(&request).into_owned()
}

fn whole(request: &[u8]) -> bool {
    let text = String::from_utf8_lossy(request);
    let Some((head, body)) = text.split_once("\r\n\r\n") else { return false };
    let length =
        head.lines().find_map(|line| line.to_lowercase().strip_prefix("content-length: ")?.parse().ok());
    body.len() >= length.unwrap_or(0)
}

fn http(status: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}", body.len())
        .into_bytes()
}

fn api(base: &str) -> Api {
    Api::new(base, Token::new(SECRET)).unwrap()
}

async fn failing(answer: Vec<u8>) -> ApiError {
    let (base, thread) = server(vec![answer]);
    let error = api(&base).call::<Value>("sendMessage", &json!({})).await.unwrap_err();
    thread.join().unwrap();
    error
}

#[tokio::test]
async fn a_call_is_json_under_the_token_and_its_result_is_returned() {
    let (base, thread) = server(vec![http("200 OK", r#"{"ok":true,"result":{"message_id":7}}"#)]);
    let result: Value =
        api(&format!("{base}/prefix/")).call("sendMessage", &json!({ "chat_id": 1 })).await.unwrap();
    assert_eq!(result, json!({ "message_id": 7 }));
    let request = thread.join().unwrap().remove(0);
    assert!(request.starts_with(&format!("POST /prefix/bot{SECRET}/sendMessage HTTP/1.1\r\n")), "{request}");
    assert!(request.ends_with(r#"{"chat_id":1}"#), "{request}");
}

#[tokio::test]
async fn a_file_goes_as_multipart_with_its_name() {
    let (base, thread) = server(vec![http("200 OK", r#"{"ok":true,"result":true}"#)]);
    let fields =
        [("chat_id".to_owned(), json!(1)), ("caption".to_owned(), json!("Here."))].into_iter().collect();
    let file =
        Upload { field: "document", name: "звіт \"1\".csv".into(), bytes: Bytes::from_static(b"a;b") };
    let done: bool = api(&base).call_with_file("sendDocument", &fields, &file).await.unwrap();
    assert!(done);
    let request = thread.join().unwrap().remove(0);
    for part in [
        "name=\"chat_id\"\r\n\r\n1\r\n",
        "name=\"caption\"\r\n\r\nHere.\r\n",
        "name=\"document\"",
        "filename=",
        "a;b",
    ] {
        assert!(request.contains(part), "{part} is not in {request}");
    }
}

#[tokio::test]
async fn answers_that_are_errors_have_their_class() {
    let cases = [
        (
            http(
                "429 Too Many Requests",
                r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 9","parameters":{"retry_after":9}}"#,
            ),
            Class::RetryAfter(9),
        ),
        (http("502 Bad Gateway", "<html>502 Bad Gateway</html>"), Class::Transient),
        (http("200 OK", r#"{"ok":true,"result":{"mess"#), Class::Ambiguous),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"ok\":".to_vec(), Class::Ambiguous),
        (Vec::new(), Class::Ambiguous),
        (http("307 Temporary Redirect", ""), Class::Bug),
    ];
    for (answer, class) in cases {
        let error = failing(answer).await;
        assert_eq!(error.class, class, "{error}");
    }
}

#[tokio::test]
async fn nobody_there_means_nothing_was_done() {
    let address = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let error = api(&format!("http://{address}")).call::<Value>("getMe", &json!({})).await.unwrap_err();
    assert_eq!(error.class, Class::Transient);
}

#[tokio::test]
async fn no_failure_of_any_kind_shows_the_token() {
    let closed = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let mut errors = vec![
        api(&format!("http://{closed}")).call::<Value>("getMe", &json!({})).await.unwrap_err(),
        api(&format!("http://{closed}")).download("F", 10).await.unwrap_err(),
        api(&format!("http://{closed}")).get_updates_raw(None, Duration::ZERO, &[]).await.unwrap_err(),
        api("http://no-such-host.invalid").call::<Value>("getMe", &json!({})).await.unwrap_err(),
        Api::new("nonsense", Token::new(SECRET)).unwrap_err(),
        Api::new("ftp://example.com", Token::new(SECRET)).unwrap_err(),
    ];
    let garbage = [
        b"garbage\r\n\r\n".to_vec(),
        Vec::new(),
        http("200 OK", "{}"),
        http("404 Not Found", ""),
        http("200 OK", r#"{"ok":true,"result":"no message"}"#),
    ];
    for answer in garbage {
        let (base, thread) = server(vec![answer]);
        let result = api(&base).call::<Vec<u8>>("getMe", &json!({})).await;
        thread.join().unwrap();
        errors.push(result.unwrap_err());
    }
    let shown =
        errors.iter().map(|error| format!("{error} {error:?} {:#}", anyhow::Error::from(error.clone())));
    let api = api("http://127.0.0.1:1");
    let token = Token::new(SECRET);
    for text in shown.chain([format!("{api:?} {token} {token:?}")]) {
        assert!(!text.contains("SECRET") && !text.contains("123456"), "{text}");
    }
}

#[tokio::test]
async fn a_file_is_fetched_by_its_escaped_path_and_only_while_it_is_small_enough() {
    let lies = |path: &str, size: u64| {
        http("200 OK", &json!({ "ok": true, "result": { "file_path": path, "file_size": size } }).to_string())
    };
    let attached = Attached { id: "F".into(), name: "a b.csv".into(), size: None };
    let (base, thread) = server(vec![lies("documents/a b?.csv", 3), http("200 OK", "a;b")]);
    assert_eq!(api(&base).fetch(&attached, 3).await.unwrap(), b"a;b");
    let request = thread.join().unwrap().remove(1);
    assert!(
        request.starts_with(&format!("GET /file/bot{SECRET}/documents/a%20b%3F.csv HTTP/1.1")),
        "{request}"
    );
    // The server says it is small, and then sends more.
    let (base, thread) = server(vec![lies("x", 3), http("200 OK", "a;b;c")]);
    assert!(api(&base).fetch(&attached, 3).await.unwrap_err().to_string().contains("larger"));
    thread.join().unwrap();
    let (base, thread) = server(vec![lies("x", 4)]);
    assert!(api(&base).fetch(&attached, 3).await.is_err());
    thread.join().unwrap();
}

#[tokio::test]
async fn updates_come_as_they_were_sent() {
    let raw = r#"{"update_id":7, "message":{"text":"\u0436"}}"#;
    let (base, thread) = server(vec![http("200 OK", &format!(r#"{{"ok":true,"result":[{raw}]}}"#))]);
    let updates = api(&base).get_updates_raw(Some(7), Duration::from_secs(5), &["message"]).await.unwrap();
    assert_eq!(updates.iter().map(|update| update.get()).collect::<Vec<_>>(), [raw]);
    let request = thread.join().unwrap().remove(0);
    assert!(
        request.ends_with(r#"{"offset":7,"limit":100,"timeout":5,"allowed_updates":["message"]}"#),
        "{request}"
    );
}
