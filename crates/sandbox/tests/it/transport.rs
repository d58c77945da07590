//! Every way in which a client may put a call.

use serde_json::{Value, json};

use crate::room::{ANNA, House, TOKEN};

async fn body(response: reqwest::Response) -> (u16, Value) {
    (response.status().as_u16(), response.json().await.unwrap())
}

#[tokio::test]
async fn one_text_in_five_encodings() {
    let house = House::new().await;
    let (url, http) = (house.method("sendMessage"), &house.http);
    let form = [("chat_id", "103"), ("text", "Прив+іт & ok")];
    let json = json!({ "chat_id": 103, "text": "Прив+іт & ok" });
    let multipart = reqwest::multipart::Form::new().text("chat_id", "103").text("text", "Прив+іт & ok");
    for request in [
        http.get(&url).query(&form),
        http.post(&url).query(&form),
        http.post(&url).form(&form),
        http.post(&url).json(&json),
        http.post(&url).multipart(multipart),
    ] {
        let (status, answer) = body(request.send().await.unwrap()).await;
        assert_eq!((status, &answer["result"]["text"]), (200, &json!("Прив+іт & ok")));
    }
    let calls = house.sandbox.world(|world| world.state());
    assert_eq!(calls["refused"], json!([]));
    let calls: Value = house.http.get(house.control("calls")).send().await.unwrap().json().await.unwrap();
    let encodings: Vec<&Value> = calls.as_array().unwrap().iter().map(|call| &call["encoding"]).collect();
    assert_eq!(encodings, ["query", "query", "urlencoded", "json", "multipart"]);
    house.sandbox.stop().await;
}

#[tokio::test]
async fn the_query_wins_over_the_body_and_the_first_over_the_second() {
    let house = House::new().await;
    let url = format!("{}?text=first&text=second&chat_id=103", house.method("SENDMESSAGE"));
    let (status, answer) = body(house.http.post(url).form(&[("text", "third")]).send().await.unwrap()).await;
    assert_eq!((status, &answer["result"]["text"]), (200, &json!("first")));
    house.sandbox.stop().await;
}

#[tokio::test]
async fn a_method_may_be_a_parameter() {
    let house = House::new().await;
    let (status, answer) = house.call("", json!({ "method": "getMe" })).await;
    assert_eq!((status, &answer["result"]["username"]), (200, &json!("quartermaster_bot")));
    house.sandbox.stop().await;
}

#[tokio::test]
async fn broken_json_keeps_what_stands_before_the_fault() {
    let house = House::new().await;
    let call = |text: &'static str| {
        let request = house.http.post(house.method("sendMessage"));
        request.header("content-type", "application/json; charset=utf-8").body(text).send()
    };
    let (_, answer) = body(call("{\"text\":\"a\",\"chat_id\":").await.unwrap()).await;
    assert_eq!(answer["description"], "Bad Request: chat_id is empty");
    let (_, answer) = body(call("{\"chat_id\":103,\"text\":\"a\"").await.unwrap()).await;
    assert_eq!(answer["result"]["text"], "a");
    let (_, answer) = body(call("[1,2]").await.unwrap()).await;
    assert_eq!(answer["description"], "Bad Request: message text is empty");
    house.sandbox.stop().await;
}

#[tokio::test]
async fn bytes_that_are_no_text_are_refused() {
    let house = House::new().await;
    let url = format!("{}?chat_id=103&text=%ff%fe", house.method("sendMessage"));
    let (_, answer) = body(house.http.get(url).send().await.unwrap()).await;
    assert_eq!(answer["description"], "Bad Request: strings must be encoded in UTF-8");
    house.sandbox.stop().await;
}

#[tokio::test]
async fn addresses_and_tokens() {
    let house = House::new().await;
    let api = house.sandbox.api_url();
    for (path, expected) in [
        ("/", "404 Not Found"),
        ("/bot", "404 Not Found"),
        ("/bot1/getMe", "404 Not Found"),
        ("/bot01:a/getMe", "404 Not Found"),
        ("/botabc:def/getMe", "404 Not Found"),
        ("/bot77:wrong/getMe", "401 Unauthorized"),
        ("/bot1000001:wrong/getMe", "401 Unauthorized"),
        ("/bot1000001:SANDBOX-demo-token/getme/more", "404 Not Found: method not found"),
        ("/bot1000001:SANDBOX-demo-token/nothing", "404 Not Found: method not found"),
        ("/file/bot1000001:SANDBOX-demo-token/a/b", "404 Not Found"),
        ("/file/bot77:wrong/a/b", "401 Unauthorized"),
        ("/sandbox/guess/state", "404 Not Found"),
    ] {
        let (status, answer) = body(house.http.get(format!("{api}{path}")).send().await.unwrap()).await;
        let got = format!("{} {}", status, answer["description"].as_str().unwrap());
        assert_eq!(got, expected, "{path}");
    }
    for path in ["/bot1000001%3ASANDBOX-demo-token/getMe", "/bot1000001:SANDBOX-demo-token/test/getMe"] {
        let response = house.http.get(format!("{api}{path}")).send().await.unwrap();
        assert_eq!(response.status(), 200, "{path}");
        assert_eq!(response.headers()["content-type"], "application/json");
    }
    let put = house.http.put(house.method("getMe")).send().await.unwrap();
    assert_eq!(put.status(), 501);
    house.sandbox.stop().await;
}

#[tokio::test]
async fn too_many_parameters() {
    let house = House::new().await;
    let (status, answer) = house.call("sendMessage", json!({ "text": "a".repeat(1 << 20) })).await;
    assert_eq!(
        (status, &answer["description"]),
        (413, &json!("Request Entity Too Large: too many parameters"))
    );
    house.sandbox.stop().await;
}

#[tokio::test]
async fn a_file_goes_in_and_comes_out_again() {
    let house = House::new().await;
    let content: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let part =
        reqwest::multipart::Part::bytes(content.clone()).file_name("склад.csv").mime_str("text/csv").unwrap();
    let form = reqwest::multipart::Form::new()
        .text("chat_id", "103")
        .text("caption", "Stock")
        .text("document", "attach://the_file")
        .part("the_file", part);
    let sent = house.http.post(house.method("sendDocument")).multipart(form).send().await.unwrap();
    let (status, answer) = body(sent).await;
    assert_eq!(status, 200, "{answer}");
    let document = &answer["result"]["document"];
    assert_eq!(document["file_name"], "склад.csv");
    assert_eq!(document["mime_type"], "text/csv");
    assert_eq!(document["file_size"], 100_000);
    let (_, answer) = house.call("getFile", json!({ "file_id": document["file_id"] })).await;
    let path = answer["result"]["file_path"].as_str().unwrap();
    for path in [path.to_owned(), path.replace('/', "%2F")] {
        let url = format!("{}/file/bot{TOKEN}/{path}", house.sandbox.api_url());
        let got = house.http.get(url).send().await.unwrap().bytes().await.unwrap();
        assert!(got == content, "{path}");
    }
    let again = json!({ "chat_id": ANNA, "document": document["file_id"] });
    assert_eq!(house.call("sendDocument", again).await.1["result"]["document"], *document);
    let as_photo = json!({ "chat_id": ANNA, "photo": document["file_id"] });
    let (_, answer) = house.call("sendPhoto", as_photo).await;
    assert_eq!(answer["description"], "Bad Request: can't use file of type Document as Photo");
    house.sandbox.stop().await;
}

/// How clients write file names: with a backslash before a quote, or percent-encoded; `filename*` is not read.
#[tokio::test]
async fn file_names_of_clients() {
    let house = House::new().await;
    for (given, expected) in [
        ("filename=\"a b\\\"ю.txt\"", "a b ю.txt"),
        ("filename=\"a b%22ю.txt\"", "a b ю.txt"),
        ("filename=plain.txt", "plain.txt"),
        ("filename*=UTF-8''other.txt; filename=\"this.txt\"", "this.txt"),
    ] {
        let text = format!(
            "--X\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n103\r\n\
             --X\r\ncontent-disposition: form-data; name=\"document\"; {given}\r\n\r\nbytes\r\n--X--\r\n"
        );
        let request = house.http.post(house.method("sendDocument"));
        let request = request.header("content-type", "multipart/form-data; boundary=X").body(text);
        let (status, answer) = body(request.send().await.unwrap()).await;
        assert_eq!(status, 200, "{given}: {answer}");
        assert_eq!(answer["result"]["document"]["file_name"], expected, "{given}");
    }
    house.sandbox.stop().await;
}

/// A part without a file name is a text, also under the name of a file.
#[tokio::test]
async fn a_part_without_a_name_is_no_file() {
    let house = House::new().await;
    let form = reqwest::multipart::Form::new().text("chat_id", "103").text("document", "bytes of a file");
    let sent = house.http.post(house.method("sendDocument")).multipart(form).send().await.unwrap();
    let (_, answer) = body(sent).await;
    let wrong = "Bad Request: wrong remote file identifier specified: Wrong character in the string";
    assert_eq!(answer["description"], wrong);
    house.sandbox.stop().await;
}

/// Some clients put whole messages into the address.
#[tokio::test]
async fn a_long_address() {
    let house = House::new().await;
    let text = "🦊".repeat(4096);
    let request = house.http.post(house.method("sendMessage")).query(&[("chat_id", "103"), ("text", &text)]);
    let (status, answer) = body(request.send().await.unwrap()).await;
    assert_eq!((status, &answer["result"]["text"]), (200, &json!(text)));
    house.sandbox.stop().await;
}

/// Telegram passes over them in silence; here they are at least seen.
#[tokio::test]
async fn a_misspelt_parameter_is_noted() {
    let house = House::new().await;
    let (status, _) =
        house.call("sendMessage", json!({ "chat_id": ANNA, "text": "a", "parsemode": "HTML" })).await;
    assert_eq!(status, 200);
    let url = house.control("calls");
    let calls: Value = house.http.get(url).send().await.unwrap().json().await.unwrap();
    assert_eq!(calls[0]["warning"], "sendMessage has no parameter parsemode");
    house.sandbox.stop().await;
}
