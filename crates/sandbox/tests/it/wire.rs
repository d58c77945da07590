//! Requests as clients of many languages put them on the wire, byte by byte.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::room::{House, TOKEN};
use crate::table::Table;

/// A request with a body and its length.
fn post(method: &str, head: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let line = format!(
        "POST /bot{TOKEN}/{method} HTTP/1.1\r\nHost: a\r\nContent-Length: {length}\r\n{head}\r\n\r\n"
    );
    [line.as_bytes(), body].concat()
}

/// A form with this between its boundaries, which are `X`.
fn form(parts: &[&str]) -> Vec<u8> {
    let mut form = parts.iter().fold(String::new(), |form, part| form + "--X\r\n" + part + "\r\n");
    form.push_str("--X--\r\n");
    form.into_bytes()
}

fn send_form(parts: &[&str]) -> Vec<u8> {
    post("sendDocument", "Content-Type: multipart/form-data; boundary=X", &form(parts))
}

async fn connect(house: &House) -> TcpStream {
    TcpStream::connect(house.sandbox.api_url().trim_start_matches("http://")).await.unwrap()
}

/// Reads the only answer: its status and its JSON.
async fn read(stream: &mut TcpStream) -> (String, Value) {
    read_next(stream, &mut Vec::new()).await
}

/// Reads one answer; what came behind it stays in `got`.
async fn read_next(stream: &mut TcpStream, got: &mut Vec<u8>) -> (String, Value) {
    loop {
        let text = String::from_utf8_lossy(got).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let status = head.split(' ').nth(1).unwrap().to_owned();
            let length = head
                .to_lowercase()
                .lines()
                .find_map(|line| Some(line.strip_prefix("content-length: ")?.parse::<usize>().unwrap()));
            let length = length.unwrap_or(0);
            if body.len() >= length {
                got.drain(..head.len() + 4 + length);
                return (status, serde_json::from_str(&body[..length]).unwrap_or_default());
            }
        }
        let mut some = [0; 4096];
        let count = stream.read(&mut some).await.unwrap();
        if count == 0 {
            return (String::new(), Value::Null);
        }
        got.extend_from_slice(&some[..count]);
    }
}

/// What came of a request: the text, the caption or the name of the file, or the refusal.
async fn said(house: &House, request: &[u8]) -> String {
    let mut stream = connect(house).await;
    stream.write_all(request).await.unwrap();
    let (status, answer) = read(&mut stream).await;
    let result = &answer["result"];
    let text =
        [&result["text"], &result["document"]["file_name"], &result["username"], &answer["description"]];
    let text = text.into_iter().find_map(Value::as_str).unwrap_or_default().replace("Bad Request: ", "");
    format!("{status} {text}")
}

const CHAT: &str = "Content-Disposition: form-data; name=\"chat_id\"\r\n\r\n103";

#[tokio::test]
async fn forms_of_clients() {
    let house = House::new().await;
    let mut table = Table::default();
    let file = |disposition: &str| format!("Content-Disposition: form-data; {disposition}\r\n\r\nbytes");
    for (who, part, expected) in [
        ("Go", file("name=\"document\"; filename=\"a.txt\""), "200 a.txt"),
        ("okhttp", "Content-Disposition: form-data; name=\"document\"; filename=\"a.txt\"\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nbytes".to_owned(), "200 a.txt"),
        (".NET", file("name=document; filename=a.txt; filename*=utf-8''a.txt"), "200 a.txt"),
        (".NET, the type first", "Content-Type: application/octet-stream\r\nContent-Disposition: form-data; name=\"document\"; filename=\"звіт.txt\"".to_owned() + "\r\n\r\nbytes", "200 звіт.txt"),
        ("curl", file("name=\"document\"; filename=\"a \\\"b\\\".txt\""), "200 a  b.txt"),
        ("browsers", file("name=\"document\"; filename=\"a%22b%0D.txt\""), "200 a b.txt"),
        ("telegraf", "content-disposition:form-data; name=\"document\";filename=\"a.txt\"\r\ncontent-type:text/plain\r\n\r\nbytes".to_owned(), "200 a.txt"),
        ("a name in two lines", "Content-Disposition: form-data; name=\"document\";\r\n filename=\"a.txt\"\r\n\r\nbytes".to_owned(), "200 a.txt"),
        ("an escaped name", file("name=\"docu%6Dent\"; filename=\"a.txt\""), "200 a.txt"),
        ("the file first", file("filename=\"a.txt\"; name=\"document\""), "200 a.txt"),
        ("urllib3, old", file("name=\"document\"; filename*=utf-8''a.txt"), "400 wrong remote file identifier specified: Wrong string length"),
        ("no name", file("filename=\"a.txt\""), "400 field name in multipart/form-data not found"),
        ("no disposition", "Content-Type: text/plain\r\n\r\nbytes".to_owned(), "400 field name in multipart/form-data not found"),
        ("an attachment", "Content-Disposition: attachment; name=\"document\"\r\n\r\nbytes".to_owned(), "400 expected form-data content disposition"),
        ("no quote", file("name=\"document"), "400 unclosed quoted string in Content-Disposition header"),
        ("no semicolon", file("name=\"document\" filename=\"a\""), "400 expected ';' in Content-Disposition header"),
        ("no colon", "Content-Disposition\r\n\r\nbytes".to_owned(), "400 can't parse form data headers"),
        ("no headers", "\r\nbytes".to_owned(), "400 headers in multipart/form-data are empty"),
    ] {
        table.row(who, said(&house, &send_form(&[CHAT, &part])).await, expected);
    }
    drop(table);
    house.sandbox.stop().await;
}

#[tokio::test]
async fn boundaries() {
    let house = House::new().await;
    let mut table = Table::default();
    let text = "Content-Disposition: form-data; name=\"text\"\r\n\r\nHello";
    let whole = form(&[CHAT, text]);
    let sends = |kind: &str, body: &[u8]| post("sendMessage", &format!("Content-Type: {kind}"), body);
    let cut = String::from_utf8(whole.clone()).unwrap().replace("--X--\r\n", "");
    for (kind, body, expected) in [
        ("multipart/form-data; boundary=X", whole.clone(), "200 Hello"),
        ("multipart/form-data; boundary=\"X\"", whole.clone(), "200 Hello"),
        ("Multipart/Form-Data; Boundary=X; charset=utf-8", whole.clone(), "200 Hello"),
        (
            "multipart/form-data;boundary=X",
            [b"A preamble.\r\n", whole.as_slice(), b"and more"].concat(),
            "200 Hello",
        ),
        ("multipart/form-data", whole.clone(), "400 boundary not found"),
        ("multipart/form-data; boundary", whole.clone(), "400 boundary value not found"),
        ("multipart/form-data; boundary=", whole.clone(), "400 boundary too big or empty"),
        (
            &format!("multipart/form-data; boundary={}", "X".repeat(71)),
            whole.clone(),
            "400 boundary too big or empty",
        ),
        ("multipart/form-data; boundary=Y", whole.clone(), "400 unexpected end of request content"),
        ("multipart/form-data; boundary=X", cut.into_bytes(), "400 unexpected end of request content"),
        ("multipart/form-data; boundary=X", b"--X--".to_vec(), "400 message text is empty"),
        (
            "application/x-www-form-urlencoded; charset=UTF-8",
            b"chat_id=103&text=a=b+c%2B&x".to_vec(),
            "200 a=b c+",
        ),
        ("application/x-www-form-urlencoded", b"chat_id=103&text=50%&x=%zz".to_vec(), "200 50%"),
        ("application/vnd.api+json, application/json", b"{\"chat_id\":103,\"text\":\"a\"}".to_vec(), "200 a"),
        (
            "text/plain;charset=UTF-8",
            b"{\"chat_id\":103,\"text\":\"a\"}".to_vec(),
            "400 message text is empty",
        ),
    ] {
        table.row(kind, said(&house, &sends(kind, &body)).await, expected);
    }
    let nested = "Content-Disposition: form-data; name=\"x\"\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\ntext=Hello&chat_id=103";
    table.row(
        "a form in a form",
        said(&house, &sends("multipart/form-data; boundary=X", &form(&[nested]))).await,
        "200 Hello",
    );
    let long = format!("Content-Disposition: form-data; name=\"text\"\r\n\r\n{}", "a".repeat((1 << 20) + 1));
    let too_long = "413 Request Entity Too Large: too many parameters in form data";
    table.row(
        "a long part",
        said(&house, &sends("multipart/form-data; boundary=X", &form(&[CHAT, &long]))).await,
        too_long,
    );
    let half = format!(
        "Content-Disposition: form-data; name=\"x\"\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\ntext={}",
        "a".repeat(1 << 19)
    );
    table.row(
        "two long forms in a form",
        said(&house, &sends("multipart/form-data; boundary=X", &form(&[CHAT, &half, &half]))).await,
        too_long,
    );
    let many = vec![CHAT; (1 << 18) / CHAT.len() + 1000];
    table.row(
        "many parts",
        said(&house, &sends("multipart/form-data; boundary=X", &form(&many))).await,
        "431 Request Header Fields Too Large: total headers size exceeded",
    );
    // Bytes are counted as they came, so that escapes count three times.
    let escaped = format!("chat_id=103&x={}", "%61".repeat(400_000));
    let too_long = "413 Request Entity Too Large: too many parameters";
    table.row(
        "escapes",
        said(&house, &sends("application/x-www-form-urlencoded", escaped.as_bytes())).await,
        too_long,
    );
    drop(table);
    house.sandbox.stop().await;
}

#[tokio::test]
async fn requests_of_all_sorts() {
    let house = House::new().await;
    let mut table = Table::default();
    let line = |line: &str| {
        format!("{} HTTP/1.1\r\nHost: a\r\n\r\n", line.replace("BOT", &format!("/bot{TOKEN}"))).into_bytes()
    };
    let json = br#"{"chat_id":103,"text":"a"}"#;
    let mut zipped = GzEncoder::new(Vec::new(), Compression::default());
    zipped.write_all(json).unwrap();
    let chunked = format!(
        "POST /bot{TOKEN}/sendMessage HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\ncontent-type: application/json\r\n\r\n\
         5\r\n{{\"cha\r\n15;x=y\r\nt_id\":103,\"text\":\"a\"}}\r\n0\r\n\r\n"
    );
    let old = format!("GET /bot{TOKEN}/getMe HTTP/1.0\r\n\r\n");
    for (what, request, expected) in [
        ("chunks", chunked.into_bytes(), "200 a"),
        (
            "gzip",
            post(
                "sendMessage",
                "Content-Type: application/json\r\nContent-Encoding: gzip",
                &zipped.finish().unwrap(),
            ),
            "200 a",
        ),
        (
            "none",
            post("sendMessage", "Content-Type: application/json\r\nContent-Encoding: none", json),
            "200 a",
        ),
        (
            "brotli",
            post("sendMessage", "Content-Type: application/json\r\nContent-Encoding: br", json),
            "415 Unsupported Media Type: unsupported content-encoding",
        ),
        (
            "GET with a body",
            String::from_utf8(post("sendMessage", "Content-Type: application/json", json))
                .unwrap()
                .replacen("POST", "GET", 1)
                .into_bytes(),
            "200 a",
        ),
        ("POST without a body", line("POST BOT/getMe"), "200 quartermaster_bot"),
        ("HTTP/1.0", old.into_bytes(), "200 quartermaster_bot"),
        ("an escaped path", line("GET /%62ot1000001%3ASANDBOX-demo-token%2FgetMe"), "200 quartermaster_bot"),
        ("any case", line("GET BOT/GETME"), "200 quartermaster_bot"),
        ("a slash at the end", line("GET BOT/getMe/"), "404 Not Found: method not found"),
        ("a parameter twice", line("GET BOT/sendMessage?chat_id=103&text=a&text=b"), "200 a"),
        (
            "a parameter without a value",
            line("GET BOT/sendMessage?chat_id=103&text=a&parse_mode&disable_notification="),
            "200 a",
        ),
        ("the method as a parameter", line("GET BOT/?method=getMe"), "200 quartermaster_bot"),
        ("timeout as a text", line("POST BOT/getUpdates?timeout=0s&limit=ten&offset=-1"), "200 "),
        ("HEAD", line("HEAD BOT/getMe"), "501 "),
        ("OPTIONS", line("OPTIONS BOT/getMe"), "501 "),
        ("PUT", line("PUT BOT/getMe"), "501 "),
    ] {
        table.row(what, said(&house, &request).await, expected);
    }
    drop(table);
    house.sandbox.stop().await;
}

/// curl asks before it sends much, and clients with a pool put the next request behind the last.
#[tokio::test]
async fn a_connection_that_stays() {
    let house = House::new().await;
    let mut stream = connect(&house).await;
    let body = br#"{"chat_id":103,"text":"a"}"#;
    let whole = post("sendMessage", "Content-Type: application/json\r\nExpect: 100-continue", body);
    let (head, body) = whole.split_at(whole.len() - body.len());
    stream.write_all(head).await.unwrap();
    let mut go_on = [0; 25];
    stream.read_exact(&mut go_on).await.unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(body).await.unwrap();
    assert_eq!(read(&mut stream).await.1["result"]["text"], "a");
    let twice = post("getMe", "Content-Type: application/json", b"{}").repeat(2);
    stream.write_all(&twice).await.unwrap();
    let mut got = Vec::new();
    for _ in 0..2 {
        let (status, answer) = read_next(&mut stream, &mut got).await;
        assert_eq!((status.as_str(), &answer["result"]["is_bot"]), ("200", &json!(true)));
    }
    house.sandbox.stop().await;
}

/// `curl 'http://…/sendMessage?text=<b>hi</b>'`, as people type it.
#[tokio::test]
async fn an_address_typed_by_hand_is_taken() {
    let house = House::new().await;
    let mut stream = connect(&house).await;
    let line = format!(
        "GET /bot{TOKEN}/sendMessage?chat_id=103&parse_mode=HTML&text=<b>{{\"ключ\"|^`}}</b> HTTP/1.1\r\nHost: a\r\n\r\n"
    );
    stream.write_all(line.as_bytes()).await.unwrap();
    let (status, answer) = read(&mut stream).await;
    assert_eq!((status.as_str(), &answer["result"]["text"]), ("200", &json!("{\"ключ\"|^`}")), "{answer}");
    assert_eq!(answer["result"]["entities"][0]["type"], "bold");
    house.sandbox.stop().await;
}
