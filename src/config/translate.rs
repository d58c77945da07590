//! `[translate]`: who translates, what it costs, and what may be spent.

use std::path::PathBuf;
use std::str::FromStr;

use super::{Reader, Secret};

/// Which conversation the model's server speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Provider {
    /// The built-in translator: needs nobody, and gives no translation.
    Pretend,
    /// `OpenAI`, Ollama, vLLM, llama.cpp and all that do as they do.
    Openai,
    Azure,
    Anthropic,
    Gemini,
}

impl FromStr for Provider {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "pretend" => Ok(Self::Pretend),
            "openai" => Ok(Self::Openai),
            "azure" => Ok(Self::Azure),
            "anthropic" => Ok(Self::Anthropic),
            "gemini" => Ok(Self::Gemini),
            _ => Err(()),
        }
    }
}

#[derive(Debug, Clone)]
pub struct Translate {
    pub provider: Provider,
    /// Empty: the provider's own.
    pub base_url: String,
    pub model: String,
    /// Azure's.
    pub api_version: String,
    pub key: Option<Secret>,
    /// Minor units of the currency for a million tokens: read, read from the provider's cache, written.
    pub price_prompt: u64,
    pub price_cached: u64,
    pub price_completion: u64,
    pub currency: String,
    /// Minor units; 0: no cap.
    pub cap_job: u64,
    pub cap_month: u64,
    pub concurrency: usize,
    /// Tokens the model answers with at most; 0: unknown.
    pub max_output_tokens: u32,
    /// Where the files of orders lie.
    pub folder: PathBuf,
}

impl Translate {
    pub fn read(reader: &mut Reader) -> Self {
        let whole = "a whole number";
        let read = Self {
            provider: reader.value(
                "translate.provider",
                Provider::Pretend,
                "“pretend”, “openai”, “azure”, “anthropic” or “gemini”",
            ),
            base_url: reader.value("translate.base_url", String::new(), "an address"),
            model: reader.value("translate.model", String::new(), "a model's name"),
            api_version: reader.value("translate.api_version", "2024-10-21".to_owned(), "a version"),
            key: reader.secret("translate.key", "QUARTERMASTER_TRANSLATE_KEY"),
            price_prompt: reader.value("translate.price_prompt", 0, whole),
            price_cached: reader.value("translate.price_cached", 0, whole),
            price_completion: reader.value("translate.price_completion", 0, whole),
            currency: reader.value("translate.currency", "USD".to_owned(), "a currency"),
            cap_job: reader.value("translate.cap_job", 0, whole),
            cap_month: reader.value("translate.cap_month", 0, whole),
            concurrency: reader.value("translate.concurrency", 4, whole),
            max_output_tokens: reader.value("translate.max_output_tokens", 0, whole),
            folder: reader.value("translate.folder", PathBuf::from("translate-orders"), "a folder"),
        };
        read.check(reader);
        read
    }

    /// The built-in translator, with nothing to pay.
    pub fn pretend(folder: PathBuf) -> Self {
        Self { folder, ..Self::read(&mut Reader::new("", Vec::new())) }
    }

    fn check(&self, reader: &mut Reader) {
        if self.provider == Provider::Pretend {
            return;
        }
        if self.model.is_empty() {
            reader.problem("translate.model: a model's server wants to know which of its models is meant.");
        }
        if self.provider == Provider::Azure && self.base_url.is_empty() {
            reader.problem("translate.base_url: with provider = \"azure\" it must be the resource's address, as https://NAME.openai.azure.com.");
        }
        if (self.cap_job > 0 || self.cap_month > 0) && self.price_completion == 0 {
            reader.problem("translate.price_completion: caps need prices, or nothing ever costs anything.");
        }
        if self.concurrency == 0 {
            reader.problem("translate.concurrency: at least one call at a time is needed.");
        }
    }

    /// The address, or the provider's own.
    pub fn address(&self) -> &str {
        match (self.base_url.trim_end_matches('/'), self.provider) {
            ("", Provider::Anthropic) => "https://api.anthropic.com",
            ("", Provider::Gemini) => "https://generativelanguage.googleapis.com",
            ("", _) => "https://api.openai.com/v1",
            (address, _) => address,
        }
    }
}
