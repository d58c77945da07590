//! `[people]`: who owns the bot.

use chrono_tz::Tz;

use super::Reader;

#[derive(Debug, Clone)]
pub struct People {
    /// Telegram's numbers of the owners. They may do everything, and let others in.
    pub owners: Vec<i64>,
    /// In which times are read by those who have chosen no zone, and in which daily work begins.
    pub zone: Tz,
}

impl People {
    pub fn read(reader: &mut Reader) -> Self {
        Self {
            owners: reader.numbers(
                "people.owners",
                "a person's number at Telegram (write to @userinfobot to learn yours)",
            ),
            zone: reader.value("people.zone", Tz::UTC, "a time zone, as Europe/Kyiv"),
        }
    }
}
