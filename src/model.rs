//! The language model of the configuration, and what the translation bureau may spend on it.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use bureau::{Caps, House, Pretend, Translator};
use kit::db::Db;
use kit::{Clock, Dice};

use crate::config::{Provider, Translate};

/// So long a server may take to say anything at all.
const ANSWER: Duration = Duration::from_secs(15);

/// What holds for every order.
pub fn house(config: &Translate) -> House {
    let cap = |minor: u64| (minor > 0).then(|| llm::Money::from_minor(minor));
    let caps = Caps { job: cap(config.cap_job), month: cap(config.cap_month) };
    House { caps, currency: config.currency.clone(), ..House::default() }
}

/// Who translates: the model, with what was learnt of its server before; or the built-in translator.
pub async fn translator(config: &Translate, db: &Db) -> anyhow::Result<Arc<dyn Translator>> {
    let kind = match config.provider {
        Provider::Pretend => return Ok(Arc::new(Pretend)),
        Provider::Openai => llm::Kind::Openai,
        Provider::Azure => llm::Kind::Azure { api_version: config.api_version.clone() },
        Provider::Anthropic => llm::Kind::Anthropic,
        Provider::Gemini => llm::Kind::Gemini,
    };
    let provider = llm::Provider {
        kind,
        base_url: config.address().to_owned(),
        model: config.model.clone(),
        key: config.key.as_ref().map(|key| llm::Secret::new(key.expose())).unwrap_or_default(),
        prices: llm::Prices {
            prompt: config.price_prompt,
            cached: (config.price_cached > 0).then_some(config.price_cached),
            completion: config.price_completion,
        },
        max_concurrency: config.concurrency,
        limits: llm::Limits {
            max_output_tokens: (config.max_output_tokens > 0).then_some(config.max_output_tokens),
            ..llm::Limits::default()
        },
    };
    // A redirect could carry the key elsewhere.
    let http = reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(15))
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .context("The model's client cannot start")?;
    let now = || {
        let micros = u64::try_from(Clock::System.now().micros()).unwrap_or(0);
        std::time::UNIX_EPOCH + Duration::from_micros(micros)
    };
    let chance = || rand::Rng::random::<f64>(&mut Dice::System.rng());
    let verdict = bureau::verdict(db, &provider.base_url, &provider.model).await?;
    Ok(Arc::new(llm::Client::new(http, provider, llm::Surroundings::new(now, chance), verdict)))
}

/// Where the model is, for a look whether it can be reached. By default there is none.
#[derive(Debug, Default)]
pub struct Server {
    address: Option<String>,
    model: String,
}

impl Server {
    pub fn of(config: &Translate) -> Self {
        let address = (config.provider != Provider::Pretend).then(|| config.address().to_owned());
        Self { address, model: config.model.clone() }
    }
}

/// Whatever it answers, it is there. Whether it would translate, only a call could tell, which costs money.
impl kit::Health for Server {
    async fn look(&self, _db: Option<&Db>) -> Result<String, String> {
        let Some(address) = &self.address else {
            return Ok("Nobody translates yet: set [translate] provider to have a model do it.".into());
        };
        let url = reqwest::Url::parse(address)
            .map_err(|_| "translate.base_url is no address; it begins with https://.".to_owned())?;
        // Not all of it: an address can hold a password.
        let host = url.host_str().unwrap_or_default().to_owned();
        let client = reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(ANSWER);
        let called = async { client.build()?.get(url).send().await };
        match called.await {
            Ok(_) => Ok(format!("The server of the model {} answers at {host}.", self.model)),
            Err(_) => Err(format!(
                "The server of the model {} does not answer at {host}. Does it run, is translate.base_url right, and may this machine reach it?",
                self.model
            )),
        }
    }
}
