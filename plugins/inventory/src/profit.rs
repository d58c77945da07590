//! `/profit`: what is left of the sales when everything is paid.

use kit::{Command, Cx, Reply, Result, Spec};

use crate::sales::{PROFIT, WHAT, read, show};

pub struct Profit;

impl Command for Profit {
    const SPEC: Spec = Spec::new("profit").fields(&[WHAT.spec]).needs(crate::MONEY).icon("💰");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        show::<PROFIT>(cx, &read(cx, &cx.get(&WHAT)?).await?).await
    }
}

#[cfg(test)]
mod story;
