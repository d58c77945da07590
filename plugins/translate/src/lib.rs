//! Pages in, the same pages in other languages out: the counter of the bureau (`crates/bureau`), which does the work.

mod desk;
mod fault;
mod told;
mod wish;

mod card;
mod order;
mod orders;
mod pick;
mod settings;

mod keep;
mod preset;

mod handover;
mod work;

mod correct;
mod review;

mod glossary;
mod sweep;

pub use desk::Desk;

use kit::{Permission, Plugin, Role};

/// Ordering translations, looking through them, and the glossary.
pub const USE: Permission = Permission::new("translate.use", Role::Staff);

/// The plugin, at this desk.
pub fn plugin(desk: Desk) -> Plugin {
    Plugin::new("translate", "🌍", kit::words!("translate"))
        .command(order::Translate(desk.clone()))
        .command(correct::Correct(desk.clone()))
        .command(glossary::Glossary(desk.clone()))
        .command(glossary::Add(desk.clone()))
        .command(pick::Search(desk.clone()))
        .command(review::Reword(desk.clone()))
        .command(keep::Stays(desk.clone()))
        .command(preset::Save(desk.clone()))
        .tap(pick::Pick(desk.clone()))
        .tap(card::Front(desk.clone()))
        .tap(pick::Languages(desk.clone()))
        .tap(card::Encoding(desk.clone()))
        .tap(card::Discard(desk.clone()))
        .tap(settings::Open(desk.clone()))
        .tap(settings::Set(desk.clone()))
        .tap(keep::Kept(desk.clone()))
        .tap(keep::Release(desk.clone()))
        .tap(preset::Presets(desk.clone()))
        .tap(preset::Use(desk.clone()))
        .tap(preset::Forget(desk.clone()))
        .tap(preset::Again(desk.clone()))
        .tap(orders::Show(desk.clone()))
        .tap(work::Start(desk.clone()))
        .tap(work::Standing(desk.clone()))
        .tap(handover::SoFar(desk.clone()))
        .tap(review::Look(desk.clone()))
        .tap(review::Accept(desk.clone()))
        .tap(review::Retry(desk.clone()))
        .job(work::Delivery(desk.clone()))
        .job(sweep::Sweep(desk))
        .every::<sweep::Sweep>("40 4 * * *", &())
}

#[cfg(test)]
mod refusals;
#[cfg(test)]
mod world;
