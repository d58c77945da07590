//! `/announce`: one message to the whole team, after a look at it, as a job that shows how far it is.

use kit::{
    Button, Command, Cx, Effect, Field, Job, JobCx, Look, Message, Person, Place, Priority, Reply, Result,
    Spec, Tap, TapSpec, store,
};
use serde::{Deserialize, Serialize};

pub struct Announce;

const TEXT: Field<String> = Field::rest("text");

impl Command for Announce {
    const SPEC: Spec = Spec::new("announce")
        .fields(&[TEXT.spec])
        .needs(crate::ANNOUNCE)
        .effect(Effect::Dangerous)
        .icon("📣");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let text = cx.get(&TEXT)?;
        if text.chars().count() > 3000 {
            return Err(cx.refuse("access-announce-long", kit::args![]).at("text"));
        }
        let team = recipients(cx).await?;
        let plan = cx.tell("access-announce-plan", kit::args![count = team.len(), text = text.clone()]);
        let send = Button::tap::<Send>(cx.label("access-announce-send"), &text).look(Look::Danger);
        Ok(Reply::text(plan).row([send]))
    }
}

/// Everybody on the team but the one who writes.
async fn recipients(cx: &Cx) -> Result<Vec<Person>> {
    let mut team = store::people::team(&mut cx.read().await?, cx.owners()).await?;
    team.retain(|person| person.id != cx.person.id);
    team.sort_by_key(|person| person.id);
    Ok(team)
}

pub struct Send;

impl Tap for Send {
    type Value = String;
    const SPEC: TapSpec = TapSpec::new("an", crate::ANNOUNCE, "announce").writes();

    async fn run(&self, cx: &mut Cx, text: String) -> Result<Reply> {
        let to = recipients(cx).await?.into_iter().map(|person| person.id).collect();
        cx.queue::<Delivery>(&Letter { from: cx.person.name.clone(), text, to }).await?;
        Ok(Reply::text(cx.say("access-announce-queued")).instead())
    }
}

/// What is sent to whom: fixed when it was approved.
#[derive(Debug, Serialize, Deserialize)]
pub struct Letter {
    from: String,
    text: String,
    to: Vec<kit::UserId>,
}

pub struct Delivery;

impl Job for Delivery {
    type Task = Letter;
    const NAME: &'static str = "announce";

    async fn run(&self, job: &mut JobCx, letter: Letter) -> Result<Reply> {
        let all = letter.to.len();
        let start: usize = job.resumed().unwrap_or(0);
        for (index, person) in letter.to.iter().enumerate().skip(start) {
            let cx = job.cx();
            let language = store::people::by_id(&mut cx.read().await?, *person, &[])
                .await?
                .map_or("en".to_owned(), |p| p.language);
            let head = cx.tell_in(&language, "access-announce-from", kit::args![name = letter.from.clone()]);
            let message = Message::new(head.line(&letter.text.as_str().into())).to(Place::private(*person));
            cx.also(message.priority(Priority::Report));
            let what = cx.say("access-announce-sending");
            job.progress(&what, index + 1, all);
            job.step(&(index + 1)).await?;
        }
        Ok(Reply::text(job.cx().tell("access-announce-done", kit::args![count = all])))
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn lea_tells_the_team_once_after_a_look_at_it() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.lea().says("/announce").await;
        stage.lea().says("Delivery at 14:00, <b>gate 2</b>").await;
        let (message, send) = stage.lea().remembers("Send it");
        stage.lea().taps("Send it").await;
        stage.lea().presses(message, &send, "[Send it, again]").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Lea: /announce
        bot → Lea: 📣 Announce
            What shall I tell the team?
            Write your answer.
            [✖ Cancel]
        Lea: Delivery at 14:00, <b>gate 2</b>
        bot → Lea: This goes to 3 people:

            Delivery at 14:00, <b>gate 2</b>
            [📣 Send it]
        Lea: [Send it]
        bot ✎ Lea: It is on its way.
        bot → Olena: 📣 Lea — команді:
            Delivery at 14:00, <b>gate 2</b>
        bot → Lea: Telling the team
            ▰▰▰▱▱▱▱▱▱▱ 1 of 3
            [✖ Cancel]
        bot → Anna: 📣 Lea to the team:
            Delivery at 14:00, <b>gate 2</b>
        bot ✎ Lea: Telling the team
            ▰▰▰▰▰▰▱▱▱▱ 2 of 3
            [✖ Cancel]
        bot → Ben: 📣 Lea — команде:
            Delivery at 14:00, <b>gate 2</b>
        bot ✎ Lea: Telling the team
            ▰▰▰▰▰▰▰▰▰▰ 3 of 3
            [✖ Cancel]
        bot ✎ Lea: Told 3 people.
        Lea: [Send it, again]
        bot (toast) This was done already.
        ");
    }
}
