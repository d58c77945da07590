//! `/role`: gives somebody another role, or takes it.

use kit::{
    Button, Command, Cx, Effect, Field, Message, Place, Reply, Result, Role, Spec, Tap, TapSpec, UserId,
};
use serde::{Deserialize, Serialize};

pub struct SetRole;

const ROLES: [&str; 4] = ["stranger", "staff", "lead", "admin"];
const WHO: Field<String> = Field::word("who");
const ROLE: Field<String> = Field::choice("role", &ROLES).or("");

impl Command for SetRole {
    const SPEC: Spec = Spec::new("role")
        .fields(&[ROLE.spec, WHO.spec])
        .needs(crate::DECIDE)
        .effect(Effect::Writes)
        .icon("🎖");

    async fn run(&self, cx: &mut Cx) -> Result<Reply> {
        let person = crate::find(cx, &cx.get(&WHO)?).await?;
        crate::check_below(cx, &person)?;
        if let Some(role) = Role::named(&cx.get(&ROLE)?) {
            return given(cx, person.id, role).await;
        }
        let text = cx.tell("access-role-which", kit::args![name = person.name.clone()]);
        let roles =
            ROLES.iter().filter_map(|r| Role::named(r)).filter(|r| *r < cx.person.role && *r != person.role);
        let language = cx.person.language.clone();
        let button = |role| {
            Button::tap::<Assign>(crate::role_name(cx, &language, role), &Chosen { who: person.id, role })
        };
        Ok(Reply::text(text).row(roles.map(button).collect::<Vec<_>>()))
    }
}

/// A role picked for somebody.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Chosen {
    pub who: UserId,
    pub role: Role,
}

pub struct Assign;

impl Tap for Assign {
    type Value = Chosen;
    const SPEC: TapSpec = TapSpec::new("ar", crate::DECIDE, "team").writes();

    async fn run(&self, cx: &mut Cx, chosen: Chosen) -> Result<Reply> {
        let person = crate::find(cx, &chosen.who.to_string()).await?;
        crate::check_below(cx, &person)?;
        Ok(given(cx, chosen.who, chosen.role).await?.instead())
    }
}

async fn given(cx: &mut Cx, who: UserId, role: Role) -> Result<Reply> {
    let person = crate::assign(cx, who, role).await?;
    let theirs = crate::role_name(cx, &person.language, role);
    let notice = cx.tell_in(&person.language, "access-your-role", kit::args![role = theirs]);
    cx.also(Message::new(notice).to(Place::private(who)));
    let ours = crate::role_name(cx, &cx.person.language, role);
    Ok(Reply::text(cx.tell("access-role-set", kit::args![name = person.name, role = ours])))
}

#[cfg(test)]
mod story {
    use stage::Stage;

    #[tokio::test]
    async fn olena_makes_ben_a_lead_with_a_button() {
        let stage = Stage::new([crate::plugin()]).await;
        stage.olena().says("/role @ben").await;
        stage.olena().taps("старший").await;
        stage.olena().says("/role @nobody lead").await;
        stage.olena().says("/role @olena staff").await;
        stage.anna().says("/role @ben staff").await;
        insta::assert_snapshot!(stage.transcript(), @r"
        Olena: /role @ben
        bot → Olena: Яку роль матиме Ben?
            [без ролі] [старший зміни] [адміністратор]
        Olena: [старший]
        bot ✎ Olena: Ben тепер має роль: старший зміни.
        bot → Ben: Ваша роль здесь теперь: старший смены.
        Olena: /role @nobody lead
        bot → Olena: Я ще не знайомий з @nobody. Спершу ця людина має хоч раз мені написати.
        Olena: /role @olena staff
        bot → Olena: Ви не можете змінити права: Olena. Це може лише хтось із вищою роллю.
        Anna: /role @ben staff
        bot → Anna: You may not do this: it needs the right access.decide. An administrator can give it to you.
        ");
    }
}
