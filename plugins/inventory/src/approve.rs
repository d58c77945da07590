//! What is beyond somebody's limits: a lead confirms it with a button, or does not.

pub mod store;

use commerce::ledger::Plan;
use kit::{
    Button, Cx, Fault, Look, Message, Person, Place, Priority, Reply, Result, Tap, TapSpec, Text, UserId,
    store::people,
};
use serde::{Deserialize, Serialize};

use crate::change::{ask, beyond_limits, effects, effects_in, signed, write, written};
use crate::told::{actor, name, reason};

/// Everybody else who may confirm what is beyond somebody's limits; refused when there is nobody.
pub async fn leads(cx: &Cx) -> Result<Vec<Person>> {
    let mut leads = people::team(&mut cx.read().await?, cx.owners()).await?;
    leads.retain(|person| person.may(crate::CONFIRM) && person.id != cx.person.id);
    if leads.is_empty() { Err(cx.refuse("inventory-no-lead", kit::args![])) } else { Ok(leads) }
}

/// In a group everybody sees everybody's buttons. Whoever may not write what another has proposed (`why`) is told so, and
/// the question stays for those who may.
pub fn refuse_theirs(cx: &Cx, proposer: &str, why: Text) -> Result<()> {
    if proposer.is_empty() || proposer == actor(&cx.person) {
        return Ok(());
    }
    let who = cx.tell("inventory-theirs", kit::args![name = name(proposer).to_owned()]);
    Err(Fault::Refused { text: why.line(&who), field: None })
}

/// In which language somebody reads what became of their question.
pub async fn language_of(cx: &Cx, asked_by: UserId) -> Result<String> {
    let person = people::by_id(&mut cx.read().await?, asked_by, &[]).await?;
    Ok(person.map_or_else(|| "en".to_owned(), |person| person.language))
}

/// Sends the plan to everybody who may confirm it.
pub struct Ask;

impl Tap for Ask {
    type Value = Plan;
    const SPEC: TapSpec = TapSpec::new("ia", crate::MOVE, "stock").writes();

    async fn run(&self, cx: &mut Cx, plan: Plan) -> Result<Reply> {
        if beyond_limits(cx, &plan).await?.is_none() {
            // It is a lead who presses: there is nobody to ask, and the question is theirs now.
            return Ok(ask(cx, cx.say("inventory-plan"), signed(cx, &plan)).await?.instead());
        }
        let leads = leads(cx).await?;
        let plan = signed(cx, &plan);
        let (by, now) = (cx.person.id, cx.now());
        store::ask(cx.tx().await?, &plan.document.doc_id, by, now).await?;
        for lead in &leads {
            let card = card(cx, lead, &plan);
            cx.also(card);
        }
        let text = cx.tell("inventory-asked", kit::args![count = leads.len()]).line(&effects(cx, &plan));
        Ok(Reply::text(text).instead())
    }
}

fn card(cx: &Cx, lead: &Person, plan: &Plan) -> Message {
    let say = |key: &str| cx.tell_in(&lead.language, key, kit::args![]).body;
    // Taking back says so in the lead's language.
    let reason = if plan.document.doc_type == "reversal" {
        say("inventory-undo")
    } else {
        reason(cx, &lead.language, &plan.document.reason)
    };
    let key = if reason.is_empty() { "inventory-confirm-plain" } else { "inventory-confirm" };
    let args = kit::args![name = cx.person.name.clone(), reason = reason];
    let text = cx.tell_in(&lead.language, key, args).line(&effects_in(cx, &lead.language, plan));
    let button = |key: &str, yes: bool| {
        let decision = Decision { plan: plan.clone(), asked_by: cx.person.id, asked_in: cx.place(), yes };
        Button::tap::<Decide>(say(key), &decision).look(if yes { Look::Success } else { Look::Danger })
    };
    let buttons = [button("inventory-yes", true), button("inventory-no", false)];
    Message::new(text).row(buttons).to(Place::private(lead.id)).priority(Priority::Alert)
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Decision {
    plan: Plan,
    asked_by: UserId,
    asked_in: Place,
    yes: bool,
}

/// A lead's decision. Of two leads the second hears what the first has decided.
pub struct Decide;

impl Tap for Decide {
    type Value = Decision;
    const SPEC: TapSpec = TapSpec::new("id", crate::CONFIRM, "stock").writes();

    async fn run(&self, cx: &mut Cx, decision: Decision) -> Result<Reply> {
        let language = language_of(cx, decision.asked_by).await?;
        let plan = &decision.plan;
        let tell = |cx: &mut Cx, key: &str| {
            let args = kit::args![name = cx.person.name.clone()];
            let text = cx.tell_in(&language, key, args).line(&effects_in(cx, &language, plan));
            cx.also(Message::new(text).to(decision.asked_in));
        };
        let (word, me, now) = (if decision.yes { "confirmed" } else { "refused" }, cx.person.id, cx.now());
        if !store::decide(cx.tx().await?, &plan.document.doc_id, word, me, now).await? {
            let text = decided(cx, &plan.document.doc_id).await?.line(&effects(cx, plan));
            return Ok(Reply::text(text).instead());
        }
        if !decision.yes {
            tell(cx, "inventory-was-refused");
            cx.note("refused", &plan.document.doc_id);
            return Ok(Reply::text(cx.say("inventory-refused").line(&effects(cx, plan))).instead());
        }
        let mut plan = plan.clone();
        // Who confirmed belongs into the ledger beside who asked.
        let reason = format!("{} ✔ {}", plan.document.reason, cx.person.name);
        plan.document.reason = reason.trim_start().into();
        if let Some(mut moved) = write(cx, &plan).await? {
            moved.document.reason.clone_from(&decision.plan.document.reason);
            // Nothing is decided by a press on what was not true any more.
            cx.forget();
            let mut reply = Reply::text(cx.say("inventory-moved").line(&effects(cx, &moved)));
            for (key, yes) in [("inventory-yes", true), ("inventory-no", false)] {
                let again = Decision { plan: moved.clone(), yes, ..decision.clone() };
                reply = reply.row([Button::tap::<Self>(cx.label(key), &again)]);
            }
            return Ok(reply.instead());
        }
        tell(cx, "inventory-was-confirmed");
        Ok(Reply::message(written(cx, &plan)).instead())
    }
}

/// What somebody else has decided before.
pub async fn decided(cx: &mut Cx, request: &str) -> Result<Text> {
    let owners = cx.owners().to_vec();
    let tx = cx.tx().await?;
    let (word, by) = store::decision(tx, request).await?.unwrap_or_default();
    let name = people::by_id(tx, UserId(by), &owners).await?.map(|person| person.name).unwrap_or_default();
    let key = if word == "confirmed" { "inventory-was-confirmed" } else { "inventory-was-refused" };
    Ok(cx.tell(key, kit::args![name = name]))
}

#[cfg(test)]
mod group_story;
#[cfg(test)]
mod story {
    use crate::world::open;

    #[tokio::test]
    async fn fifty_mugs_are_more_than_anna_may_write_and_lea_confirms() {
        let shop = open().await;
        shop.stage.anna().says("/receive MUG-10 50 KYIV PO-9").await;
        shop.stage.anna().taps("Ask a lead").await;
        let yes = shop.stage.lea().remembers("Confirm");
        let no = shop.stage.lea().remembers("Refuse");
        shop.stage.anna().presses(yes.0, &yes.1, "[Lea's button, forwarded]").await;
        shop.stage.lea().taps("Confirm").await;
        shop.stage.lea().presses(yes.0, &yes.1, "[Confirm, again]").await;
        shop.stage.lea().presses(no.0, &no.1, "[Refuse, too late]").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: /receive MUG-10 50 KYIV PO-9
        bot → Anna: This would change:
            MUG-10 · KYIV: 12 → 62 (+50)
            Reason: PO-9
            ⚠️ That is more than 20 units: a lead must confirm it.
            [🙋 Ask a lead]
            [✖ Cancel]
        Anna: [Ask a lead]
        bot ✎ Anna: I have asked 2 leads. You will hear here what was decided about:
            MUG-10 · KYIV: 12 → 62 (+50)
        bot → Olena: 🙋 Anna просить записати (PO-9):
            MUG-10 · KYIV: 12 → 62 (+50)
            [✅ Підтвердити] [✖ Відмовити]
        bot → Lea: 🙋 Anna asks to write this (PO-9):
            MUG-10 · KYIV: 12 → 62 (+50)
            [✅ Confirm] [✖ Refuse]
        Anna: [Lea's button, forwarded]
        bot (alert) You may not do this: it needs the right inventory.confirm. An administrator can give it to you.
        Lea: [Confirm]
        bot ✎ Lea: ✅ Written:
            MUG-10 · KYIV: 12 → 62 (+50)
            [↩ Undo]
            [📦 Card]
        bot → Anna: ✅ Lea has confirmed; it is written:
            MUG-10 · KYIV: 12 → 62 (+50)
        Lea: [Confirm, again]
        bot (toast) This was done already.
        Lea: [Refuse, too late]
        bot ✎ Lea: ✅ Lea has confirmed; it is written:
            MUG-10 · KYIV: 12 → 62 (+50)
        ");
    }

    /// Between the question and the lead's answer some were written off: the lead sees what would happen now, and decides
    /// once. Who confirmed stands in the ledger once, too.
    #[tokio::test]
    async fn a_lead_confirms_what_is_true_now() {
        let shop = open().await;
        shop.stage.anna().says("/receive MUG-10 50 KYIV PO-9").await;
        shop.stage.anna().taps("Ask a lead").await;
        shop.stage.ben().says("/adjust MUG-10 -2 KYIV lost").await;
        shop.stage.ben().taps("Записать").await;
        shop.stage.skip();
        shop.stage.lea().taps("Confirm").await;
        shop.stage.lea().taps("Confirm").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Lea: [Confirm]
        bot ✎ Lea: The stock has moved meanwhile; nothing was written. Now it would change like this:
            MUG-10 · KYIV: 10 → 60 (+50)
            [✅ Confirm]
            [✖ Refuse]
        Lea: [Confirm]
        bot ✎ Lea: ✅ Written:
            MUG-10 · KYIV: 10 → 60 (+50)
            [↩ Undo]
            [📦 Card]
        bot → Anna: ✅ Lea has confirmed; it is written:
            MUG-10 · KYIV: 10 → 60 (+50)
        ");
        let on = &mut shop.stage.app.db.read().await.unwrap();
        let newest = commerce::ledger::history(on, shop.mug, None, 1).await.unwrap();
        assert_eq!(newest[0].reason, "PO-9 ✔ Lea");
    }

    #[tokio::test]
    async fn a_lead_refuses_what_is_worth_too_much() {
        let shop = open().await;
        shop.stage.ben().says("/adjust DELL-7490-A -7 KYIV lost").await;
        shop.stage.ben().taps("Спросить").await;
        shop.stage.skip();
        shop.stage.lea().taps("Refuse").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Lea: [Refuse]
        bot ✎ Lea: ✖ Refused; nothing was written:
            DELL-7490-A · KYIV: 7 → 0 (−7)
        bot → Ben: ✖ Lea: отказ; ничего не записано:
            DELL-7490-A · KYIV: 7 → 0 (−7)
        ");
    }

    /// Lea has become staff, and the owner has never written to the bot: whoever needs a lead hears that there is none, and
    /// the button waits for one.
    #[tokio::test]
    async fn where_there_is_no_lead_the_question_waits() {
        let shop = open().await;
        let mut tx = shop.stage.app.db.begin().await.unwrap();
        kit::store::people::set_role(&mut tx, kit::UserId(102), kit::Role::Staff).await.unwrap();
        crate::store::never_met(&mut tx, kit::UserId(101)).await.unwrap();
        tx.commit().await.unwrap();
        shop.stage.anna().says("/adjust DELL-7490-A -7 KYIV lost").await;
        shop.stage.anna().taps("Ask a lead").await;
        shop.stage.anna().says("/count KYIV MUG-10").await;
        shop.stage.anna().taps("Begin").await;
        shop.stage.anna().says("3").await;
        shop.stage.anna().taps("Review").await;
        shop.stage.anna().taps("Ask a lead").await;
        shop.stage.anna().says("/setprice MUG-10 9.90 EUR").await;
        shop.stage.anna().taps("Ask a lead").await;
        let told = shop.stage.transcript();
        let asked: Vec<_> =
            told.lines().filter(|line| line.contains("Ask a lead") || line.contains("alert")).collect();
        insta::assert_snapshot!(asked.join("\n"), @r"
            [🙋 Ask a lead]
        Anna: [Ask a lead]
        bot (alert) There is nobody who could confirm it. Please speak to the owner.
            [🙋 Ask a lead]
        Anna: [Ask a lead]
        bot (alert) There is nobody who could confirm it. Please speak to the owner.
            [🙋 Ask a lead]
        Anna: [Ask a lead]
        bot (alert) There is nobody who could confirm it. Please speak to the owner.
        ");
        // A lead is found, and the same button asks her.
        let mut tx = shop.stage.app.db.begin().await.unwrap();
        kit::store::people::set_role(&mut tx, kit::UserId(104), kit::Role::Lead).await.unwrap();
        tx.commit().await.unwrap();
        shop.stage.anna().taps("Ask a lead").await;
        shop.stage.ben().taps("Подтвердить").await;
        insta::assert_snapshot!(shop.stage.transcript(), @r"
        Anna: [Ask a lead]
        bot ✎ Anna: I have asked 1 lead. You will hear here what was decided about:
            MUG-10 · everywhere · from now on
            – → 9.90 EUR
        bot → Ben: 🙋 Anna просит установить цену:
            MUG-10 · везде · с этого момента
            – → 9,90 EUR
            [✅ Подтвердить] [✖ Отказать]
        Ben: [Подтвердить]
        bot ✎ Ben: ✅ Цена установлена:
            MUG-10 · везде · с этого момента
            – → 9,90 EUR
        bot → Anna: ✅ Ben has confirmed; it is written:
            MUG-10 · everywhere · from now on
            – → 9.90 EUR
        ");
    }
}
