//! Running a plugin's code so that it can hurt nobody but itself.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use futures::FutureExt;

use crate::cx::Cx;
use crate::fault::{Fault, Result};
use crate::guard::Denied;
use crate::plugin::Running;
use crate::reply::Reply;
use crate::tap::Button;
use crate::text::Text;

/// Runs under a time limit and catches a panic; both become [`Fault::Broken`].
pub(crate) async fn guarded(running: Running<'_>, limit: Duration) -> Result<Reply> {
    guarded_for(running, limit).await
}

/// The same for work with another result.
pub(crate) async fn guarded_for<T>(running: impl Future<Output = Result<T>>, limit: Duration) -> Result<T> {
    match tokio::time::timeout(limit, AssertUnwindSafe(running).catch_unwind()).await {
        Ok(Ok(result)) => result,
        Ok(Err(panic)) => {
            let said = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
            let said = said.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default();
            Err(Fault::Broken(anyhow::anyhow!("it panicked: {said}")))
        }
        Err(_) => Err(Fault::Broken(anyhow::anyhow!("it was broken off after {} s", limit.as_secs()))),
    }
}

/// What a failure says to the person, the word for the audit, and the field of the form it belongs to.
pub(crate) fn verdict(cx: &Cx, name: &str, fault: Fault) -> (Text, String, Option<&'static str>) {
    match fault {
        Fault::Refused { text, field } => (text, "refused".to_owned(), field),
        Fault::Unavailable { service, cause } => {
            tracing::warn!(command.name = name, service.name = %service, error = format!("{cause:#}"), "a service does not answer");
            let (now, since) = (cx.local(cx.now()), cx.local(cx.app.outages.away(&service, cx.now())));
            let today = now.date_naive() == since.date_naive();
            let since = since.format(if today { "%H:%M %Z" } else { "%Y-%m-%d %H:%M %Z" }).to_string();
            (
                cx.tell("kit-unavailable", crate::args![service = service, since = since]),
                "unavailable".to_owned(),
                None,
            )
        }
        Fault::Broken(cause) => {
            let code = cx.app.code();
            tracing::error!(command.name = name, error.code = %code, error = format!("{cause:#}"), "a command broke");
            (cx.tell("kit-broken", crate::args![code = code.clone()]), format!("broken {code}"), None)
        }
    }
}

/// What somebody hears who may not.
pub(crate) fn denial(cx: &Cx, denied: &Denied) -> Reply {
    let text = match denied {
        Denied::Stranger => {
            let offer = Button::command(cx.label("kit-request-access"), "request");
            return Reply::text(cx.say("kit-stranger")).row([offer]);
        }
        Denied::Right(name) => cx.tell("kit-denied-right", crate::args![right = *name]),
        Denied::SwitchedOff => cx.say("kit-denied-off"),
        Denied::PrivateOnly => cx.say("kit-denied-private"),
        Denied::GroupsOnly => cx.say("kit-denied-group"),
        Denied::Maintenance => cx.say("kit-denied-maintenance"),
        Denied::Cooldown(left) => {
            cx.tell("kit-denied-cooldown", crate::args![seconds = left.as_secs().max(1)])
        }
    };
    Reply::text(text)
}

/// The same for a job, which has no form to go back to.
pub(crate) fn verdict_for_job(cx: &Cx, name: &str, fault: Fault) -> (Text, String) {
    let (text, outcome, _) = verdict(cx, name, fault);
    (text, outcome)
}
