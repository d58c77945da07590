use super::{Entity, Kind};

const KINDS: [Kind; 5] = [Kind::Bold, Kind::Italic, Kind::Underline, Kind::Strikethrough, Kind::Spoiler];

/// Joins bold and its like where they touch, cuts them at the borders of the others and of each other, takes them out
/// of code, and adds them to the others.
///
/// `others` are sorted and nest properly.
pub fn resplit(splittable: Vec<Entity>, mut others: Vec<Entity>) -> Vec<Entity> {
    if splittable.is_empty() {
        return others;
    }
    let mut pieces = cut(splittable, &others);
    others.append(&mut pieces);
    others.sort_by_key(Entity::order);
    others
}

/// One run over the text from left to right. `running` holds for each kind where its open piece began and where the
/// whole of it ends.
struct Run {
    input: std::iter::Peekable<std::vec::IntoIter<Entity>>,
    running: [Option<(usize, usize)>; 5],
    result: Vec<Entity>,
}

impl Run {
    /// Closes or cuts every open piece at `offset`.
    fn flush(&mut self, offset: usize) {
        for (slot, kind) in self.running.iter_mut().zip(KINDS) {
            let Some((begin, end)) = *slot else { continue };
            if begin >= offset {
                continue;
            }
            let cut = end.min(offset);
            self.result.push(Entity::new(kind, begin, cut - begin));
            *slot = (end > offset).then_some((offset, end));
        }
    }

    /// Takes in everything that begins before `offset`, and cuts there.
    fn advance(&mut self, offset: usize) {
        while let Some(next) = self.input.next_if(|next| next.offset < offset) {
            let Some(index) = next.kind.splittable() else { continue };
            let open = self.running.get(index).copied().flatten();
            let joined = match open {
                Some((begin, end)) if next.offset <= end => (begin, end.max(next.end())),
                _ => {
                    self.flush(next.offset);
                    (next.offset, next.end())
                }
            };
            if let Some(slot) = self.running.get_mut(index) {
                *slot = Some(joined);
            }
        }
        self.flush(offset);
    }
}

fn cut(mut splittable: Vec<Entity>, others: &[Entity]) -> Vec<Entity> {
    splittable.sort_by_key(Entity::order);
    let mut run = Run { input: splittable.into_iter().peekable(), running: [None; 5], result: Vec::new() };
    let mut stack: Vec<&Entity> = Vec::new();
    for other in others {
        leave(&mut run, &mut stack, other.offset);
        run.advance(other.offset);
        stack.push(other);
    }
    leave(&mut run, &mut stack, usize::MAX);
    run.advance(usize::MAX);
    run.result.sort_by_key(Entity::order);
    run.result
}

/// Closes the others that end at or before `offset`; what was bold inside code is forgotten.
fn leave(run: &mut Run, stack: &mut Vec<&Entity>, offset: usize) {
    while let Some(top) = stack.pop_if(|top| offset >= top.end()) {
        let before = run.result.len();
        run.advance(top.end());
        if top.kind.is_pre() {
            run.result.truncate(before);
        }
    }
}
