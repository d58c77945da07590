//! `/team`: everybody with a role.

use kit::{Button, Command, Cx, Person, Reply, Result, Spec, Text, store};

use crate::request::Open;

pub struct Team;

impl Command for Team {
    const SPEC: Spec = Spec::new("team").needs(crate::USE).icon("👥");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let team = store::people::team(&mut cx.read().await?, cx.owners()).await?;
        let mut text = cx.tell("access-team", kit::args![count = team.len()]);
        for person in &team {
            let name = person.username.as_ref().map_or(String::new(), |u| format!(" @{u}"));
            let role = crate::role_name(cx, &cx.person.language, person.role);
            text = text.line(&Text::new().push("• ").bold(&person.name).push(format!("{name} — {role}")));
        }
        // A card can be lost: on its way to an owner who has never pressed Start, or among other messages.
        let waiting = if cx.may(crate::DECIDE) {
            store::people::waiting(&mut cx.read().await?).await?
        } else {
            Vec::new()
        };
        let open = |person: &Person| Button::tap::<Open>(format!("🔑 {}", person.name), &person.id);
        Ok(waiting.iter().fold(Reply::text(text), |reply, person| reply.row([open(person)])))
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn anna_sees_who_is_on_the_team_and_who_she_is() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/team").await;
        stage.anna().says("/whoami").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /team
        bot → Anna: The team: 4 people.
            • Olena @olena — owner
            • Lea @lea — lead
            • Anna @anna — staff
            • Ben @ben — staff
        Anna: /whoami
        bot → Anna: You are Anna (number 103), your role: staff.
        ");
    }
}
