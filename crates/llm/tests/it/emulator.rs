//! The emulator's three shapes, each probed and asked as a real one would be.

use llm::{Kind, Limits, Prices, Provider, Rung, Secret};
use llm_emulator::{Emulator, Plan};

use crate::server::{ask, client};

fn provider(emulator: &Emulator, kind: Kind) -> Provider {
    let base_url = emulator.base_url() + if kind == Kind::Openai { "/v1" } else { "" };
    Provider {
        kind,
        base_url,
        model: "emulator-1".into(),
        key: Secret::new("sk-1"),
        prices: Prices::default(),
        max_concurrency: 1,
        limits: Limits { wait_ms: 1, idle_ms: 40, first_byte_ms: 2_000, tries: 2, ..Limits::default() },
    }
}

#[tokio::test]
async fn all_three_providers_are_probed_and_asked_alike() {
    let emulator = Emulator::start(Plan::default()).await.expect("a free port");
    let azure = Kind::Azure { api_version: "2025-01-01".into() };
    let mut answers = Vec::new();
    for kind in [Kind::Openai, azure, Kind::Anthropic, Kind::Gemini] {
        let client = client(provider(&emulator, kind.clone()), None);
        let (texts, reply) = ask(&client).await;
        assert_eq!(texts.len(), 2, "{kind:?}: {reply:?}");
        assert!(texts.iter().all(|(_, text)| text != "Hello" && text != "World"), "{kind:?}: {texts:?}");
        assert_eq!(client.verdict().map(|verdict| verdict.rung), Some(Rung::JsonSchema), "{kind:?}");
        answers.push(texts);
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
}
