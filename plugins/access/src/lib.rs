//! Who belongs to the team and what each may do.

mod announce;
mod grant;
mod request;
mod role;
mod team;
mod whoami;

use kit::{Context, Cx, Permission, Person, Plugin, Result, Role, UserId, store};

/// Seeing oneself and the team.
pub const USE: Permission = Permission::new("access.use", Role::Staff);
/// Deciding who is let in, and changing roles and rights below one's own.
pub const DECIDE: Permission = Permission::new("access.decide", Role::Admin);
/// The one thing that is open to everybody: asking to be let in.
pub const ASK: Permission = Permission::new("access.ask", Role::Stranger);
/// Writing to the whole team at once.
pub const ANNOUNCE: Permission = Permission::new("access.announce", Role::Lead);

pub fn plugin() -> Plugin {
    Plugin::new("access", "👥", kit::words!("access"))
        .always_on()
        .command(whoami::WhoAmI)
        .command(team::Team)
        .command(role::SetRole)
        .command(grant::Grant)
        .command(announce::Announce)
        .command(request::Request)
        .tap(request::Open)
        .tap(request::Decide)
        .tap(role::Assign)
        .tap(announce::Send)
        .job(announce::Delivery)
}

/// A role's name in the reader's language.
fn role_name(cx: &Cx, language: &str, role: Role) -> String {
    cx.tell_in(language, &format!("access-role-{}", role.name()), kit::args![]).body
}

/// Somebody the bot has met, by `@name` or number.
async fn find(cx: &Cx, who: &str) -> Result<Person> {
    let mut on = cx.read().await?;
    let name = who.trim_start_matches('@');
    let found = match name.parse::<i64>() {
        Ok(id) => store::people::by_id(&mut on, UserId(id), cx.owners()).await?,
        Err(_) => store::people::by_username(&mut on, name, cx.owners()).await?,
    };
    found.ok_or_else(|| cx.refuse("access-not-found", kit::args![who = who.to_owned()]).at("who"))
}

/// Nobody changes those who stand as high as they do, nor themselves: else one press could lock everybody out.
fn check_below(cx: &Cx, person: &Person) -> Result<()> {
    if person.id == cx.person.id || person.role >= cx.person.role {
        return Err(cx.refuse("access-too-high", kit::args![name = person.name.clone()]).at("who"));
    }
    Ok(())
}

/// Gives a role, tells the person, and shows them the commands they now have.
async fn assign(cx: &mut Cx, id: UserId, role: Role) -> Result<Person> {
    if role >= cx.person.role {
        return Err(cx.refuse("access-role-too-high", kit::args![]).at("role"));
    }
    let owners = cx.owners().to_vec();
    let tx = cx.tx().await?;
    let mut person = store::people::by_id(tx, id, &owners)
        .await?
        .context("a person with a role to change is not there")?;
    store::people::set_role(tx, id, role).await?;
    cx.note("person", id);
    cx.note("from", person.role.name());
    cx.note("to", role.name());
    person.role = role;
    cx.show_commands(&person).await?;
    Ok(person)
}
