//! `[telegram]`: which bot this is and how it hears from Telegram.

use std::str::FromStr;

use super::{Reader, Secret};

/// How updates come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The bot asks Telegram.
    Poll,
    /// Telegram calls the bot's web address.
    Webhook,
}

impl FromStr for Mode {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "poll" => Ok(Self::Poll),
            "webhook" => Ok(Self::Webhook),
            _ => Err(()),
        }
    }
}

#[derive(Debug, Clone)]
pub struct Telegram {
    pub token: Option<Secret>,
    pub api_url: String,
    pub mode: Mode,
    pub webhook_url: String,
    pub webhook_secret: Option<Secret>,
    /// Messages a second: in all, and to one chat; and a minute to one group.
    pub overall_per_s: u32,
    pub chat_per_s: u32,
    pub group_per_min: u32,
}

impl Telegram {
    pub fn read(reader: &mut Reader) -> Self {
        let read = Self {
            token: reader.secret("telegram.token", "TELEGRAM_BOT_TOKEN"),
            api_url: reader.value("telegram.api_url", "https://api.telegram.org".to_owned(), "an address"),
            mode: reader.value("telegram.mode", Mode::Poll, "“poll” or “webhook”"),
            webhook_url: reader.value("telegram.webhook_url", String::new(), "an address"),
            webhook_secret: reader.secret("telegram.webhook_secret", "QUARTERMASTER_WEBHOOK_SECRET"),
            overall_per_s: reader.value("telegram.overall_per_s", 30, "a whole number (0: no limit)"),
            chat_per_s: reader.value("telegram.chat_per_s", 1, "a whole number (0: no limit)"),
            group_per_min: reader.value("telegram.group_per_min", 20, "a whole number (0: no limit)"),
        };
        if read.mode == Mode::Webhook {
            if !read.webhook_url.starts_with("http") {
                reader.problem("telegram.webhook_url: with mode = \"webhook\" it must be the address at which Telegram reaches this bot, as https://bot.example.com/telegram.");
            }
            if read.webhook_secret.is_none() {
                reader.problem("QUARTERMASTER_WEBHOOK_SECRET: with mode = \"webhook\" a secret of 1–256 letters, digits, _ and - must be set, or anybody could speak for Telegram.");
            }
        }
        read
    }
}
