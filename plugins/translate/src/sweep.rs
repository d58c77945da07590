//! Orders that nobody has come back to are thrown away with their files; the memory keeps what was learnt from them.

use std::time::Duration;

use kit::{Job, JobCx, Reply, Result};

use crate::Desk;
use crate::fault::Told;

/// For so long a result can be asked for again, reviewed and corrected.
const KEPT: Duration = Duration::from_hours(30 * 24);

pub struct Sweep(pub Desk);

impl Job for Sweep {
    type Task = ();
    const NAME: &'static str = "translate sweep";

    async fn run(&self, cx: &mut JobCx, (): ()) -> Result<Reply> {
        let gone = self.0.bureau(cx.cx()).sweep(KEPT).await.told(cx.cx())?;
        cx.cx().note("orders", gone);
        Ok(Reply::nothing())
    }
}

#[cfg(test)]
mod story {
    use std::time::Duration;

    use crate::world::open;

    #[tokio::test]
    async fn what_nobody_has_touched_for_a_month_is_thrown_away() {
        let shop = open().await;
        let anna = shop.stage.anna();
        anna.sends_file("index.html", "<p>Hello</p>", "de").await;
        shop.stage.passes(Duration::ZERO).await;
        shop.stage.skip();
        let month = Duration::from_hours(31 * 24);
        shop.clock.advance(month);
        shop.stage.passes(month).await;
        anna.taps("Start").await;
        insta::assert_snapshot!(shop.transcript(), @r"
        Anna: [Start]
        bot (alert) This order or this text is not there any more.
        ");
    }
}
