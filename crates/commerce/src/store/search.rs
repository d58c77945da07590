//! Finding a SKU by what somebody typed.
//!
//! Exact code (ours, or an account's) → a label to the letter → beginning of a code → barcode → words and parts of words →
//! the same on the other keyboard layout → with typing mistakes mended. The first that finds something answers. Full-text
//! indexes are the one thing that the two databases do each in their own way; [`Source`] holds both.

use async_recursion::async_recursion as boxed;
use db::{Handle, On};

use super::{barcode, kit};
use crate::fold::{code_key, fold, other_layout};
use crate::{Condition, Gtin, Kind, Result, SkuId};

mod near;

/// Ranked only when so few match: more would be slow to compare, and say little.
pub const RANKED: i64 = 1000;

/// Of a question, so many characters are read.
const READ: usize = 120;

/// How the hits were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// The code, to the letter or but for case, separators and look-alike letters.
    Code,
    /// The beginning of a code.
    Prefix,
    Barcode,
    Words,
    /// With typing mistakes: these are the nearest, ask whether they are meant.
    Near,
}

#[derive(Debug, Clone, PartialEq, Eq, sqlx::FromRow)]
pub struct Hit {
    pub id: SkuId,
    pub code: String,
    pub title: String,
    pub condition: Condition,
    pub kind: Kind,
    /// On hand less reserved in all warehouses together; of kits, how many could be put together in each.
    pub free: i64,
    /// Off sale for now (see [`crate::catalogue::Sku::hold`]).
    pub held: bool,
}

/// A page of what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub how: How,
    pub hits: Vec<Hit>,
    /// How many there are in all, up to [`RANKED`]; one more stands for more than that.
    pub total: i64,
}

/// Finds SKUs: `most` of them, leaving out the first `skip`. No text is refused; one without letters or digits finds
/// nothing.
#[boxed]
pub async fn search(on: &mut dyn On, text: &str, most: i64, skip: i64) -> Result<Found> {
    let whole = text.trim();
    let text: String = whole.chars().filter(|c| *c != '\0').take(READ).collect();
    let page = Page { most: most.clamp(1, 1000), skip: skip.max(0) };
    // What is longer than a question can still be what a label says.
    let label = if whole.len() > text.len() { by_barcode(on, whole).await? } else { None };
    let mut found = match label {
        Some(found) => found,
        None => find(on, &text, page).await?,
    };
    let kits: Vec<SkuId> = found.hits.iter().filter(|hit| hit.kind == Kind::Kit).map(|hit| hit.id).collect();
    let free = kit::free(on, &kits).await?;
    for hit in &mut found.hits {
        hit.free = free.get(&hit.id).copied().unwrap_or(hit.free);
    }
    Ok(found)
}

async fn find(on: &mut dyn On, text: &str, page: Page) -> Result<Found> {
    let mut found = plainly(on, text, page).await?;
    for typed in other_layout(text) {
        if found.total > 0 {
            break;
        }
        found = plainly(on, &typed, page).await?;
    }
    if found.total > 0 || fold(text).trim().is_empty() {
        return Ok(found);
    }
    near::nearest(on, text, page).await
}

#[derive(Debug, Clone, Copy)]
struct Page {
    most: i64,
    skip: i64,
}

/// Without mending anything.
async fn plainly(on: &mut dyn On, text: &str, page: Page) -> Result<Found> {
    let key = code_key(text);
    if key.is_empty() {
        return Ok(Found { how: How::Words, hits: Vec::new(), total: 0 });
    }
    let exact = by_code(on, text, &key, page).await?;
    if exact.total > 0 {
        return Ok(exact);
    }
    // A label says all of it; of a number that may begin a code this is looked at first.
    let is_number = text.parse::<Gtin>().is_ok();
    if !is_number && let Some(found) = by_barcode(on, text).await? {
        return Ok(found);
    }
    let words = Words::of(text);
    let short = words.each.iter().all(|word| word.chars().count() < 3);
    if short || key.chars().any(|c| c.is_ascii_digit()) {
        let prefix = by_prefix(on, &key, page).await?;
        if prefix.total > 0 {
            return Ok(prefix);
        }
    }
    if is_number && let Some(found) = by_barcode(on, text).await? {
        return Ok(found);
    }
    by_words(on, &words, How::Words, page).await
}

async fn by_barcode(on: &mut dyn On, text: &str) -> Result<Option<Found>> {
    let Some(sku) = barcode::typed(on, text).await? else { return Ok(None) };
    Ok(Some(Found { how: How::Barcode, hits: hits(on, &[sku]).await?, total: 1 }))
}

macro_rules! hit {
    ($from:literal) => {
        concat!(
            "SELECT r.id, r.code, r.title, r.condition, r.kind, r.held,
                    COALESCE((SELECT s.on_hand - s.reserved FROM sku_stock s WHERE s.sku_id = r.id), 0) AS free FROM (",
            $from,
            ") AS r"
        )
    };
}

async fn by_code(on: &mut dyn On, text: &str, key: &str, page: Page) -> Result<Found> {
    let ids = db::fetch_all!(
        on,
        (SkuId, String),
        "SELECT id, code FROM sku WHERE code = $1 OR code_key = $2
         UNION SELECT s.id, s.code FROM listing l JOIN sku s ON s.id = l.sku_id WHERE l.external_sku = $1
         ORDER BY code LIMIT 100",
        text,
        key,
    )?;
    let to_the_letter = ids.iter().find(|(_, code)| code == text).map(|(id, _)| vec![*id]);
    let ids = to_the_letter.unwrap_or_else(|| ids.into_iter().map(|(id, _)| id).collect());
    let total = i64::try_from(ids.len()).unwrap_or(0);
    let start = usize::try_from(page.skip).unwrap_or(usize::MAX).min(ids.len());
    let shown: Vec<SkuId> =
        ids.into_iter().skip(start).take(usize::try_from(page.most).unwrap_or(0)).collect();
    Ok(Found { how: How::Code, hits: hits(on, &shown).await?, total })
}

/// These SKUs as hits, in this order.
async fn hits(on: &mut dyn On, ids: &[SkuId]) -> Result<Vec<Hit>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut rows = db::fetch_built!(on, Hit, |q| {
        q.push(
            "SELECT r.id, r.code, r.title, r.condition, r.kind, r.hold IS NOT NULL AS held, COALESCE(s.on_hand - s.reserved, 0) AS free",
        );
        q.push(" FROM sku r LEFT JOIN sku_stock s ON s.sku_id = r.id WHERE r.id IN (");
        q.push_values(ids, |row, id| {
            row.push_bind(*id);
        });
        q.push(")");
    })?;
    rows.sort_by_key(|hit| ids.iter().position(|id| *id == hit.id));
    Ok(rows)
}

/// Greater than everything that begins with it, in the order of bytes.
fn beyond(prefix: &str) -> String {
    format!("{prefix}\u{10FFFF}")
}

async fn by_prefix(on: &mut dyn On, key: &str, page: Page) -> Result<Found> {
    let hits = db::fetch_all!(
        on,
        Hit,
        hit!(
            "SELECT id, code, title, condition, kind, hold IS NOT NULL AS held, code_key FROM sku WHERE code_key >= $1 AND code_key < $2
             ORDER BY code_key, id LIMIT $3 OFFSET $4"
        ),
        key,
        beyond(key),
        page.most,
        page.skip,
    )?;
    let (total,) = db::fetch_one!(
        on,
        (i64,),
        "SELECT COUNT(*) FROM (SELECT 1 FROM sku WHERE code_key >= $1 AND code_key < $2 LIMIT $3) AS few",
        key,
        beyond(key),
        RANKED + 1,
    )?;
    Ok(Found { how: How::Prefix, hits, total })
}

/// What is asked for, taken apart.
#[derive(Debug)]
struct Words {
    key: String,
    each: Vec<String>,
    /// Three characters each; what holds all of them may hold the words.
    trigrams: Vec<String>,
}

impl Words {
    fn of(text: &str) -> Self {
        let words: Vec<String> = text.split_whitespace().flat_map(together).take(12).collect();
        // Two letters count as the beginning of a word, which with the space before it is a trigram again.
        let mut trigrams: Vec<String> = words
            .iter()
            .map(|w| if w.chars().count() == 2 { format!(" {w}") } else { w.clone() })
            .flat_map(|w| {
                let letters: Vec<char> = w.chars().collect();
                letters.windows(3).map(|three| three.iter().collect::<String>()).collect::<Vec<_>>()
            })
            .collect();
        trigrams.sort();
        trigrams.dedup();
        Self { key: code_key(text), each: words, trigrams }
    }

    /// A short word has to begin a word; a longer one may stand anywhere.
    fn patterns(&self) -> Vec<String> {
        let pattern = |w: &String| if w.chars().count() < 3 { format!("% {w}%") } else { format!("%{w}%") };
        self.each.iter().map(pattern).collect()
    }

    /// For SQLite's full-text index.
    fn match_text(&self) -> String {
        self.trigrams.iter().map(|t| format!("\"{t}\"")).collect::<Vec<_>>().join(" AND ")
    }
}

/// The words of what was typed without a space. One or two letters say little alone, and half the shop has them: `i7-11`
/// is looked for as it stands. What is not found so is looked for word by word, as a near hit.
fn together(typed: &str) -> Vec<String> {
    let folded = fold(typed);
    let words = folded.split(' ').filter(|word| !word.is_empty());
    if words.clone().all(|word| word.chars().count() >= 3) {
        return words.map(str::to_owned).collect();
    }
    Some(folded.trim().to_owned()).filter(|word| !word.is_empty()).into_iter().collect()
}

/// Where the candidates come from: here the two databases differ.
struct Source {
    from: &'static str,
    /// The order of many, such that a page of them is found without a look at them all; the same from page to page.
    as_they_lie: &'static str,
    takes_match: bool,
}

impl Source {
    fn of(on: &mut dyn On) -> Self {
        match on.handle() {
            // CROSS JOIN keeps SQLite from starting at the other end.
            Handle::Sqlite(_) => Self {
                from: "sku_trigram CROSS JOIN sku s ON s.id = sku_trigram.rowid WHERE sku_trigram MATCH ",
                as_they_lie: " ORDER BY sku_trigram.rowid",
                takes_match: true,
            },
            // The index over search_text serves LIKE itself. What it finds comes in the order of the table's blocks, as it
            // does when the table is read from its beginning (see where connections are opened).
            Handle::Postgres(_) => Self { from: "sku s WHERE TRUE", as_they_lie: "", takes_match: false },
        }
    }
}

macro_rules! candidates {
    ($q:ident, $source:ident, $match_text:ident, $patterns:ident) => {
        $q.push($source.from);
        if $source.takes_match {
            $q.push_bind(&$match_text);
        }
        for pattern in &$patterns {
            $q.push(" AND s.search_text LIKE ").push_bind(pattern);
        }
    };
}

async fn by_words(on: &mut dyn On, words: &Words, how: How, page: Page) -> Result<Found> {
    if words.trigrams.is_empty() {
        return Ok(Found { how, hits: Vec::new(), total: 0 });
    }
    let (source, match_text, patterns) = (Source::of(on), words.match_text(), words.patterns());
    let counted = db::fetch_built!(on, (i64,), |q| {
        q.push("SELECT COUNT(*) FROM (SELECT 1 FROM ");
        candidates!(q, source, match_text, patterns);
        q.push(" LIMIT ").push_bind(RANKED + 1).push(") AS few");
    })?;
    let total = counted.first().map_or(0, |(n,)| *n);
    if total == 0 {
        return Ok(Found { how, hits: Vec::new(), total });
    }
    let hits = db::fetch_built!(on, Hit, |q| {
        q.push("SELECT r.id, r.code, r.title, r.condition, r.kind, r.held, COALESCE((SELECT st.on_hand - st.reserved FROM sku_stock st WHERE st.sku_id = r.id), 0) AS free FROM (");
        q.push("SELECT s.id, s.code, s.title, s.condition, s.kind, s.hold IS NOT NULL AS held FROM ");
        candidates!(q, source, match_text, patterns);
        if total <= RANKED {
            q.push(" ORDER BY CASE WHEN s.code_key LIKE ")
                .push_bind(format!("{}%", words.key))
                .push(" THEN 0 ELSE 1 END");
            for word in &words.each {
                q.push(" + CASE WHEN s.search_text LIKE ").push_bind(format!("% {word} %")).push(" THEN 0 ");
                q.push("WHEN s.search_text LIKE ").push_bind(format!("% {word}%")).push(" THEN 2 ELSE 5 END");
            }
            q.push(", LENGTH(s.search_text), s.code");
        } else {
            q.push(source.as_they_lie);
        }
        q.push(" LIMIT ").push_bind(page.most).push(" OFFSET ").push_bind(page.skip).push(") AS r");
    })?;
    Ok(Found { how, hits, total })
}
