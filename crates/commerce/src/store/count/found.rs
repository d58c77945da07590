//! What somebody has in front of them, whatever the list says comes next.

use async_recursion::async_recursion as boxed;
use db::{On, Tx};

use super::{Item, countable};
use crate::{CountId, Result, SkuId};

/// What came of asking for an item by its code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// It is this person's now, and a number goes to it.
    Yours(Item),
    Counted(Item),
    /// Somebody else has it in hand, and answers for it.
    Theirs(Item),
    NotListed,
}

/// Gives an item into the hands of a person who stands in front of it. See [`super::add`] for what is not on the list.
#[boxed]
pub async fn take(tx: &mut Tx, id: CountId, sku: SkuId, who: &str) -> Result<Taken> {
    countable(tx, id).await?;
    let sql = concat!(item!(), "WHERE i.session_id = $1 AND i.sku_id = $2");
    let Some(item) = db::fetch_optional!(tx, Item, sql, id, sku)? else { return Ok(Taken::NotListed) };
    if item.counted.is_some() {
        return Ok(Taken::Counted(item));
    }
    if item.taken_by.as_deref().is_some_and(|by| by != who) {
        return Ok(Taken::Theirs(item));
    }
    hand_over(tx, id, sku, who).await?;
    Ok(Taken::Yours(item))
}

/// It is theirs, and what they were asked for last.
pub(super) async fn hand_over(tx: &mut Tx, id: CountId, sku: SkuId, who: &str) -> Result<()> {
    db::execute!(
        tx,
        "UPDATE count_item SET taken_by = $3,
                asked = (SELECT COALESCE(MAX(o.asked), 0) + 1 FROM count_item o WHERE o.taken_by = $3)
         WHERE session_id = $1 AND sku_id = $2",
        id,
        sku,
        who,
    )?;
    Ok(())
}

/// The open count in which a person was asked for something last, counted or not.
#[boxed]
pub async fn latest(on: &mut dyn On, who: &str) -> Result<Option<CountId>> {
    let found: Option<(CountId,)> = db::fetch_optional!(
        on,
        (CountId,),
        "SELECT i.session_id FROM count_item i JOIN count_session s ON s.id = i.session_id
         WHERE i.taken_by = $1 AND s.state = 'open' ORDER BY i.asked DESC, i.session_id DESC LIMIT 1",
        who,
    )?;
    Ok(found.map(|(id,)| id))
}
