//! `[people]`: who owns the bot.

use super::Reader;

#[derive(Debug, Clone)]
pub struct People {
    /// Telegram's numbers of the owners. They may do everything, and let others in.
    pub owners: Vec<i64>,
}

impl People {
    pub fn read(reader: &mut Reader) -> Self {
        Self {
            owners: reader.numbers(
                "people.owners",
                "a person's number at Telegram (write to @userinfobot to learn yours)",
            ),
        }
    }
}
