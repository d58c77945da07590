//! `/request`: somebody unknown asks to be let in; each administrator gets a card, and whoever is first decides.

use kit::{
    Button, Command, Context, Cx, Effect, Look, Message, Person, Place, Priority, Reply, Result, Role, Spec,
    Tap, TapSpec, UserId, store,
};
use serde::{Deserialize, Serialize};
use std::time::Duration;

pub struct Request;

impl Command for Request {
    const SPEC: Spec = Spec::new("request").needs(crate::ASK).effect(Effect::Writes).hidden().icon("🔑");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        if cx.person.role > Role::Stranger {
            return Ok(Reply::text(cx.say("access-already-in")));
        }
        let (person, now, owners) = (cx.person.clone(), cx.now(), cx.owners().to_vec());
        let tx = cx.tx().await?;
        store::people::meet(tx, &person, now).await?;
        // Asking again after a day reminds the administrators; before that it would only be noise.
        if !store::people::ask(tx, person.id, now, now.minus(Duration::from_hours(24))).await? {
            return Ok(Reply::text(cx.say("access-asked-already")));
        }
        let mut admins = store::people::team(tx, &owners).await?;
        admins.retain(|p| p.may(crate::DECIDE));
        // An owner who has never written is not in the team yet, but is told all the same.
        let mut told: Vec<(UserId, String, Role)> =
            admins.into_iter().map(|p| (p.id, p.language, p.role)).collect();
        told.extend(
            owners
                .iter()
                .filter(|o| !told.iter().any(|(id, ..)| id == *o))
                .map(|o| (*o, "en".to_owned(), Role::Owner))
                .collect::<Vec<_>>(),
        );
        for (admin, language, role) in told {
            let card = card(cx, &person, &language, role);
            cx.also(card.to(Place::private(admin)).priority(Priority::Alert));
        }
        cx.note("asked", person.id);
        Ok(Reply::text(cx.say("access-asked")))
    }
}

/// What an administrator decides on.
fn card(cx: &Cx, who: &Person, language: &str, role: Role) -> Message {
    let username = who.username.as_ref().map_or(String::new(), |u| format!("@{u}"));
    let text = cx.tell_in(
        language,
        "access-card",
        kit::args![name = who.name.clone(), username = username, id = who.id.to_string()],
    );
    let give = |role: Role| {
        let label = crate::role_name(cx, language, role);
        Button::tap::<Decide>(label, &Decision { who: who.id, role: Some(role) }).look(Look::Success)
    };
    let deny = cx.tell_in(language, "access-deny", kit::args![]).body;
    let deny = Button::tap::<Decide>(deny, &Decision { who: who.id, role: None }).look(Look::Danger);
    let roles = Role::GRANTED.into_iter().filter(|r| *r < role).map(give).collect::<Vec<_>>();
    Message::new(text).row(roles).row([deny])
}

/// Shows the card of somebody who waits, once more.
pub struct Open;

impl Tap for Open {
    type Value = UserId;
    const SPEC: TapSpec = TapSpec::new("ao", crate::DECIDE, "team");

    async fn run(&self, cx: &mut Cx, who: UserId) -> Result<Reply> {
        let waiting = store::people::waiting(&mut cx.read().await?).await?;
        let Some(who) = waiting.into_iter().find(|person| person.id == who) else {
            return Ok(Reply::toast(cx.label("access-open-gone")));
        };
        Ok(Reply::message(card(cx, &who, &cx.person.language, cx.person.role)))
    }
}

/// Let in with a role, or not.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Decision {
    who: UserId,
    role: Option<Role>,
}

pub struct Decide;

impl Tap for Decide {
    type Value = Decision;
    const SPEC: TapSpec = TapSpec::new("ad", crate::DECIDE, "team").writes();

    async fn run(&self, cx: &mut Cx, decision: Decision) -> Result<Reply> {
        let owners = cx.owners().to_vec();
        let tx = cx.tx().await?;
        // Taking the question off the table and deciding it are one: of two administrators the second finds it gone.
        let open = store::people::answer(tx, decision.who).await?;
        let person = store::people::by_id(tx, decision.who, &owners)
            .await?
            .context("somebody who asked is not there")?;
        if !open {
            let role = crate::role_name(cx, &cx.person.language, person.role);
            return Ok(Reply::text(
                cx.tell("access-decided-already", kit::args![name = person.name, role = role]),
            )
            .instead());
        }
        let Some(role) = decision.role else {
            cx.note("denied", decision.who);
            let notice = cx.tell_in(&person.language, "access-denied", kit::args![]);
            cx.also(Message::new(notice).to(Place::private(decision.who)));
            return Ok(Reply::text(cx.tell("access-decided-no", kit::args![name = person.name])).instead());
        };
        let person = crate::assign(cx, decision.who, role).await?;
        let theirs = crate::role_name(cx, &person.language, role);
        let welcome = cx.tell_in(&person.language, "access-welcome", kit::args![role = theirs]);
        let menu = Button::command(cx.tell_in(&person.language, "kit-menu", kit::args![]).body, "menu");
        cx.also(Message::new(welcome).row([menu]).to(Place::private(decision.who)));
        let ours = crate::role_name(cx, &cx.person.language, role);
        Ok(Reply::text(cx.tell("access-decided-yes", kit::args![name = person.name, role = ours])).instead())
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn sam_asks_the_owner_lets_him_in_and_he_hears_of_it() {
        let stage = Stage::new([home::plugin(), crate::plugin()]).await;
        stage.sam().says("hello?").await;
        stage.sam().taps("Request access").await;
        stage.sam().says("/request").await;
        stage.olena().taps("працівник").await;
        stage.sam().taps("Menu").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Sam: hello?
        bot → Sam: I do not know you yet. This bot is for the staff of the shop: ask for access, and an administrator will decide.
            [🔑 Request access]
        Sam: [Request access]
        bot ✎ Sam: Your request is with the administrators. I will tell you as soon as one of them has decided.
        bot → Olena: 🔑 Sam @sam (номер 105) просить доступ. Яка роль?
            [працівник] [старший зміни] [адміністратор]
            [✖ Відмовити]
        Sam: /request
        bot → Sam: Your request is with the administrators already. I will tell you as soon as one of them has decided.
        Olena: [працівник]
        bot ✎ Olena: ✅ Sam у команді; роль: працівник.
        bot → Sam: Welcome! You are in; your role: staff.
            [☰ Menu]
        Sam: [Menu]
        bot ✎ Sam: Hello, Sam! What would you like to do?
            [🏠 Bot] [👥 Team]
            [✖ Close]
        ");
        assert_eq!(stage.audit(2).await[1], "Olena tap ad ok");
    }

    #[tokio::test]
    async fn a_card_that_was_lost_is_found_again_in_the_team() {
        let stage = Stage::new([home::plugin(), crate::plugin()]).await;
        stage.sam().says("/request").await;
        stage.skip();
        stage.anna().says("/team").await;
        stage.skip();
        stage.olena().says("/language en").await;
        stage.olena().says("/team").await;
        let (message, open) = stage.olena().remembers("Sam");
        stage.olena().taps("🔑 Sam").await;
        stage.olena().taps("staff").await;
        stage.olena().presses(message, &open, "[🔑 Sam]").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Olena: /language en
        bot → Olena: From now on I speak English to you.
        Olena: /team
        bot → Olena: The team: 4 people.
            • Olena @olena — owner
            • Lea @lea — lead
            • Anna @anna — staff
            • Ben @ben — staff
            [🔑 Sam]
        Olena: [🔑 Sam]
        bot → Olena: 🔑 Sam @sam (number 105) asks for access. Which role?
            [staff] [lead] [administrator]
            [✖ Deny]
        Olena: [staff]
        bot ✎ Olena: ✅ Sam is in; the role is: staff.
        bot → Sam: Welcome! You are in; your role: staff.
            [☰ Menu]
        Olena: [🔑 Sam]
        bot (toast) This has been decided already.
        ");
    }

    /// Must fail on PostgreSQL when it is first asked whether the question is open, and then closed: both are first.
    #[tokio::test]
    async fn of_two_who_decide_at_the_same_moment_one_is_first() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.sam().says("/request").await;
        stage.skip();
        let decide = async || {
            let mut tx = stage.app.db.begin().await.unwrap();
            let first = kit::store::people::answer(&mut tx, kit::UserId(105)).await.unwrap();
            tokio::task::yield_now().await;
            tx.commit().await.unwrap();
            first
        };
        let (one, other) = tokio::join!(decide(), decide());
        assert!(one != other, "one of the two decides: {one} and {other}");
    }

    #[tokio::test]
    async fn a_card_decides_once_and_only_for_who_may() {
        let stage = Stage::new([home::plugin(), crate::plugin()]).await;
        stage.sam().says("/request").await;
        let (message, yes) = stage.olena().remembers("працівник");
        let (_, no) = stage.olena().remembers("Відмовити");
        stage.skip();
        stage.anna().presses(message, &yes, "[Olena's card, forwarded]").await;
        stage.olena().presses(message, &no, "[Відмовити]").await;
        stage.olena().presses(message, &no, "[Відмовити]").await;
        stage.olena().presses(message, &yes, "[працівник]").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: [Olena's card, forwarded]
        bot (alert) You may not do this: it needs the right access.decide. An administrator can give it to you.
        Olena: [Відмовити]
        bot ✎ Olena: ✖ Sam не отримує доступу.
        bot → Sam: An administrator has declined your request. If that is a mistake, please speak to them.
        Olena: [Відмовити]
        bot (toast) Це вже зроблено.
        Olena: [працівник]
        bot ✎ Olena: Щодо Sam вже вирішено; роль: без ролі.
        ");
    }
}
