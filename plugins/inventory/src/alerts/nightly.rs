//! What has to be done by the clock so that the numbers stay true.

use commerce::{SkuId, balance, low, reservation};
use kit::db::{Conn, Db};
use kit::{Button, Cx, Health, Job, JobCx, Message, Place, Priority, Reply, Result, Tap, TapSpec, store};

use crate::fault::told;

/// How fast everything sells, reckoned anew.
pub struct Pace;

impl Job for Pace {
    type Task = ();
    const NAME: &'static str = "inventory.pace";

    async fn run(&self, job: &mut JobCx, (): ()) -> Result<Reply> {
        let cx = job.cx();
        let now = cx.now();
        let refreshed = low::refresh(cx.tx().await?, now).await;
        refreshed.map_err(|error| told(cx, error))?;
        Ok(Reply::nothing())
    }
}

/// Reservations whose time is up give back what they held.
pub struct Expiry;

impl Job for Expiry {
    type Task = ();
    const NAME: &'static str = "inventory.expiry";

    async fn run(&self, job: &mut JobCx, (): ()) -> Result<Reply> {
        let cx = job.cx();
        let now = cx.now();
        let expired = reservation::expire(cx.tx().await?, now).await;
        expired.map_err(|error| told(cx, error))?;
        Ok(Reply::nothing())
    }
}

/// Whether all balances add up; the owners hear of it when they do not.
pub struct Sums;

impl Job for Sums {
    type Task = ();
    const NAME: &'static str = "inventory.sums";

    async fn run(&self, job: &mut JobCx, (): ()) -> Result<Reply> {
        let cx = job.cx();
        let mut on = cx.read().await?;
        let drifted = drifted(&mut on).await.map_err(|error| told(cx, error))?;
        if drifted.is_empty() {
            return Ok(Reply::nothing());
        }
        for owner in cx.owners().to_vec() {
            let person = store::people::by_id(&mut on, owner, &[]).await?;
            let language = person.map_or_else(|| "en".to_owned(), |person| person.language);
            let named = drifted.iter().take(10).map(|sku| format!("#{sku}")).collect::<Vec<_>>().join(", ");
            let text =
                cx.tell_in(&language, "inventory-drift", kit::args![count = drifted.len(), skus = named]);
            let rebuild = cx.tell_in(&language, "inventory-rebuild", kit::args![]).body;
            let message = Message::new(text).row([Button::tap::<Rebuild>(rebuild, &())]);
            cx.also(message.to(Place::private(owner)).priority(Priority::Alert));
        }
        Ok(Reply::nothing())
    }
}

/// The SKUs whose balances are not what their movements add up to.
async fn drifted(on: &mut Conn) -> commerce::Result<Vec<SkuId>> {
    let sums = balance::check_sums(on).await?;
    let places = balance::check(on).await?;
    let mut drifted: Vec<_> = sums.into_iter().chain(places.into_iter().map(|drift| drift.sku_id)).collect();
    drifted.sort_unstable();
    drifted.dedup();
    Ok(drifted)
}

/// The same for whoever keeps the bot running.
pub struct Ledger;

impl Health for Ledger {
    async fn look(&self, db: Option<&Db>) -> Result<String, String> {
        let Some(db) = db else {
            return Ok("The balances of stock are looked at once the tables are up to date.".into());
        };
        let look = async { drifted(&mut db.read().await?).await };
        match look.await {
            Ok(drifted) if drifted.is_empty() => {
                Ok("The balances of stock are what the movements add up to.".into())
            }
            Ok(drifted) => Err(format!(
                "SKUs whose balances of stock are not what their movements add up to: {}. The owners get a message about it at night, with a button that makes all balances anew.",
                drifted.len()
            )),
            Err(error) => Err(format!("The balances of stock cannot be added up: {error}.")),
        }
    }
}

/// Makes all balances anew from the ledger.
pub struct Rebuild;

impl Tap for Rebuild {
    type Value = ();
    const SPEC: TapSpec = TapSpec::new("iab", crate::REBUILD, "low").writes();

    async fn run(&self, cx: &mut Cx, (): ()) -> Result<Reply> {
        let places = balance::rebuild(cx.tx().await?).await.map_err(|error| told(cx, error))?;
        cx.note("places", places);
        Ok(Reply::text(cx.tell("inventory-rebuilt", kit::args![count = places])).instead())
    }
}
