use serde_json::Value;

use super::super::answer::Fail;
use super::super::call::Cx;
use super::super::chat::ChatKey;
use crate::fields::{Fields, exact_long};

impl Cx<'_> {
    /// Whoever names a business connection is told that there is none: no account here is one of a business.
    pub fn no_business(&self) -> Result<(), Fail> {
        if self.params.get("business_connection_id").is_empty() {
            return Ok(());
        }
        let chat = self.params.get("chat_id");
        if chat.is_empty() {
            return Err(Fail::bad("chat identifier is empty"));
        }
        if exact_long(chat).is_none() {
            return Err(Fail::bad("chat identifier must be a valid Integer"));
        }
        Err(Fail::bad("business connection not found"))
    }

    /// Reads `suggested_post_parameters`; says whether a post is suggested.
    pub fn suggested_post(&self) -> Result<bool, Fail> {
        let json = self.params.json("suggested_post_parameters");
        let json = json.map_err(|_| Fail::bad("Can't parse suggested post parameters JSON object"))?;
        let Some(json) = json else { return Ok(false) };
        let Value::Object(fields) = json else {
            return Err(Fail::bad("Object expected as suggested post parameters"));
        };
        let fields = Fields(&fields);
        fields.int("send_date").map_err(Fail::bad)?;
        if let Some(price) = fields.object("price").map_err(Fail::bad)? {
            check_price(price).map_err(Fail::bad)?;
        }
        Ok(true)
    }

    /// The number of an effect; 0 for none.
    pub fn effect(&self) -> i64 {
        self.params.long("message_effect_id")
    }

    /// The same as messages show it.
    pub fn effect_id(&self) -> Option<String> {
        Some(self.effect()).filter(|effect| *effect != 0).map(|effect| effect.to_string())
    }

    /// What can be had in some chats only: effects in private ones, suggested posts where channels are written to, of which
    /// there are none here. Of several messages at once (`count`) neither can be asked for.
    pub fn check_options(&self, key: ChatKey, is_suggested: bool, count: usize) -> Result<(), Fail> {
        if self.effect() != 0 && key.bot == 0 {
            return Err(Fail::bad("Can't use message effects in the chat"));
        }
        if self.effect() != 0 && count > 1 {
            return Err(Fail::bad("Can't use message effects in the method"));
        }
        if is_suggested && count > 1 {
            return Err(Fail::bad("Can't send suggested posts with the method"));
        }
        if is_suggested {
            return Err(Fail::bad("Suggested posts can be sent only to channel direct messages"));
        }
        Ok(())
    }
}

fn check_price(price: Fields<'_>) -> Result<(), String> {
    let (currency, amount) = (price.required_text("currency")?, price.required_long("amount")?);
    match currency.as_str() {
        "XTR" => Ok(()),
        "TON" if amount % 10_000_000 == 0 => Ok(()),
        "TON" => Err("Suggested post price must be divisible by 10000000 nanotoncoins".to_owned()),
        _ => Err("Invalid suggested post price currency specified".to_owned()),
    }
}
