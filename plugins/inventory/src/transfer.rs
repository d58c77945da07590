//! `/transfer`: from one warehouse to another.

use commerce::ledger::Line;
use commerce::place::Warehouse;
use kit::{Command, Cx, Effect, Field, Offer, Reply, Result, Spec};

use crate::adjust::SKU;
use crate::{change, find};

pub struct Transfer;

const QUANTITY: Field<i64> = Field::whole("quantity", 1, 1_000_000);
const FROM: Field<String> = Field::word("from");
const TO: Field<String> = Field::word("to");
const REASON: Field<String> = Field::rest("reason");

/// Why goods are carried, as one button each.
const REASONS: [&str; 4] = ["restock", "order", "repair", "room"];

/// Whether it is a reason that a button gives.
pub fn is_known(reason: &str) -> bool {
    REASONS.contains(&reason)
}

impl Command for Transfer {
    const SPEC: Spec = Spec::new("transfer")
        .fields(&[SKU.spec, QUANTITY.spec, FROM.spec, TO.spec, REASON.spec])
        .needs(crate::MOVE)
        .effect(Effect::Writes)
        .icon("🔁");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let sku = find::sku(cx, &cx.get(&SKU)?).await?;
        let [from, to] = places(cx).await?;
        let lines = Line::transfer(sku.id, from.id, to.id, cx.get(&QUANTITY)?);
        let document = change::document(cx, "transfer", &cx.get(&REASON)?, lines.into());
        // Why it cannot be is mostly that there are not so many.
        change::propose(cx, document).await.map_err(|fault| fault.at("quantity"))
    }

    async fn check(&self, cx: &mut Cx, field: &str) -> Result<()> {
        match field {
            "from" => find::warehouse(cx, &cx.get(&FROM)?, "from").await.map(drop),
            "to" => places(cx).await.map(drop),
            _ => find::check_stocked(cx, field).await,
        }
    }

    async fn offers(&self, cx: &mut Cx, field: &str) -> Result<Vec<Offer>> {
        match field {
            "quantity" => Ok(find::quantities()),
            "from" | "to" => {
                let mut offers = find::offers(cx, &find::sku(cx, &cx.get(&SKU)?).await?).await?;
                if field == "to" {
                    let from = cx.get(&FROM)?;
                    offers.retain(|offer| !find::is_same(&offer.value, &from));
                }
                Ok(offers)
            }
            "reason" => {
                let offer = |name: &str| Offer::new(cx.label(&format!("inventory-reason-{name}")), name);
                Ok(REASONS.map(offer).into())
            }
            _ => Ok(Vec::new()),
        }
    }
}

/// From where, and where to: two places.
async fn places(cx: &Cx) -> Result<[Warehouse; 2]> {
    let from = find::warehouse(cx, &cx.get(&FROM)?, "from").await?;
    let to = find::warehouse(cx, &cx.get(&TO)?, "to").await?;
    if from.id == to.id {
        return Err(cx.refuse("inventory-same-place", kit::args![]).at("to"));
    }
    Ok([from, to])
}

#[cfg(test)]
mod story {
    use crate::world::open;

    #[tokio::test]
    async fn two_laptops_go_to_lviv() {
        let shop = open().await;
        shop.stage.ben().says("/transfer").await;
        shop.stage.ben().says("DELL-7490-A").await;
        shop.stage.ben().taps("2").await;
        shop.stage.ben().taps("KYIV").await;
        shop.stage.ben().taps("LVIV").await;
        shop.stage.ben().taps("Под заказ").await;
        shop.stage.ben().taps("Записать").await;
        shop.stage.ben().says("/transfer DELL-7490-A 1 KYIV KYIV shelf").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Ben: /transfer
        bot → Ben: 🔁 Переместить
            Что именно? Код или штрихкод.
            Напишите ответ.
            [✖ Отмена]
        Ben: DELL-7490-A
        bot → Ben: 🔁 Переместить
            Сколько?
            Целое число от 1 до 1 000 000.
            [1] [2] [5]
            [10] [20] [50]
            [‹ Назад] [✖ Отмена]
        Ben: [2]
        bot ✎ Ben: 🔁 Переместить
            С какого склада?
            Выберите ниже или напишите.
            [KYIV: 7] [LVIV: 2]
            [‹ Назад] [✖ Отмена]
        Ben: [KYIV]
        bot ✎ Ben: 🔁 Переместить
            На какой склад?
            Выберите ниже или напишите.
            [LVIV: 2]
            [‹ Назад] [✖ Отмена]
        Ben: [LVIV]
        bot ✎ Ben: 🔁 Переместить
            Зачем?
            Выберите ниже или напишите.
            [Пополнение] [Под заказ] [Ремонт]
            [Освободить место]
            [‹ Назад] [✖ Отмена]
        Ben: [Под заказ]
        bot ✎ Ben: Это изменит:
            DELL-7490-A · KYIV: 7 → 5 (−2)
            DELL-7490-A · LVIV: 2 → 4 (+2)
            Причина: Под заказ
            [✅ Записать]
            [✖ Отмена]
        Ben: [Записать]
        bot ✎ Ben: ✅ Записано:
            DELL-7490-A · KYIV: 7 → 5 (−2)
            DELL-7490-A · LVIV: 2 → 4 (+2)
            [↩ Отменить]
            [📦 Карточка]
        Ben: /transfer DELL-7490-A 1 KYIV KYIV shelf
        bot → Ben: Это тот же склад, с которого берут. Назовите другой.
        ");
        let on = &mut shop.stage.app.db.read().await.unwrap();
        let newest = commerce::ledger::history(on, shop.dell, None, 2).await.unwrap();
        assert!(newest.iter().all(|movement| movement.reason == "order"), "{newest:?}");
    }

    /// Must fail when what was named first is looked up only at the end: by then she has answered everything.
    #[tokio::test]
    async fn a_code_that_is_nobodys_and_a_place_that_is_nowhere_are_told_at_once() {
        let shop = open().await;
        shop.stage.anna().says("/transfer MGU-99").await;
        shop.stage.anna().says("MUG-SET").await;
        shop.stage.anna().says("MUG-10").await;
        shop.stage.anna().says("2").await;
        shop.stage.anna().says("ODESA").await;
        shop.stage.anna().says("KYIV").await;
        shop.stage.anna().says("kyiv").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: /transfer MGU-99
        bot → Anna: There is no SKU “MGU-99”. /stock finds it by words.

            🔁 Transfer
            Which one? Its code or barcode.
            Write your answer.
            [✖ Cancel]
        Anna: MUG-SET
        bot → Anna: MUG-SET has no stock of its own: it is put together from others, or it is a service.

            🔁 Transfer
            Which one? Its code or barcode.
            Write your answer.
            [✖ Cancel]
        Anna: MUG-10
        bot → Anna: 🔁 Transfer
            How many?
            A whole number from 1 to 1,000,000.
            [1] [2] [5]
            [10] [20] [50]
            [‹ Back] [✖ Cancel]
        Anna: 2
        bot → Anna: 🔁 Transfer
            From which warehouse?
            Choose below, or write it.
            [KYIV: 12] [LVIV: 0]
            [‹ Back] [✖ Cancel]
        Anna: ODESA
        bot → Anna: There is no warehouse “ODESA”. There are: KYIV, LVIV.

            🔁 Transfer
            From which warehouse?
            Choose below, or write it.
            [KYIV: 12] [LVIV: 0]
            [‹ Back] [✖ Cancel]
        Anna: KYIV
        bot → Anna: 🔁 Transfer
            To which warehouse?
            Choose below, or write it.
            [LVIV: 0]
            [‹ Back] [✖ Cancel]
        Anna: kyiv
        bot → Anna: That is the warehouse it comes from. Please name another.

            🔁 Transfer
            To which warehouse?
            Choose below, or write it.
            [LVIV: 0]
            [‹ Back] [✖ Cancel]
        ");
    }
}
