//! frankenstein, the Rust client that follows the newest Bot API, in the same conversation as the others.

use std::path::PathBuf;
use std::sync::mpsc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use frankenstein::client_ureq::Bot;
use frankenstein::methods::{
    AnswerCallbackQueryParams, EditMessageTextParams, GetFileParams, GetUpdatesParams, SendDocumentParams,
    SendMessageParams, SetWebhookParams,
};
use frankenstein::types::{
    InlineKeyboardButton, InlineKeyboardMarkup, MaybeInaccessibleMessage, Message, ReplyMarkup,
};
use frankenstein::updates::{Update, UpdateContent};
use frankenstein::{ParseMode, TelegramApi};

use super::TOKEN;
use super::clients::{SECRET, talk};
use super::recorder::Recorder;

#[tokio::test(flavor = "multi_thread")]
async fn frankenstein_holds_a_conversation() {
    let recorder = Recorder::start().await;
    let (give, take) = mpsc::channel();
    let router = axum::Router::new().fallback(receive).with_state(give);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let hook = format!("http://{}/hook", listener.local_addr().unwrap());
    let server = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
    let url = recorder.url.clone();
    let bot = std::thread::spawn(move || Shop::new(&url, hook).run(&take));
    talk(recorder, "Refused: Bad Request: message is not modified").await;
    // Without its webhook the bot has nothing more to wait for.
    server.abort();
    let _ = server.await;
    bot.join().unwrap();
}

async fn receive(State(give): State<mpsc::Sender<Update>>, headers: HeaderMap, body: String) -> StatusCode {
    if headers.get("x-telegram-bot-api-secret-token").is_none_or(|given| given != SECRET) {
        return StatusCode::FORBIDDEN;
    }
    give.send(serde_json::from_str(&body).unwrap()).unwrap();
    StatusCode::OK
}

struct Shop {
    bot: Bot,
    files: String,
    hook: String,
    webhook: bool,
}

fn keyboard(count: u32) -> InlineKeyboardMarkup {
    let button = InlineKeyboardButton::builder().text(format!("Add to {count}"));
    let button = button.callback_data(format!("add:{count}")).build();
    InlineKeyboardMarkup::builder().inline_keyboard(vec![vec![button]]).build()
}

impl Shop {
    fn new(url: &str, hook: String) -> Self {
        let bot = Bot::new_url(format!("{url}/bot{TOKEN}"));
        Self { bot, files: format!("{url}/file/bot{TOKEN}"), hook, webhook: false }
    }

    /// Polls until a webhook is wanted, then takes what comes by it until nobody gives any more.
    fn run(mut self, hooked: &mpsc::Receiver<Update>) {
        let mut offset = 0;
        while !self.webhook {
            let poll = GetUpdatesParams::builder().offset(offset).timeout(5).build();
            for update in self.bot.get_updates(&poll).unwrap().result {
                offset = i64::from(update.update_id) + 1;
                self.take(update.content);
            }
        }
        // What was fetched is confirmed by the next poll, and there is none.
        self.bot.get_updates(&GetUpdatesParams::builder().offset(offset).build()).unwrap();
        let webhook = SetWebhookParams::builder().url(self.hook.clone()).secret_token(SECRET).build();
        self.bot.set_webhook(&webhook).unwrap();
        for update in hooked {
            self.take(update.content);
        }
    }

    fn take(&mut self, content: UpdateContent) {
        match content {
            UpdateContent::Message(message) => self.hear(&message),
            UpdateContent::CallbackQuery(query) => {
                let Some(MaybeInaccessibleMessage::Message(message)) = query.message else { return };
                let data = query.data.unwrap_or_default();
                let count = data.trim_start_matches("add:").parse::<u32>().unwrap() + 1;
                let answer = AnswerCallbackQueryParams::builder().callback_query_id(query.id);
                self.bot.answer_callback_query(&answer.text(format!("Now {count}")).build()).unwrap();
                let edit =
                    EditMessageTextParams::builder().chat_id(message.chat.id).message_id(message.message_id);
                let edit = edit.text(format!("Count: {count}")).reply_markup(keyboard(count)).build();
                self.bot.edit_message_text(&edit).unwrap();
            }
            other => panic!("nobody did that: {other:?}"),
        }
    }

    fn hear(&mut self, message: &Message) {
        if let Some(document) = &message.document {
            let name = document.file_name.clone().unwrap();
            return self.shout(message, &document.file_id, &name);
        }
        match message.text.as_deref().unwrap() {
            "/start" => {
                let name = &message.from.as_ref().unwrap().first_name;
                let hello = SendMessageParams::builder()
                    .chat_id(message.chat.id)
                    .text(format!("<b>Hello</b>, {name}"));
                let hello = hello.parse_mode(ParseMode::Html);
                let hello = hello.reply_markup(ReplyMarkup::InlineKeyboardMarkup(keyboard(0))).build();
                self.bot.send_message(&hello).unwrap();
            }
            "/again" => {
                let sent = self.says(message, "Twice");
                let edit = EditMessageTextParams::builder().chat_id(sent.chat.id).message_id(sent.message_id);
                match self.bot.edit_message_text(&edit.text("Twice").build()) {
                    Err(frankenstein::Error::Api(refusal)) => {
                        self.says(message, &format!("Refused: {}", refusal.description));
                    }
                    other => panic!("not refused: {other:?}"),
                }
            }
            "/webhook" => self.webhook = true,
            text => {
                self.says(message, &format!("Heard: {text}"));
            }
        }
    }

    fn says(&self, to: &Message, text: &str) -> Message {
        let answer = SendMessageParams::builder().chat_id(to.chat.id).text(text).build();
        self.bot.send_message(&answer).unwrap().result
    }

    fn shout(&self, to: &Message, file: &str, name: &str) {
        let file = self.bot.get_file(&GetFileParams::builder().file_id(file).build()).unwrap().result;
        let address = format!("{}/{}", self.files, file.file_path.unwrap());
        let taken =
            self.bot.request_agent.get(&address).call().unwrap().into_body().read_to_string().unwrap();
        let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("loud {name}"));
        std::fs::write(&path, taken.to_uppercase()).unwrap();
        let send = SendDocumentParams::builder().chat_id(to.chat.id).document(path).caption("Louder").build();
        self.bot.send_document(&send).unwrap();
    }
}
