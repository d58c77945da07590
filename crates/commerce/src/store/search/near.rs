//! What may have been meant, when nothing is as it was typed.
//!
//! A slip leaves the text before it and the text after it whole. So the candidates are those that share the longest
//! beginning there is with what was typed, or the longest end: their places in an index, a few hundred rows, however many
//! there are in all. Which of them are nearest is counted in typing mistakes, then in trigrams shared.

use async_recursion::async_recursion as boxed;
use db::On;

use super::{Found, How, Page, Words, beyond, by_words, hits};
use crate::fold::{backwards, code_key, fold};
use crate::nearest::{forgiven, mistakes, similarity};
use crate::{Result, SkuId};

/// Candidates looked at from either end.
const CANDIDATES: i64 = 300;
/// Codes offered at most.
const OFFERED: usize = 8;

/// The words with their mistakes mended, or else the nearest codes.
#[boxed]
pub async fn nearest(on: &mut dyn On, text: &str, page: Page) -> Result<Found> {
    let mut mended = Vec::new();
    for word in fold(text).split(' ').filter(|w| !w.is_empty()).take(12) {
        mended.push(mend(on, word).await?);
    }
    let found = by_words(on, &Words::of(&mended.join(" ")), How::Near, page).await?;
    if found.total > 0 {
        return Ok(found);
    }
    let ids = codes(on, &code_key(text)).await?;
    let total = i64::try_from(ids.len()).unwrap_or(0);
    let shown = if page.skip == 0 { hits(on, &ids).await? } else { Vec::new() };
    Ok(Found { how: How::Near, hits: shown, total })
}

/// The word of some title that this one was meant to be; itself if it is one, or nothing is near.
async fn mend(on: &mut dyn On, word: &str) -> Result<String> {
    let letters = word.chars().count();
    if forgiven(letters) == 0 || letters > 32 {
        return Ok(word.to_owned());
    }
    let forwards = around(on, &WORDS, word).await?;
    let back = around(on, &WORDS_BACK, &backwards(word)).await?;
    let candidates =
        forwards.into_iter().map(|row| row.1).chain(back.into_iter().map(|row| backwards(&row.1)));
    let near = candidates.filter(|c| mistakes(c, word) <= forgiven(letters));
    let best = near.min_by_key(|c| (mistakes(c, word), std::cmp::Reverse(similarity(c, word)), c.clone()));
    Ok(best.unwrap_or_else(|| word.to_owned()))
}

/// The nearest codes, nearest first.
async fn codes(on: &mut dyn On, key: &str) -> Result<Vec<SkuId>> {
    let forwards = around(on, &CODES, key).await?;
    let back = around(on, &CODES_BACK, &backwards(key)).await?;
    let back = back.into_iter().map(|(id, code)| (id, backwards(&code)));
    let most = forgiven(key.chars().count()) + 1;
    let mut near: Vec<_> = forwards
        .into_iter()
        .chain(back)
        .map(|(id, code)| (mistakes(&code, key), std::cmp::Reverse(similarity(&code, key)), code, id))
        .filter(|(wrong, std::cmp::Reverse(alike), ..)| *wrong <= most || *alike >= 500)
        .collect();
    near.sort();
    near.dedup();
    Ok(near.into_iter().take(OFFERED).map(|(.., id)| SkuId(id)).collect())
}

/// An index to look around in: what comes next, what comes before, and what lies between.
struct Index {
    next: &'static str,
    previous: &'static str,
    between: &'static str,
}

macro_rules! index {
    ($id:literal, $column:literal, $table:literal) => {
        Index {
            next: concat!(
                "SELECT ",
                $column,
                " FROM ",
                $table,
                " WHERE ",
                $column,
                " >= $1 ORDER BY ",
                $column,
                " LIMIT 1"
            ),
            previous: concat!(
                "SELECT ",
                $column,
                " FROM ",
                $table,
                " WHERE ",
                $column,
                " < $1 ORDER BY ",
                $column,
                " DESC LIMIT 1"
            ),
            between: concat!(
                "SELECT ",
                $id,
                ", ",
                $column,
                " FROM ",
                $table,
                " WHERE ",
                $column,
                " >= $1 AND ",
                $column,
                " < $2 ORDER BY ",
                $column,
                " LIMIT $3"
            ),
        }
    };
}

const WORDS: Index = index!("CAST(0 AS BIGINT)", "word", "search_word");
const WORDS_BACK: Index = index!("CAST(0 AS BIGINT)", "back", "search_word");
const CODES: Index = index!("id", "code_key", "sku");
const CODES_BACK: Index = index!("id", "code_back", "sku");

/// The rows that share the longest beginning with the text, and those that share one letter less.
async fn around(on: &mut dyn On, index: &Index, text: &str) -> Result<Vec<(i64, String)>> {
    let next: Option<(String,)> = db::fetch_optional!(on, (String,), index.next, text)?;
    let previous: Option<(String,)> = db::fetch_optional!(on, (String,), index.previous, text)?;
    let shared = [next, previous].into_iter().flatten().map(|(row,)| common(&row, text)).max().unwrap_or(0);
    let mut found = Vec::new();
    for letters in [shared, shared.saturating_sub(1)] {
        let prefix: String = text.chars().take(letters).collect();
        if letters < 2 {
            continue;
        }
        let rows: Vec<(i64, String)> =
            db::fetch_all!(on, (i64, String), index.between, &prefix, beyond(&prefix), CANDIDATES)?;
        found.extend(rows);
    }
    Ok(found)
}

/// How many characters two texts begin alike with.
fn common(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}
