//! `/cancel`: out of the form that is open.

use kit::{Command, Cx, Reply, Result, Spec};

pub struct Cancel;

impl Command for Cancel {
    const SPEC: Spec = Spec::new("cancel").needs(crate::USE).icon("✖");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let key = if cx.close_form() { "kit-form-cancelled" } else { "kit-form-nothing" };
        Ok(Reply::text(cx.say(key)))
    }
}
