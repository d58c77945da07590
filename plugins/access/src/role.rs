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
        match Role::named(&cx.get(&ROLE)?) {
            Some(role) => given(cx, person.id, role).await,
            None => {
                let text = cx.tell("access-role-which", kit::args![name = person.name.clone()]);
                let roles = ROLES
                    .iter()
                    .filter_map(|r| Role::named(r))
                    .filter(|r| *r < cx.person.role && *r != person.role);
                let language = cx.person.language.clone();
                let button = |role: Role| {
                    Button::tap::<Assign>(
                        crate::role_name(cx, &language, role),
                        &Chosen { who: person.id, role },
                    )
                };
                Ok(Reply::text(text).row(roles.map(button).collect::<Vec<_>>()))
            }
        }
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
