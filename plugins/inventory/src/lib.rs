//! What is where, what it costs, what it earns and what runs out; asked and corrected from the aisle.

mod fault;
mod find;
mod told;

mod card;
mod stock;

mod change;

mod adjust;
mod receive;
mod recount;
mod transfer;

mod approve;
mod attach;
mod doubt;
mod history;
mod hold;
mod inline;
mod off_sale;
mod photo;
mod scan;
mod undo;
mod watch;

mod store;

mod alerts;
mod low;

mod cost;
mod price;

mod count;

mod export;
mod import;

mod chart;
mod profit;
mod sales;

use kit::{Field, Permission, Plugin, Role};

/// Looking at stock.
pub const SEE: Permission = Permission::new("inventory.see", Role::Staff);
/// Writing movements, within the limits.
pub const MOVE: Permission = Permission::new("inventory.move", Role::Staff);
/// Confirming what goes beyond the limits, and taking things off sale.
pub const CONFIRM: Permission = Permission::new("inventory.confirm", Role::Lead);

/// Changing prices, within the limit.
pub const PRICE: Permission = Permission::new("inventory.price", Role::Staff);
/// Costs, fees and profit.
pub const MONEY: Permission = Permission::new("inventory.money", Role::Lead);
/// Bringing files in and taking files out.
pub const FILES: Permission = Permission::new("inventory.files", Role::Lead);
/// Deciding what a chat hears of.
pub const ALERTS: Permission = Permission::new("inventory.alerts", Role::Lead);

/// Making all balances anew from the ledger.
pub const REBUILD: Permission = Permission::new("inventory.rebuild", Role::Admin);

/// More units than this at once a lead must confirm.
pub const LIMIT_UNITS: Field<i64> = Field::whole("limit_units", 1, 1_000_000).or("20");
/// A change worth more than this (at cost, in whole units of its currency) a lead must confirm.
pub const LIMIT_VALUE: Field<i64> = Field::whole("limit_value", 1, 100_000_000).or("1000");
/// A price that changes by more percent than this a lead must confirm.
pub const LIMIT_PERCENT: Field<i64> = Field::whole("limit_percent", 1, 1000).or("20");
/// For so long a change can be undone with its button.
pub const UNDO_MINUTES: Field<i64> = Field::whole("undo_minutes", 1, 10_080).or("60");
/// For so many days units are held, unless somebody lets them go before.
pub const HOLD_DAYS: Field<i64> = Field::whole("hold_days", 1, 365).or("3");

/// The plugin's name: in the registry, the settings and the texts.
pub const NAME: &str = "inventory";

pub fn plugin() -> Plugin {
    let plugin = Plugin::new(NAME, "📦", kit::words!("inventory"));
    counting(cards(plugin))
        // Before /stock: while something is being counted, 140 is a number and no code.
        .command(count::Tally)
        .command(stock::Stock)
        .command(scan::Scan)
        .command(attach::AttachCode)
        .command(adjust::Adjust)
        .command(receive::Receive)
        .command(transfer::Transfer)
        .command(recount::Recount)
        .command(hold::Hold)
        .command(photo::Photo)
        .command(count::Count)
        .command(low::Low)
        .command(price::Prices)
        .command(price::SetPrice)
        .command(cost::Costs)
        .command(cost::SetCost)
        .command(sales::Sales)
        .command(profit::Profit)
        .command(alerts::Alerts)
        .command(import::Import)
        .command(export::Export)
        .tap(import::Choose)
        .tap(import::Assign)
        .tap(import::Preview)
        .tap(import::Apply)
        .job(import::Look)
        .job(import::Write)
        .job(export::Make)
        .tap(stock::Turn)
        .tap(change::Write)
        .tap(approve::Ask)
        .tap(approve::Decide)
        .tap(undo::Undo)
        .tap(low::Turn)
        .tap(low::Sheet)
        .tap(alerts::Switch)
        .tap(alerts::Rebuild)
        .tap(price::Show)
        .tap(price::History)
        .tap(price::Write)
        .tap(price::Request)
        .tap(price::Decide)
        .tap(cost::Show)
        .tap(cost::Write)
        .tap(sales::Turn::<{ sales::SALES }>)
        .tap(sales::Turn::<{ sales::PROFIT }>)
        .tap(sales::Picture::<{ sales::SALES }>)
        .tap(sales::Picture::<{ sales::PROFIT }>)
        .tap(sales::Sheet::<{ sales::SALES }>)
        .tap(sales::Sheet::<{ sales::PROFIT }>)
        .job(alerts::Crossing)
        .job(alerts::Digest)
        .job(alerts::Pace)
        .job(alerts::Expiry)
        .job(alerts::Sums)
        .health(alerts::Ledger)
        .every::<alerts::Crossing>("*/10 * * * *", &())
        .every::<alerts::Expiry>("*/5 * * * *", &())
        .every::<alerts::Pace>("15 3 * * *", &())
        .every::<alerts::Sums>("45 3 * * *", &())
        .every::<alerts::Digest>("0 8 * * *", &())
        .inline(inline::Find)
        .settings(&[
            LIMIT_UNITS.spec,
            LIMIT_VALUE.spec,
            LIMIT_PERCENT.spec,
            UNDO_MINUTES.spec,
            HOLD_DAYS.spec,
        ])
}

/// The buttons on cards.
fn cards(plugin: Plugin) -> Plugin {
    plugin
        .tap(card::Show)
        .tap(history::History)
        .tap(hold::Keep)
        .tap(hold::Held)
        .tap(hold::Release)
        .tap(hold::LetGo)
        .tap(hold::Request)
        .tap(hold::Decide)
        .tap(photo::Set)
        .tap(photo::See)
        .tap(off_sale::Ask)
        .tap(off_sale::Switch)
        .tap(watch::Watch)
        .tap(attach::Attach)
        .tap(attach::Detach)
        .tap(chart::History)
}

/// The buttons of counts.
fn counting(plugin: Plugin) -> Plugin {
    plugin
        .tap(count::Start)
        .tap(count::Add)
        .tap(count::Expected)
        .tap(count::Later)
        .tap(count::Leave)
        .tap(count::Review)
        .tap(count::Paper)
        .tap(count::AskLead)
        .tap(count::Approve)
        .tap(count::AskDiscard)
        .tap(count::Discard)
}

#[cfg(test)]
mod every_story;
#[cfg(test)]
mod world;
