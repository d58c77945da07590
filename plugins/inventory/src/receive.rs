//! `/receive`: goods have come in.

use commerce::MovementKind;
use commerce::ledger::Line;
use kit::{Command, Cx, Effect, Field, Offer, Reply, Result, Spec};

use crate::adjust::{SKU, WAREHOUSE};
use crate::{change, find};

pub struct Receive;

const QUANTITY: Field<i64> = Field::whole("quantity", 1, 1_000_000);
const DOCUMENT: Field<String> = Field::rest("document").or("-").asked();

impl Command for Receive {
    const SPEC: Spec = Spec::new("receive")
        .fields(&[SKU.spec, QUANTITY.spec, WAREHOUSE.spec, DOCUMENT.spec])
        .needs(crate::MOVE)
        .effect(Effect::Writes)
        .icon("📥");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let sku = find::sku(cx, &cx.get(&SKU)?).await?;
        let warehouse = find::warehouse(cx, &cx.get(&WAREHOUSE)?, "warehouse").await?;
        let line = Line::new(MovementKind::Receive, sku.id, warehouse.id, cx.get(&QUANTITY)?);
        let document = cx.get(&DOCUMENT)?;
        change::propose(cx, "receive", document.trim_matches('-'), vec![line]).await
    }

    async fn offers(&self, cx: &mut Cx, field: &str) -> Result<Vec<Offer>> {
        match field {
            "quantity" => Ok(find::quantities()),
            "warehouse" => find::offers(cx, &find::sku(cx, &cx.get(&SKU)?).await?).await,
            _ => Ok(Vec::new()),
        }
    }
}
