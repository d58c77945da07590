//! Who is asked: a model, or the built-in translator that needs nobody.

mod pretend;

pub use pretend::Pretend;

use async_trait::async_trait;
use llm::{Ask, Budget, Client, Fault, Piece, Prices, Reply, Verdict};

/// Somebody who can be asked for translations, in the words of [`llm`].
#[async_trait]
pub trait Translator: Send + Sync {
    /// The model's name, for the memory and the report.
    fn name(&self) -> &str;

    /// It gives no translations, only something that looks different: to show and to test the way.
    fn is_pretend(&self) -> bool {
        false
    }

    /// How many calls it answers at once.
    fn concurrency(&self) -> usize;

    fn prices(&self) -> Prices;

    /// Tokens it can answer with at most, where it is known.
    fn most_tokens(&self) -> Option<u32> {
        None
    }

    /// Asks for texts. Each goes to `on` as soon as it has come; dropping the future ends the call.
    async fn ask(
        &self,
        ask: &Ask,
        budget: &Budget,
        on: &mut (dyn FnMut(Piece) + Send),
    ) -> Result<Reply, Fault>;

    /// What has been learnt about its endpoint, with the endpoint's address: to be remembered.
    fn learnt(&self) -> Option<(String, Verdict)> {
        None
    }
}

#[async_trait]
impl Translator for Client {
    fn name(&self) -> &str {
        &self.provider().model
    }

    fn concurrency(&self) -> usize {
        self.provider().max_concurrency.max(1)
    }

    fn prices(&self) -> Prices {
        self.provider().prices
    }

    fn most_tokens(&self) -> Option<u32> {
        self.provider().limits.max_output_tokens
    }

    async fn ask(
        &self,
        ask: &Ask,
        budget: &Budget,
        on: &mut (dyn FnMut(Piece) + Send),
    ) -> Result<Reply, Fault> {
        Client::ask(self, ask, budget, on).await
    }

    fn learnt(&self) -> Option<(String, Verdict)> {
        Some((self.provider().base_url.clone(), self.verdict()?))
    }
}
