//! Files by address, and bodies as they come.

use axum::Router;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use sandbox::Upload;
use serde_json::{Value, json};

use crate::room::{ANNA, House, PNG, Room, params};

/// A server on this machine with a few files.
async fn shelf() -> String {
    let typed =
        |kind: &'static str, bytes: Vec<u8>| move || async move { ([(header::CONTENT_TYPE, kind)], bytes) };
    let mut large = PNG.to_vec();
    large.resize((5 << 20) + 1, 0);
    let away = || async { (StatusCode::FOUND, [(header::LOCATION, "/a.png")]).into_response() };
    let app = Router::new()
        .route("/a.png", get(typed("image/png", PNG.to_vec())))
        .route("/large.png", get(typed("image/png", large)))
        .route("/list.pdf", get(typed("application/pdf", b"%PDF".to_vec())))
        .route("/page.html", get(typed("text/html", b"<p>".to_vec())))
        .route("/away.png", get(away));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    url
}

#[tokio::test]
async fn files_are_fetched_from_this_machine() {
    let (house, shelf) = (House::new().await, shelf().await);
    let post = async |method: &str, field: &str, path: &str| {
        let mut args = json!({ "chat_id": ANNA });
        args[field] = json!(format!("{shelf}{path}"));
        house.call(method, args).await.1
    };
    let sent = post("sendPhoto", "photo", "/a.png").await;
    assert_eq!(sent["result"]["photo"][0]["width"], 1, "{sent}");
    let sent = post("sendDocument", "document", "/list.pdf?x=1").await;
    assert_eq!(sent["result"]["document"]["file_name"], "list.pdf", "{sent}");
    let failed = "Bad Request: failed to get HTTP URL content";
    let wrong = "Bad Request: wrong type of the web page content";
    for (method, field, path, expected) in [
        ("sendPhoto", "photo", "/large.png", failed),
        ("sendPhoto", "photo", "/nothing.png", failed),
        ("sendPhoto", "photo", "/away.png", failed),
        ("sendPhoto", "photo", "/page.html", wrong),
        ("sendDocument", "document", "/page.html", wrong),
        ("sendVideo", "video", "/list.pdf", wrong),
    ] {
        assert_eq!(post(method, field, path).await["description"], expected, "{method} {path}");
    }
    let photo = |path: &str| json!({ "type": "photo", "media": format!("{shelf}{path}") });
    let album = json!({ "chat_id": ANNA, "media": [photo("/a.png"), photo("/a.png")] });
    assert_eq!(house.call("sendMediaGroup", album).await.1["result"].as_array().unwrap().len(), 2);
    let album = json!({ "chat_id": ANNA, "media": [photo("/a.png"), photo("/page.html")] });
    assert_eq!(
        house.call("sendMediaGroup", album).await.1["description"],
        "Bad Request: failed to send message #2 with the error message \"WEBPAGE_MEDIA_EMPTY\""
    );
    house.sandbox.stop().await;
}

/// Without HTTP the world is told what was found.
#[test]
fn a_world_is_told_what_was_found() {
    let mut room = Room::new();
    let args = json!({ "chat_id": ANNA, "photo": "HTTP://Example.com/a.png" });
    let found = Upload { name: "a.png".to_owned(), mime: Some("image/png".to_owned()), bytes: PNG.into() };
    let call = params(&args).with_fetched("http://example.com/a.png", Some(found));
    assert_eq!(room.raw("sendPhoto", &call).0, 200);
    let call = params(&args).with_fetched("http://example.com/a.png", None);
    let (_, answer) = room.raw("sendPhoto", &call);
    assert_eq!(answer["description"], "Bad Request: failed to get HTTP URL content");
}

#[tokio::test]
async fn compressed_bodies_are_read() {
    let house = House::new().await;
    let body = json!({ "chat_id": ANNA, "text": "small" }).to_string();
    let mut zip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut zip, body.as_bytes()).unwrap();
    let zipped = zip.finish().unwrap();
    let post = async |encoding: &'static str, body: Vec<u8>| {
        let request = house.http.post(house.method("sendMessage")).header("content-type", "application/json");
        let answer = request.header("content-encoding", encoding).body(body).send().await.unwrap();
        (answer.status().as_u16(), answer.json::<Value>().await.unwrap())
    };
    let (status, sent) = post("gzip", zipped.clone()).await;
    assert_eq!((status, &sent["result"]["text"]), (200, &json!("small")));
    let (status, answer) = post("br", zipped).await;
    assert_eq!(status, 415);
    assert_eq!(answer["description"], "Unsupported Media Type: unsupported content-encoding");
    assert_eq!(post("gzip", b"nonsense".to_vec()).await.0, 400);
    house.sandbox.stop().await;
}

#[tokio::test]
async fn addresses_that_are_none() {
    let house = House::new().await;
    let base = house.method("");
    for (path, status, expected) in [
        ("getMe/x", 404, "Not Found: method not found"),
        ("test/getMe", 200, ""),
        ("testgetMe", 404, "Not Found"),
    ] {
        let answer = house.http.get(format!("{base}{path}")).send().await.unwrap();
        assert_eq!(answer.status(), status, "{path}");
        let answer: Value = answer.json().await.unwrap();
        assert_eq!(answer["description"].as_str().unwrap_or_default(), expected, "{path}");
    }
    let whole = base.trim_end_matches('/');
    assert_eq!(house.http.get(whole).send().await.unwrap().status(), 404);
    house.sandbox.stop().await;
}
