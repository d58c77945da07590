//! Everything the dispatcher must know before it can decide on an event, in one trip to the database.

use std::collections::BTreeMap;

use async_recursion::async_recursion as boxed;
use db::{Json, On, Result};

use crate::args::Values;
use crate::event::Who;
use crate::guard::{EVERYONE, HOME, SERVED};
use crate::ids::{ChatId, UserId};
use crate::people::{Person, Role};
use crate::store::form::{Open, STASH};
use crate::store::people;

/// Who it is, what is switched off here, and the form that is open.
#[derive(Debug)]
pub struct Scene {
    pub person: Person,
    pub off: Vec<String>,
    /// Only owners and admins are served.
    pub maintenance: bool,
    pub open: Option<Open>,
    /// Files that came without a command, by the number of the message.
    pub files: Values,
}

#[derive(sqlx::FromRow)]
struct Row {
    name: Option<String>,
    username: Option<String>,
    language: Option<String>,
    language_chosen: Option<bool>,
    role: Option<String>,
    grants: Option<Json<BTreeMap<String, bool>>>,
    zone: Option<String>,
    off: Option<Json<Vec<String>>>,
    served: Option<String>,
    command: Option<String>,
    step: Option<String>,
    given: Option<Json<serde_json::Value>>,
    files: Option<Json<serde_json::Value>>,
}

#[boxed]
pub async fn find(on: &mut dyn On, who: &Who, chat: ChatId, lane: &str, owners: &[UserId]) -> Result<Scene> {
    let row = db::fetch_one!(
        on,
        Row,
        "SELECT p.name, p.username, p.language, p.language_chosen, p.role, p.grants, p.zone, c.off, s.value AS served, f.command, f.step, f.given, w.given AS files
         FROM (SELECT 1 AS one) AS here LEFT JOIN person p ON p.user_id = $1
         LEFT JOIN chat c ON c.chat_id = $2 LEFT JOIN form f ON f.lane = $3 LEFT JOIN form w ON w.lane = $6
         LEFT JOIN setting s ON s.plugin = $4 AND s.name = $5",
        who.id.0,
        chat.0,
        lane,
        HOME,
        SERVED.spec.name,
        format!("{lane}{STASH}"),
    )?;
    let mut person = people::unmet(who, owners);
    if let (Some(name), Some(language), Some(grants)) = (row.name, row.language, row.grants) {
        let granted = row.role.as_deref().and_then(Role::named).unwrap_or_default();
        let role = if person.role == Role::Owner { Role::Owner } else { granted };
        let chosen = row.language_chosen.unwrap_or(false);
        person = Person {
            name,
            username: row.username,
            language,
            language_chosen: chosen,
            role,
            grants: grants.0,
            zone: row.zone.and_then(|zone| zone.parse().ok()),
            met: true,
            ..person
        };
    }
    let form = row.command.zip(row.step).zip(row.given);
    let open = form.map(|((command, step), given)| match serde_json::from_value::<Values>(given.0) {
        Ok(given) => Open { command, step, given },
        // Answers in the words of another version: the form stands at no question any more.
        Err(_) => Open { command, step: String::new(), given: Values::new() },
    });
    // An older version kept files in the place of a form.
    let (open, kept) = match open {
        Some(open) if open.command == STASH => (None, Some(open.given)),
        open => (open, None),
    };
    let files = row.files.and_then(|files| serde_json::from_value(files.0).ok()).or(kept).unwrap_or_default();
    let off = row.off.map(|off| off.0).unwrap_or_default();
    let maintenance = row.served.is_some_and(|served| served != EVERYONE);
    Ok(Scene { person, off, maintenance, open, files })
}
