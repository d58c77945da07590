//! A model that says what a story wants.

use std::sync::Mutex;

use async_trait::async_trait;
use bureau::Translator;
use llm::{Ask, Budget, Ending, Fault, Money, Oddities, Piece, Prices, Reply, Rung, Usage};

/// What is said to the call of this number: for each text something or nothing, or no answer at all.
pub type Script = Box<dyn Fn(usize, &Ask) -> Result<Vec<Option<String>>, Fault> + Send + Sync>;

pub struct Scripted {
    pub script: Script,
    pub name: &'static str,
    /// Each call goes out so often before it is answered, as when a server asks to wait.
    pub requests: usize,
    pub asked: Mutex<Vec<Ask>>,
}

impl Scripted {
    pub fn new(
        script: impl Fn(usize, &Ask) -> Result<Vec<Option<String>>, Fault> + Send + Sync + 'static,
    ) -> Self {
        Self { script: Box::new(script), name: "scripted", requests: 1, asked: Mutex::default() }
    }

    /// Each text is answered by itself, whenever it is asked for.
    pub fn text_by_text(answer: impl Fn(&str) -> String + Send + Sync + 'static) -> Self {
        Self::new(move |_, ask| Ok(ask.items.iter().map(|item| Some(answer(&item.text))).collect()))
    }

    /// How often each text was asked for, the most often asked first.
    pub fn times(&self) -> Vec<usize> {
        let mut counts = std::collections::HashMap::<String, usize>::new();
        for ask in self.asked.lock().unwrap().iter() {
            for item in &ask.items {
                *counts.entry(item.text.clone()).or_default() += 1;
            }
        }
        let mut counts: Vec<usize> = counts.into_values().collect();
        counts.sort_unstable_by_key(|count| std::cmp::Reverse(*count));
        counts
    }
}

#[async_trait]
impl Translator for Scripted {
    fn name(&self) -> &'static str {
        self.name
    }

    fn concurrency(&self) -> usize {
        1
    }

    fn prices(&self) -> Prices {
        Prices { prompt: 100, cached: None, completion: 100 }
    }

    async fn ask(
        &self,
        ask: &Ask,
        budget: &Budget,
        on: &mut (dyn FnMut(Piece) + Send),
    ) -> Result<Reply, Fault> {
        let number = {
            let mut asked = self.asked.lock().unwrap();
            asked.push(ask.clone());
            asked.len() - 1
        };
        for _ in 1..self.requests {
            budget.reserve(Money::default())?.settle(Money::default(), Usage::default());
        }
        let charge = budget.reserve(Money::default())?;
        let texts = (self.script)(number, ask)?;
        let mut closed = 0;
        for (index, text) in texts.into_iter().enumerate() {
            if let Some(text) = text {
                on(Piece { index, text });
                closed += 1;
            }
        }
        charge.settle(Money::default(), Usage { prompt: 10, completion: 5, ..Usage::default() });
        Ok(Reply {
            closed,
            ending: Ending::Complete,
            oddities: Oddities::default(),
            rung: Rung::JsonSchema,
            usage: Usage::default(),
            cost: Money::default(),
        })
    }
}
