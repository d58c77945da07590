//! Every morning: how things stand with what is low, for the chats that hear of it.

use commerce::low;
use kit::store::subscription;
use kit::{Button, Job, JobCx, Message, Priority, Reply, Result};

use super::SUBJECT;
use crate::fault::told;
use crate::low as list;

/// The most pressing ones, named.
const NAMED: i64 = 5;

pub struct Digest;

impl Job for Digest {
    type Task = ();
    const NAME: &'static str = "inventory.digest";

    async fn run(&self, job: &mut JobCx, (): ()) -> Result<Reply> {
        let cx = job.cx();
        let mut on = cx.read().await?;
        let subscribers = subscription::of(&mut on, SUBJECT).await?;
        let count = low::count(&mut on).await.map_err(|error| told(cx, error))?;
        let rows = low::page(&mut on, NAMED, 0).await.map_err(|error| told(cx, error))?;
        drop(on);
        // No news is not worth a message.
        if count == 0 {
            return Ok(Reply::nothing());
        }
        for to in subscribers {
            let say = |key: &str, args| cx.tell_in(&to.language, key, args);
            let mut text = say("inventory-digest", kit::args![count = count]);
            for row in &rows {
                text = text.push("\n").line(&list::line(cx, &to.language, row));
            }
            let all = Button::command(say("inventory-alert-all", kit::args![]).body, "low");
            let sheet =
                Button::tap::<list::Sheet>(say("inventory-as-xlsx", kit::args![]).body, &String::new());
            let message = list::cards(Message::new(text), &rows).row([all, sheet]).to(to.place);
            cx.also(message.priority(Priority::Report));
        }
        Ok(Reply::nothing())
    }
}
