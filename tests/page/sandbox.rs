//! What the chat page of the sandbox shows of everything that a bot can send; kept as pictures of both themes and two
//! widths.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};

use crate::browser::Browser;

const TOKEN: &str = "1000001:SANDBOX-demo-token";
const ANNA: i64 = 103;
const WAREHOUSE: i64 = -1_001_000_000_301;

/// `quartermaster sandbox`, and a bot and people in it.
struct Town {
    api: String,
    page: String,
    program: Child,
    http: reqwest::Client,
}

impl Town {
    fn start() -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quartermaster"));
        let mut program = command
            .args(["sandbox", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .spawn()
            .expect("the sandbox starts");
        let said = BufReader::new(program.stdout.take().expect("its words")).lines().map_while(Result::ok);
        let mut addresses = said.filter_map(|line| line.split_whitespace().last().map(str::to_owned));
        let (api, page) = (addresses.next(), addresses.next());
        Self {
            api: api.expect("it prints where the Bot API is"),
            page: page.expect("it prints where the page is"),
            program,
            http: reqwest::Client::builder().no_proxy().build().expect("a client"),
        }
    }

    async fn post(&self, address: String, body: Value) -> Value {
        let sent = self.http.post(&address).json(&body).send().await.expect("the sandbox answers");
        assert!(sent.status().is_success(), "{address} {body}: {:?}", sent.text().await);
        sent.json().await.expect("JSON")
    }

    async fn bot(&self, method: &str, body: Value) -> Value {
        self.post(format!("{}/bot{TOKEN}/{method}", self.api), body).await["result"].take()
    }

    async fn person(&self, action: &str, body: Value) -> Value {
        self.post(format!("{}{action}", self.page), body).await
    }
}

impl Drop for Town {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

/// A day at the shop: styled text, buttons, a table, a file, topics.
async fn a_day(town: &Town) {
    let says = |chat: i64, text: &str| json!({ "chat": chat, "user": ANNA, "text": text });
    town.person("say", says(ANNA, "/start")).await;
    let words = "<b>Good morning, Anna.</b> You look after <code>MUG-10</code> and <tg-spoiler>CUP-3</tg-spoiler> today.\n\
                 <blockquote>Four mugs are left; the shop sells six a day.</blockquote>\
                 Write to @olena or open https://example.com/stock.";
    let buttons = json!({ "inline_keyboard": [
        [{ "text": "Order 20", "callback_data": "order", "style": "success" },
         { "text": "Take off sale", "callback_data": "off", "style": "danger" }],
        [{ "text": "Copy MUG-10", "copy_text": { "text": "MUG-10" } }, { "text": "Later", "disabled": {} }],
    ] });
    let hello = json!({ "chat_id": ANNA, "text": words, "parse_mode": "HTML", "reply_markup": buttons });
    let hello = town.bot("sendMessage", hello).await;
    town.bot("pinChatMessage", json!({ "chat_id": ANNA, "message_id": hello["message_id"] })).await;
    let report = "# Stock this morning\n\n| SKU | Left | Sold |\n|---|--:|--:|\n| MUG-10 | 4 | 6 |\n| CUP-3 | 31 | 2 |\n\n\
                  - [x] counted\n- [ ] ordered\n\n```json\n{\"sku\": \"MUG-10\", \"order\": 20}\n```\n";
    let report = json!({ "chat_id": ANNA, "rich_message": { "markdown": report } });
    let report = town.bot("sendRichMessage", report).await;
    town.person(
        "react",
        json!({ "chat": ANNA, "user": ANNA, "message_id": report["message_id"], "emoji": "👍" }),
    )
    .await;
    town.person("say", says(ANNA, "Twenty, please. When do they come?")).await;
    let topic = json!({ "chat_id": WAREHOUSE, "message_thread_id": 2, "text": "Pallet 7 is here." });
    town.bot("sendMessage", topic).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everything_a_bot_can_send_is_shown() {
    let town = Town::start();
    let page = Browser::open(&town.page).await;
    for (theme, width, name) in [
        ("light", 1400, "docs/sandbox-light.png"),
        ("dark", 1400, "docs/sandbox-dark.png"),
        ("light", 500, "docs/sandbox-narrow-light.png"),
        ("dark", 500, "docs/sandbox-narrow-dark.png"),
    ] {
        town.person("reset", json!({})).await;
        a_day(&town).await;
        page.visit_as(&format!("chat={ANNA}"), theme, width).await;
        page.sees("Good morning, Anna.").await;
        page.sees("Stock this morning").await;
        // A draft is an event: who comes later does not see it.
        let draft =
            json!({ "chat_id": ANNA, "draft_id": 1, "text": "The supplier says on", "can_stop": true });
        town.bot("sendMessageDraft", draft).await;
        page.sees("The supplier says on").await;
        page.sees_button("Order 20").await;
        page.picture(name).await;
    }
    page.presses("Order 20").await;
    page.close().await;
}
