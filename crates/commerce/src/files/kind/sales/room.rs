//! What can still be sold from warehouses whose stock never goes below zero.

use std::collections::{BTreeMap, BTreeSet};

use db::On;

use super::super::{Found, Wrong};
use crate::files::earlier::Beside;
use crate::files::refusal::Why;
use crate::store::{balance, kit, sale};
use crate::{BelowZero, Result, SaleLineId, SkuId, WarehouseId, place};

/// Units of a SKU that are taken from a warehouse.
#[derive(Debug, Clone, Copy)]
pub struct Taken {
    pub sku: SkuId,
    pub warehouse: WarehouseId,
    pub units: i64,
}

/// What a row is to have taken, and the line that it changes: what the ledger has moved for that is put back.
#[derive(Debug, Default)]
pub struct Takes {
    pub line: Option<SaleLineId>,
    pub taken: Option<Taken>,
}

type Places = BTreeMap<(SkuId, WarehouseId), i64>;
type Parts = BTreeMap<SkuId, Vec<(SkuId, i64)>>;

/// Refuses the rows that take more than there is, and adds up for later ones what the others move. Of kits the parts move.
/// What a row puts back is there for the rows of later batches: it is written before they are looked at.
pub async fn guard(
    on: &mut dyn On,
    takes: &[Takes],
    found: &mut [Found],
    beside: &mut Beside<'_>,
) -> Result<()> {
    let never = place::warehouses(on).await?.into_iter().filter(|w| w.below_zero == BelowZero::Never);
    let never: BTreeSet<WarehouseId> = never.map(|w| w.id).collect();
    if never.is_empty() {
        return Ok(());
    }
    let wants = takes.iter().filter_map(|it| it.taken).filter(|it| never.contains(&it.warehouse));
    let skus: BTreeSet<SkuId> = wants.map(|it| it.sku).collect();
    let parts = kit::parts(on, &skus.into_iter().collect::<Vec<_>>()).await?;
    let lines: Vec<SaleLineId> = takes.iter().filter_map(|it| it.line).collect();
    let mut before = sale::moved_for(on, &lines).await?;
    let moves = takes.iter().map(|it| {
        let mut moves = it.line.and_then(|line| before.remove(&line)).unwrap_or_default();
        for by in moves.values_mut() {
            *by = by.saturating_neg();
        }
        take(&mut moves, it, &parts);
        moves.retain(|(_, warehouse), _| never.contains(warehouse));
        moves
    });
    let moves: Vec<Places> = moves.collect();
    let wanted = moves.iter().flat_map(|it| it.keys().copied()).collect();
    let earlier = |place| beside.earlier.as_ref().and_then(|it| it.moved.get(&place)).copied().unwrap_or(0);
    let there = balance::places(on, &wanted).await?.into_iter();
    let mut room: Places =
        there.map(|(key, place)| (key, place.on_hand - place.reserved + earlier(key))).collect();
    let mut done = Places::new();
    for ((moves, takes), found) in moves.iter().zip(takes).zip(found) {
        if let Err(why) = fits(moves, &room, takes, &parts) {
            *found = Err(why);
            continue;
        }
        for (place, by) in moves {
            *room.entry(*place).or_default() += (*by).min(0);
            *done.entry(*place).or_default() += by;
        }
    }
    if let Some(earlier) = &mut beside.earlier {
        for (place, by) in done {
            *earlier.moved.entry(place).or_default() += by;
        }
    }
    Ok(())
}

fn take(moves: &mut Places, takes: &Takes, parts: &Parts) {
    let Some(it) = takes.taken else { return };
    for (part, each) in parts.get(&it.sku).into_iter().flatten() {
        let place = moves.entry((*part, it.warehouse)).or_default();
        *place = place.saturating_sub(it.units.saturating_mul(*each));
    }
}

/// Whether what a row takes is there: of a kit it is said how many of it could be put together.
fn fits(moves: &Places, room: &Places, takes: &Takes, parts: &Parts) -> std::result::Result<(), Wrong> {
    let left = |place| room.get(place).copied().unwrap_or(0).max(0);
    let each = |part| {
        let parts = takes.taken.and_then(|it| parts.get(&it.sku)).into_iter().flatten();
        parts.filter(|(it, _)| it == part).map(|(_, each)| *each).next().unwrap_or(1).max(1)
    };
    let short = moves.iter().filter(|(place, by)| **by < 0 && by.saturating_neg() > left(place));
    match short.map(|(place, _)| left(place) / each(&place.0)).min() {
        Some(available) => Err((Some("quantity"), Why::Short { available })),
        None => Ok(()),
    }
}
