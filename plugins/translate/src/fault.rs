//! What goes wrong at the bureau, as the person hears it.

use bureau::archive::Refusal;
use bureau::exchange::Unreadable;
use bureau::{Bureau, Error, Job, JobId};
use kit::{Context, Cx, Fault, Result};

use crate::work::is_at_work;

/// Turns the bureau's errors into the kit's: what is the person's doing gets a sentence in their language.
pub trait Told<T> {
    fn told(self, cx: &Cx) -> Result<T>;
}

impl<T> Told<T> for bureau::Result<T> {
    fn told(self, cx: &Cx) -> Result<T> {
        self.or_else(|error| match error {
            Error::Refused(refusal) => Err(refused(cx, refusal)),
            Error::Unreadable(why) => Err(unreadable(cx, why)),
            Error::NoSuchJob | Error::NoSuchSegment => Err(cx.refuse("translate-gone", kit::args![])),
            Error::NoLanguage => Err(cx.refuse("translate-no-language", kit::args![])),
            Error::UnknownLanguage(name) => {
                Err(cx.refuse("translate-unknown-language", kit::args![name = name]))
            }
            Error::Rejected(reason) => Err(cx.refuse("translate-rejected", kit::args![reason = reason])),
            other => Err(other).context("the translation bureau could not do it"),
        })
    }
}

fn refused(cx: &Cx, refusal: Refusal) -> Fault {
    let named = |key: &str, name: String| cx.refuse(key, kit::args![name = name]);
    match refusal {
        Refusal::NoFiles => cx.refuse("translate-refused-empty", kit::args![]),
        Refusal::Broken(why) => cx.refuse("translate-refused-broken", kit::args![why = why]),
        Refusal::Encrypted => cx.refuse("translate-refused-locked", kit::args![]),
        Refusal::Escapes(name) => named("translate-refused-escapes", name),
        Refusal::Absolute(name) => named("translate-refused-absolute", name),
        Refusal::Name(name) => named("translate-refused-name", name),
        Refusal::Link(name) => named("translate-refused-link", name),
        Refusal::Nested(name) => named("translate-refused-nested", name),
        Refusal::Duplicate(name) => named("translate-refused-twice", name),
        Refusal::TooMany { count, limit } => {
            let args = kit::args![count = cx.number(count), limit = cx.number(limit)];
            cx.refuse("translate-refused-many", args)
        }
        Refusal::TooLarge { limit } => {
            cx.refuse("translate-refused-large", kit::args![limit = cx.number(limit)])
        }
        Refusal::Bomb(name) => named("translate-refused-bomb", name),
        Refusal::Method(name) => named("translate-refused-method", name),
    }
}

fn unreadable(cx: &Cx, why: Unreadable) -> Fault {
    match why {
        Unreadable::Unknown => cx.refuse("translate-corrections-unknown", kit::args![]),
        Unreadable::Broken(why) => cx.refuse("translate-corrections-broken", kit::args![why = why]),
        Unreadable::Empty => cx.refuse("translate-corrections-empty", kit::args![]),
    }
}

/// An order of this person's; one of somebody else's is as good as none.
pub async fn own(cx: &Cx, bureau: &Bureau, order: i64) -> Result<Job> {
    let job = bureau.job(JobId(order)).await.told(cx)?;
    if job.person != cx.person.id.0 {
        return Err(cx.refuse("translate-gone", kit::args![]));
    }
    Ok(job)
}

/// An order of this person's that is not being worked on, so that it can be changed.
pub async fn at_rest(cx: &Cx, bureau: &Bureau, order: i64) -> Result<Job> {
    let job = own(cx, bureau, order).await?;
    // The order's own state is no answer: whoever was killed or ran out of time could not change it any more.
    if is_at_work(cx, order).await? {
        return Err(cx.refuse("translate-at-work", kit::args![]));
    }
    Ok(job)
}
