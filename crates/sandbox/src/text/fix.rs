use super::clean::{clean, trim};
use super::find::find;
use super::split::resplit;
use super::{Entity, Formatted, Kind, Takes, check_link, link_user_id};

/// How many marks Telegram's servers keep; the others they pass over.
const MAX_MARKS: usize = 100;

/// Makes of a parsed text what a chat shows. `None` means that nothing but space is left.
///
/// # Errors
/// The sentence Telegram would answer, without its prefix.
pub fn fix(mut given: Formatted) -> Result<Option<Formatted>, String> {
    for entity in &mut given.entities {
        check_kind(&mut entity.kind)?;
    }
    for entity in &given.entities {
        if let Kind::Unfit(error) = &entity.kind {
            return Err(error.clone());
        }
    }
    given.entities.retain(|entity| entity.length > 0);
    given.entities = settle(given.entities);
    let cleaned = clean(given)?;
    let Some(mut text) = trim(cleaned) else { return Ok(None) };
    text.entities = settle(text.entities);
    text.entities.truncate(MAX_MARKS);
    let found = find(&text.text);
    text.entities = merge(text.entities, found);
    Ok(Some(text))
}

/// Links must lead somewhere, one to a person becomes a mention of them, and emoji have a number.
fn check_kind(kind: &mut Kind) -> Result<(), String> {
    match kind {
        Kind::TextUrl(url) => {
            *kind = match link_user_id(url) {
                Some(user) => Kind::TextMention(user),
                None => {
                    Kind::TextUrl(check_link(url, Takes::All).map_err(|error| format!("Entity {error}"))?)
                }
            };
            Ok(())
        }
        Kind::TextMention(..=0) => Err("User not found".to_owned()),
        Kind::Date(..=0, _) => Err("Invalid date specified".to_owned()),
        Kind::CustomEmoji(0) => Err("Invalid custom emoji identifier specified".to_owned()),
        _ => Ok(()),
    }
}

/// Sorts entities and makes them nest properly.
fn settle(mut entities: Vec<Entity>) -> Vec<Entity> {
    if entities.len() < 2 {
        return entities;
    }
    entities.sort_by_key(Entity::order);
    let (mut continuous, mut quotes, splittable) = sorts(entities);
    drop_crossing(&mut continuous);
    drop_crossing(&mut quotes);
    drop_crossing_quotes(&mut continuous, &quotes);
    continuous.append(&mut quotes);
    continuous.sort_by_key(Entity::order);
    resplit(splittable, continuous)
}

/// Adds what was found in the text; what the author marked wins.
fn merge(entities: Vec<Entity>, mut found: Vec<Entity>) -> Vec<Entity> {
    if found.is_empty() {
        return entities;
    }
    let (mut continuous, mut quotes, splittable) = sorts(entities);
    drop_crossing_quotes(&mut found, &quotes);
    found.retain(|new| !continuous.iter().any(|old| new.offset < old.end() && old.offset < new.end()));
    continuous.append(&mut found);
    continuous.append(&mut quotes);
    continuous.sort_by_key(Entity::order);
    resplit(splittable, continuous)
}

fn sorts(entities: Vec<Entity>) -> (Vec<Entity>, Vec<Entity>, Vec<Entity>) {
    let (splittable, rest): (Vec<_>, Vec<_>) =
        entities.into_iter().partition(|entity| entity.kind.splittable().is_some());
    let (quotes, continuous) = rest.into_iter().partition(|entity| entity.kind.is_blockquote());
    (continuous, quotes, splittable)
}

/// Keeps the first of those that overlap. They are sorted.
pub fn drop_crossing(entities: &mut Vec<Entity>) {
    let mut end = 0;
    entities.retain(|entity| {
        let keep = entity.offset >= end;
        if keep {
            end = entity.end();
        }
        keep
    });
}

/// A quote may hold the others whole, but not share a border stretch with them.
fn drop_crossing_quotes(entities: &mut Vec<Entity>, quotes: &[Entity]) {
    entities.retain(|entity| {
        !quotes.iter().any(|quote| {
            quote.offset < entity.end()
                && entity.offset < quote.end()
                && (entity.offset < quote.offset || quote.end() < entity.end())
        })
    });
}
