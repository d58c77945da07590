//! Who the bot has met.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use chrono_tz::Tz;
use db::{Json, On, Result, Timestamp, Tx};

use crate::event::Who;
use crate::ids::UserId;
use crate::people::{Person, Role};
use crate::words::Words;

#[derive(sqlx::FromRow)]
struct Row {
    user_id: i64,
    name: String,
    username: Option<String>,
    language: String,
    language_chosen: bool,
    role: String,
    grants: Json<BTreeMap<String, bool>>,
    zone: Option<String>,
}

impl Row {
    fn person(self, owners: &[UserId]) -> Person {
        let id = UserId(self.user_id);
        let role =
            if owners.contains(&id) { Role::Owner } else { Role::named(&self.role).unwrap_or_default() };
        let (language, chosen) = (self.language, self.language_chosen);
        let grants = self.grants.0;
        Person {
            id,
            name: self.name,
            username: self.username,
            language,
            language_chosen: chosen,
            role,
            grants,
            zone: self.zone.and_then(|zone| zone.parse().ok()),
            met: true,
        }
    }
}

/// The person, as the database knows them, or else as the messenger tells of them.
#[boxed]
pub async fn find(on: &mut dyn On, who: &Who, owners: &[UserId]) -> Result<Person> {
    let found = by_id(on, who.id, owners).await?;
    Ok(found.unwrap_or_else(|| unmet(who, owners)))
}

/// Somebody as the messenger tells of them, before the bot has met them.
pub fn unmet(who: &Who, owners: &[UserId]) -> Person {
    Person {
        id: who.id,
        name: who.name.clone(),
        username: who.username.clone(),
        language: Words::nearest(who.language.as_deref()).to_owned(),
        language_chosen: false,
        role: if owners.contains(&who.id) { Role::Owner } else { Role::Stranger },
        grants: BTreeMap::new(),
        zone: None,
        met: false,
    }
}

#[boxed]
pub async fn by_id(on: &mut dyn On, id: UserId, owners: &[UserId]) -> Result<Option<Person>> {
    let row = db::fetch_optional!(
        on,
        Row,
        "SELECT user_id, name, username, language, language_chosen, role, grants, zone FROM person WHERE user_id = $1",
        id.0,
    )?;
    Ok(row.map(|row| row.person(owners)))
}

/// Everybody with a role, highest first.
#[boxed]
pub async fn team(on: &mut dyn On, owners: &[UserId]) -> Result<Vec<Person>> {
    let rows = db::fetch_all!(
        on,
        Row,
        "SELECT user_id, name, username, language, language_chosen, role, grants, zone FROM person ORDER BY name, user_id"
    )?;
    let mut people: Vec<_> =
        rows.into_iter().map(|row| row.person(owners)).filter(|p| p.role > Role::Stranger).collect();
    people.sort_by_key(|p| std::cmp::Reverse(p.role));
    Ok(people)
}

/// Strangers who asked to be let in and have no answer yet, in the order in which they asked.
#[boxed]
pub async fn waiting(on: &mut dyn On) -> Result<Vec<Person>> {
    let rows = db::fetch_all!(
        on,
        Row,
        "SELECT user_id, name, username, language, language_chosen, role, grants, zone FROM person
         WHERE role = 'stranger' AND asked_at IS NOT NULL ORDER BY asked_at, user_id"
    )?;
    Ok(rows.into_iter().map(|row| row.person(&[])).collect())
}

/// A person by their user name, without the @, in any case.
#[boxed]
pub async fn by_username(on: &mut dyn On, username: &str, owners: &[UserId]) -> Result<Option<Person>> {
    let row = db::fetch_optional!(
        on,
        Row,
        "SELECT user_id, name, username, language, language_chosen, role, grants, zone FROM person WHERE LOWER(username) = LOWER($1)",
        username,
    )?;
    Ok(row.map(|row| row.person(owners)))
}

/// Writes down who they are; what was chosen or granted stays. A user name is theirs who was seen with it last: whoever had
/// it has given it up, and is not to be meant by it any more.
#[boxed]
pub async fn meet(tx: &mut Tx, person: &Person, now: Timestamp) -> Result<()> {
    if let Some(username) = &person.username {
        let sql = "UPDATE person SET username = NULL WHERE LOWER(username) = LOWER($1) AND user_id <> $2";
        db::execute!(tx, sql, username, person.id.0)?;
    }
    db::execute!(
        tx,
        "INSERT INTO person (user_id, name, username, language, met_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (user_id) DO UPDATE SET name = excluded.name, username = excluded.username",
        person.id.0,
        &person.name,
        &person.username,
        &person.language,
        now,
    )?;
    Ok(())
}

#[boxed]
pub async fn set_role(tx: &mut Tx, id: UserId, role: Role) -> Result<u64> {
    db::execute!(tx, "UPDATE person SET role = $1, asked_at = NULL WHERE user_id = $2", role.name(), id.0)
}

#[boxed]
pub async fn set_grants(tx: &mut Tx, id: UserId, grants: &BTreeMap<String, bool>) -> Result<u64> {
    db::execute!(tx, "UPDATE person SET grants = $1 WHERE user_id = $2", Json(grants), id.0)
}

#[boxed]
pub async fn set_language(tx: &mut Tx, id: UserId, language: &str) -> Result<u64> {
    db::execute!(
        tx,
        "UPDATE person SET language = $1, language_chosen = TRUE WHERE user_id = $2",
        language,
        id.0
    )
}

/// The zone in which they read times, by its IANA name.
#[boxed]
pub async fn set_zone(tx: &mut Tx, id: UserId, zone: Tz) -> Result<u64> {
    db::execute!(tx, "UPDATE person SET zone = $1 WHERE user_id = $2", zone.name(), id.0)
}

/// Writes down that they ask to be let in; `false` when they have asked since `since` and have no answer yet.
#[boxed]
pub async fn ask(tx: &mut Tx, id: UserId, now: Timestamp, since: Timestamp) -> Result<bool> {
    let asked = db::execute!(
        tx,
        "UPDATE person SET asked_at = $1 WHERE user_id = $2 AND (asked_at IS NULL OR asked_at <= $3)",
        now,
        id.0,
        since,
    )?;
    Ok(asked == 1)
}

/// Takes the question off the table; `false` when somebody has answered it. Of two who answer at once, one waits until the
/// other has, and then finds it gone.
#[boxed]
pub async fn answer(tx: &mut Tx, id: UserId) -> Result<bool> {
    let answered = db::execute!(
        tx,
        "UPDATE person SET asked_at = NULL WHERE user_id = $1 AND asked_at IS NOT NULL",
        id.0
    )?;
    Ok(answered == 1)
}
