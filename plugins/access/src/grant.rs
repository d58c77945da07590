//! `/grant`: one right, given to or taken from one person, beside their role.

use kit::{Command, Cx, Effect, Field, Reply, Result, Spec, store};

pub struct Grant;

const WHO: Field<String> = Field::word("who");
const RIGHT: Field<String> = Field::word("right");
const HOW: Field<String> = Field::choice("how", &["yes", "no", "default"]).or("yes").asked();

impl Command for Grant {
    const SPEC: Spec = Spec::new("grant")
        .fields(&[HOW.spec, WHO.spec, RIGHT.spec])
        .needs(crate::DECIDE)
        .effect(Effect::Writes)
        .icon("🔐");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let (who, right, how) = (cx.get(&WHO)?, cx.get(&RIGHT)?, cx.get(&HOW)?);
        let known = cx.registry().permissions();
        let Some(permission) = known.get(right.as_str()).copied() else {
            let all = known.keys().copied().collect::<Vec<_>>().join(", ");
            return Err(cx
                .refuse("access-right-unknown", kit::args![right = right, rights = all])
                .at("right"));
        };
        let mut person = crate::find(cx, &who).await?;
        crate::check_below(cx, &person)?;
        if !cx.may(permission) {
            return Err(cx.refuse("access-right-not-yours", kit::args![right = right]).at("right"));
        }
        match how.as_str() {
            "default" => person.grants.remove(&right),
            how => person.grants.insert(right.clone(), how == "yes"),
        };
        store::people::set_grants(cx.tx().await?, person.id, &person.grants).await?;
        cx.note("person", person.id);
        cx.note(&right, &how);
        cx.show_commands(&person).await?;
        let key = format!("access-grant-{how}");
        Ok(Reply::text(cx.tell(&key, kit::args![name = person.name, right = right])))
    }
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn one_right_more_for_one_person() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.anna().says("/announce hi").await;
        stage.olena().says("/grant @anna access.announce").await;
        stage.olena().says("/grant @anna fly").await;
        stage.anna().says("/whoami").await;
        stage.anna().says("/announce hi").await;
        stage.olena().says("/grant default @anna access.announce").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Anna: /announce hi
        bot → Anna: You may not do this: it needs the right access.announce. An administrator can give it to you.
        Olena: /grant @anna access.announce
        bot → Olena: Anna тепер має право access.announce.
        Olena: /grant @anna fly
        bot → Olena: Я не знаю права fly. Є такі: access.announce, access.ask, access.decide, access.use.
        Anna: /whoami
        bot → Anna: You are Anna (number 103), your role: staff.
            + access.announce
        Anna: /announce hi
        bot → Anna: This goes to 3 people:

            hi
            [📣 Send it]
        Olena: /grant default @anna access.announce
        bot → Olena: Anna має право access.announce відповідно до ролі.
        ");
    }
}
