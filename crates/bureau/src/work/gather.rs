//! From open files to texts that have to be asked for: without repetitions, without what is settled or remembered.

use std::collections::{HashMap, HashSet};

use translate::batch::{Piece, Unit, split};
use translate::repair::{Checker, Done};
use translate::reply::{Intake, State, Sum};
use translate::validate::{Findings, Hard, Soft};

use super::bench::{Bench, Text, Whole};
use super::shift::Shift;
use crate::error::Result;
use crate::memory;
use crate::order::Mark;
use crate::store::{self, memory::Line, segment::Kept};

impl Shift<'_> {
    /// Puts the window's texts on the bench. What the memory has, and what an interrupted answer had brought, is settled at
    /// once; the places of all others are given back, by language.
    pub(super) async fn gather(&mut self, bench: &mut Bench<'_>) -> Result<Vec<Vec<usize>>> {
        let mut fresh = Vec::new();
        for language in 0..bench.briefs.len() {
            let found = collect(bench, language);
            let found = self.leave_settled(bench, found).await?;
            let found = self.recall(bench, found).await?;
            let found = lead(bench, found);
            let found = self.liken(bench, found).await?;
            fresh.push(divide(bench, found));
        }
        Ok(fresh)
    }

    /// Leaves out what is settled, and takes what had been heard before a crash as the beginning of an answer.
    async fn leave_settled(&mut self, bench: &mut Bench<'_>, found: Vec<usize>) -> Result<Vec<usize>> {
        let (names, code) = names(bench, &found, |text| text.name.clone());
        let known =
            store::segment::some(&mut self.bureau.db().read().await?, self.job.id, &code, &names).await?;
        let known: HashMap<&str, &Kept> = known.iter().map(|kept| (kept.key.digest.as_str(), kept)).collect();
        let mut open = Vec::new();
        let mut heard: HashMap<i64, Vec<(i64, usize, String)>> = HashMap::new();
        for text in found {
            let kept = bench.texts.get(text).and_then(|text| known.get(text.name.as_str()));
            match kept {
                Some(kept) if kept.mark.is_settled() => {}
                Some(Kept { mark: Mark::Heard, call: Some((call, place)), target, .. }) => {
                    heard.entry(*call).or_default().push((*place, text, target.clone()));
                }
                _ => open.push(text),
            }
        }
        let mut calls: Vec<_> = heard.into_iter().collect();
        calls.sort_by_key(|(call, _)| *call);
        for (_, mut texts) in calls {
            texts.sort();
            open.extend(self.take_up(bench, &texts));
        }
        self.flush(None).await?;
        open.sort_unstable();
        Ok(open)
    }

    /// What had been heard of an answer that a crash cut: judged as any cut answer. What is not good is asked for anew.
    fn take_up(&mut self, bench: &mut Bench<'_>, texts: &[(i64, usize, String)]) -> Vec<usize> {
        let units: Vec<Unit> =
            texts.iter().filter_map(|(_, text, _)| Some(bench.texts.get(*text)?.unit.clone())).collect();
        let mut intake = Intake::new(units);
        for (place, (_, text, answer)) in texts.iter().enumerate() {
            bench.judge(*text, |_, checker| intake.take(place, answer.clone(), checker).is_some());
        }
        let settled = intake.close(&Sum::Cut, &[]);
        let mut good = HashSet::new();
        for (place, judged, state) in settled.good {
            if let Some((_, text, _)) = texts.get(place) {
                good.insert(*text);
                self.settle(bench, *text, Done { text: judged.text, state, soft: judged.findings.soft });
            }
        }
        texts.iter().map(|(_, text, _)| *text).filter(|text| !good.contains(text)).collect()
    }

    /// Settles what the memory has, if it can still stand there and uses the glossary as it is now.
    async fn recall(&mut self, bench: &mut Bench<'_>, found: Vec<usize>) -> Result<Vec<usize>> {
        let (digests, _) = names(bench, &found, |text| text.digest.clone());
        let brief = found.first().and_then(|text| bench.brief(bench.texts.get(*text)?.language));
        let Some(brief) = brief else { return Ok(found) };
        let mut on = self.bureau.db().read().await?;
        let lines = store::memory::exact(&mut on, &brief.wanted(self.bureau.origin()), &digests).await?;
        drop(on);
        let lines: HashMap<&str, &Line> = lines.iter().map(|line| (line.digest.as_str(), line)).collect();
        let mut open = Vec::new();
        for text in found {
            let line = bench.texts.get(text).and_then(|text| lines.get(text.digest.as_str()));
            let done = line
                .and_then(|line| bench.judge(text, |text, checker| remembered(text, line, checker)))
                .flatten();
            match done {
                Some(done) => drop(self.settle(bench, text, done)),
                None => open.push(text),
            }
        }
        self.flush(None).await?;
        Ok(open)
    }

    /// Notes texts in the memory that are much like one that is asked for.
    async fn liken(&mut self, bench: &mut Bench<'_>, found: Vec<usize>) -> Result<Vec<usize>> {
        if self.bureau.translator().is_pretend() {
            return Ok(found);
        }
        let mut on = self.bureau.db().read().await?;
        for at in &found {
            let Some(text) = bench.texts.get_mut(*at) else { continue };
            let Some(brief) = bench.briefs.get(text.language) else { continue };
            let prints = memory::prints(&text.unit.text);
            let code = brief.language.code;
            let lines = store::memory::candidates(&mut on, code, &prints, self.bureau.origin(), 30).await?;
            let nearest = memory::nearest(&text.unit.text, &lines, self.bureau.house().alike);
            text.note = nearest.map(|line| {
                format!(
                    "a similar text, “{}”, was translated as “{}”.",
                    on_a_line(&line.source),
                    on_a_line(&line.target)
                )
            });
        }
        Ok(found)
    }
}

fn on_a_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The texts of all open files in one language, each once.
fn collect(bench: &mut Bench<'_>, language: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut known = HashSet::new();
    for (file, opened) in bench.opened.iter().enumerate() {
        for segment in opened.document.segments() {
            let name = memory::name_in_job(segment);
            if !known.insert(name.clone()) {
                continue;
            }
            found.push(bench.texts.len());
            bench.texts.push(Text {
                language,
                file,
                segment: segment.id,
                name,
                digest: memory::digest(&segment.text),
                unit: Unit::from(segment),
                whole: None,
                tries: 0,
                note: None,
                followers: Vec::new(),
                shown: false,
            });
        }
    }
    found
}

fn names(bench: &Bench<'_>, found: &[usize], name: impl Fn(&Text) -> String) -> (Vec<String>, String) {
    let texts: Vec<&Text> = found.iter().filter_map(|at| bench.texts.get(*at)).collect();
    let language = texts.first().and_then(|text| bench.brief(text.language));
    let code = language.map_or_else(String::new, |brief| brief.language.code.to_owned());
    (texts.into_iter().map(name).collect(), code)
}

fn remembered(text: &Text, line: &Line, checker: &Checker<'_>) -> Option<Done> {
    let soft = usable(&text.unit, line, checker)?;
    Some(Done { text: line.target.clone(), state: State::Memory, soft })
}

/// Whether a line of the memory can still stand for a text and uses the glossary as it is now; what is to be said about it.
pub(crate) fn usable(unit: &Unit, line: &Line, checker: &Checker<'_>) -> Option<Vec<Soft>> {
    let Findings { hard, soft } = checker.check(unit, &line.target);
    if line.origin == "human" {
        // That a name stays as it is may be a person's word.
        return hard.iter().all(|hard| *hard == Hard::Unchanged).then_some(soft);
    }
    let outdated = soft.iter().any(|soft| matches!(soft, Soft::Glossary(_)));
    (hard.is_empty() && !outdated).then_some(soft)
}

/// Of texts that read the same, in different kinds of places, one is asked for and the others follow it.
fn lead(bench: &mut Bench<'_>, found: Vec<usize>) -> Vec<usize> {
    let mut leaders: HashMap<String, usize> = HashMap::new();
    let mut leading = Vec::new();
    for at in found {
        let Some(digest) = bench.texts.get(at).map(|text| text.digest.clone()) else { continue };
        if let Some(leader) = leaders.get(&digest).and_then(|leader| bench.texts.get_mut(*leader)) {
            leader.followers.push(at);
        } else {
            leaders.insert(digest, at);
            leading.push(at);
        }
    }
    leading
}

/// Cuts what is too long for one request.
fn divide(bench: &mut Bench<'_>, found: Vec<usize>) -> Vec<usize> {
    let mut ready = Vec::new();
    for at in found {
        let Some(text) = bench.texts.get(at) else { continue };
        let Some(brief) = bench.brief(text.language) else { continue };
        let pieces = split(&text.unit, &brief.portion);
        let units: Vec<Unit> = pieces
            .iter()
            .filter_map(|piece| match piece {
                Piece::Part(unit) => Some(unit.clone()),
                Piece::Glue(_) => None,
            })
            .collect();
        if pieces.len() == 1 || units.is_empty() {
            ready.push(at);
            continue;
        }
        let whole = bench.wholes.len();
        bench.wholes.push(Whole { text: at, pieces, parts: vec![None; units.len()] });
        let (language, file, segment) = (text.language, text.file, text.segment);
        for (part, unit) in units.into_iter().enumerate() {
            ready.push(bench.texts.len());
            bench.texts.push(Text {
                language,
                file,
                segment,
                name: String::new(),
                digest: String::new(),
                unit,
                whole: Some((whole, part)),
                tries: 0,
                note: None,
                followers: Vec::new(),
                shown: false,
            });
        }
    }
    ready
}
