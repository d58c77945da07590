//! `/whoami`: what the bot knows of the person who asks.

use kit::{Command, Cx, Reply, Result, Spec};

pub struct WhoAmI;

impl Command for WhoAmI {
    const SPEC: Spec = Spec::new("whoami").needs(crate::USE).icon("🪪");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let person = &cx.person;
        let role = crate::role_name(cx, &person.language, person.role);
        let mut text = cx.tell(
            "access-whoami",
            kit::args![name = person.name.clone(), id = person.id.to_string(), role = role],
        );
        for (right, given) in &person.grants {
            let key = if *given { "access-right-given" } else { "access-right-taken" };
            text = text.line(&cx.tell(key, kit::args![right = right.clone()]));
        }
        Ok(Reply::text(text))
    }
}
