use super::World;
use super::answer::{Answer, Fail, Outcome, Reply, Wait};
use super::methods;
use super::names;
use super::params::Params;
use super::past::What;

/// What a method works with.
pub struct Cx<'a> {
    pub world: &'a mut World,
    /// Who calls.
    pub bot: i64,
    pub params: &'a Params,
}

/// A method of the Bot API.
pub type Method = fn(&mut Cx<'_>) -> Result<Reply, Fail>;

impl World {
    /// What Telegram would answer to this call now.
    pub fn call(&mut self, token: &str, method: &str, params: &Params) -> Outcome {
        if self.is_to_be_told(method, params) {
            self.note(|| What::call(token, method, params));
        }
        let result = self.bot_of(token).and_then(|bot| {
            let method = if method.is_empty() { params.get("method") } else { method };
            self.launch(bot, method)?;
            let run = find(method)?;
            run(&mut Cx { world: self, bot, params })
        });
        outcome(result)
    }

    /// The first call opens a bot on this server; one that has logged out hears that for a while.
    fn launch(&mut self, bot: i64, method: &str) -> Result<(), Fail> {
        let now = self.now_ms;
        let Some(bot) = self.bots.get_mut(&bot) else { return Ok(()) };
        if now < bot.logged_out_until_ms {
            return Err(Fail::new(400, "Logged out"));
        }
        if !method.eq_ignore_ascii_case("close") {
            bot.launched_ms.get_or_insert(now);
        }
        Ok(())
    }

    /// What only looks changes nothing; of polls the ones that confirm updates do.
    fn is_to_be_told(&self, method: &str, params: &Params) -> bool {
        let method = if method.is_empty() { params.get("method") } else { method }.to_ascii_lowercase();
        if method == "getupdates" {
            return self.past.is_some() && (params.int("offset") != 0 || params.has("allowed_updates"));
        }
        !method.starts_with("get")
    }

    /// What a waiting long poll gets now, or that it goes on waiting; not if its time is `over` by the clock outside.
    pub fn resume(&mut self, wait: &Wait, over: bool) -> Outcome {
        outcome(methods::updates::resume(self, wait, over))
    }

    /// The bot of a token. A text that can be none gets Telegram's own 404: its cloud does not know such an address. (The
    /// server that one can run oneself says 401 `Unauthorized: invalid token specified`.)
    pub(crate) fn bot_of(&self, token: &str) -> Result<i64, Fail> {
        let malformed = token.starts_with('0') || token.len() > 80 || token.contains('/');
        let id = token.split_once(':').and_then(|(id, _)| id.parse::<i64>().ok());
        if malformed || id.is_none_or(|id| id <= 0) {
            return Err(Fail::new(404, "Not Found"));
        }
        let bot = id.and_then(|id| self.bots.get(&id)).filter(|bot| bot.spec.token == token);
        bot.map(|bot| bot.id).ok_or_else(|| Fail::new(401, "Unauthorized"))
    }
}

fn find(method: &str) -> Result<Method, Fail> {
    let lower = method.to_ascii_lowercase();
    if let Some((_, run)) = methods::ALL.iter().find(|(name, _)| name.eq_ignore_ascii_case(&lower)) {
        return Ok(*run);
    }
    match names::NOT_EMULATED.split_ascii_whitespace().find(|name| name.eq_ignore_ascii_case(&lower)) {
        Some(name) => Err(Fail::bad(format!("SANDBOX: {name} exists in Bot API 10.3 but is not emulated"))),
        None => Err(Fail::new(404, "Not Found: method not found")),
    }
}

fn outcome(result: Result<Reply, Fail>) -> Outcome {
    Outcome::Answer(match result {
        Ok(Reply::Wait(wait)) => return Outcome::Wait(wait),
        Ok(Reply::Json(result)) => Answer::ok(&result),
        Ok(Reply::Described(description)) => Answer::described(description),
        Err(fail) => fail.into(),
    })
}
