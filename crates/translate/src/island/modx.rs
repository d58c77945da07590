//! MODX's tags: `[[…]]`, which may lie in each other, and the older `[*…*]`, `[+…+]`, `[(…)]`, `[~…~]`, `[!…!]`.

use super::{Class, Dialect, Found, Scan};
use crate::source::Span;

impl Scan<'_> {
    pub(super) fn modx(&mut self, i: usize) -> Found {
        let (class, end) = if self.src.at(i + 1) == b'[' {
            (self.modx_class(i + 2)?, self.modx_end(i)?)
        } else {
            self.evolution(i)?
        };
        Some((end, class, Dialect::Modx))
    }

    /// `[[!name]]` is `[[name]]` that is not cached.
    fn modx_class(&self, name: usize) -> Option<Class> {
        match self.src.at(name + usize::from(self.src.at(name) == b'!')) {
            b'*' | b'+' | b'~' | b'%' => Some(Class::Echo),
            b'-' => Some(Class::Comment),
            b if b.is_ascii_alphabetic() || matches!(b, b'$' | b'[') => Some(Class::Call),
            _ => None,
        }
    }

    /// The end of the `[[` here, with all that lies in it.
    fn modx_end(&mut self, i: usize) -> Option<usize> {
        let (mut depth, mut at) = (0_usize, i);
        while at < self.src.len() && at - i < self.budget {
            let step = match (self.src.at(at), self.src.at(at + 1)) {
                (b'[', b'[') => {
                    depth += 1;
                    2
                }
                (b']', b']') if depth == 1 => return Some(at + 2),
                (b']', b']') => {
                    depth -= 1;
                    2
                }
                _ => 1,
            };
            at += step;
        }
        self.spend(at - i);
        None
    }

    fn evolution(&mut self, i: usize) -> Option<(Class, usize)> {
        let mark: &'static [u8] = match self.src.at(i + 1) {
            b'*' => b"*]",
            b'+' => b"+]",
            b'(' => b")]",
            b'~' => b"~]",
            // A snippet, which has parameters.
            b'!' if self.src.at(i + 2).is_ascii_alphabetic() => {
                return self.find(b"!]", i + 2).map(|end| (Class::Call, end + 2));
            }
            _ => return None,
        };
        let near = self.src.cut(Span::new(i + 2, i + 2 + NAME));
        let name = near.get(..memchr::memmem::find(near, mark)?)?;
        let named =
            |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.' | b':' | b'-' | b'[' | b'*' | b']');
        (!name.is_empty() && name.iter().all(named)).then_some((Class::Echo, i + 2 + name.len() + mark.len()))
    }
}

/// Names are no longer than this.
const NAME: usize = 100;
