//! Blade's directives: `@name` and, for most, what stands in balanced parentheses behind it.

use super::{Class, Dialect, Found, Quotes, Scan, Verbatim};
use crate::source::Span;

impl Scan<'_> {
    pub(super) fn directive(&mut self, i: usize) -> Found {
        if self.verbatim == Some(Verbatim::Blade) {
            return self.src.starts(i, b"@endverbatim").then(|| {
                self.verbatim = None;
                (i + 12, Class::Control, Dialect::Blade)
            });
        }
        // `@{{ x }}` and `@@if` are for somebody else: printed without the first `@`.
        if self.src.starts(i, b"@{{") {
            return self.find(b"}}", i + 3).map(|end| (end + 2, Class::Echo, Dialect::Blade));
        }
        if self.src.starts(i, b"@@") {
            let end = self.src.skip(i + 2, |b| b.is_ascii_alphanumeric());
            return (end > i + 2).then_some((end, Class::Echo, Dialect::Blade));
        }
        // In `a@if.com` the `@` belongs to the word before it.
        if i > 0 && is_word(self.src.at(i - 1)) {
            return None;
        }
        let end = self.src.skip(i + 1, is_word);
        let name = self.src.cut(Span::new(i + 1, end));
        let class = if ECHOES.contains(&name) {
            Class::Echo
        } else if CONTROLS.contains(&name) {
            Class::Control
        } else if self.src.at(end) == b'(' && !name.is_empty() {
            // A directive of the site's own, if its parentheses close.
            return self.balanced(end).map(|end| (end, Class::Control, Dialect::Blade));
        } else {
            return None;
        };
        Some((self.directive_end(name, end), class, Dialect::Blade))
    }

    fn directive_end(&mut self, name: &[u8], end: usize) -> usize {
        let open = self.src.skip(end, |b| b == b' ' || b == b'\t');
        if self.src.at(open) == b'(' {
            return self.balanced(open).unwrap_or(end);
        }
        match name {
            b"php" => self.find(b"@endphp", end).map_or(end, |at| at + 7),
            b"verbatim" => {
                self.verbatim = Some(Verbatim::Blade);
                end
            }
            _ => end,
        }
    }

    /// The end of the parentheses that open here; those in strings do not count.
    fn balanced(&mut self, open: usize) -> Option<usize> {
        let (mut depth, mut quotes, mut at) = (0_usize, Quotes::default(), open);
        while at < self.src.len() && at - open < self.budget {
            let b = self.src.at(at);
            match (quotes.pass(b, &mut at), b) {
                (false, b'(') => depth += 1,
                (false, b')') if depth == 1 => return Some(at + 1),
                (false, b')') => depth -= 1,
                _ => {}
            }
            at += 1;
        }
        self.spend(at - open);
        None
    }
}

fn is_word(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b == b'_'
}

const ECHOES: &[&[u8]] =
    &[b"lang", b"choice", b"json", b"js", b"yield", b"stack", b"csrf", b"method", b"old"];

const CONTROLS: &[&[u8]] = &[
    b"if",
    b"elseif",
    b"else",
    b"endif",
    b"unless",
    b"endunless",
    b"isset",
    b"endisset",
    b"empty",
    b"endempty",
    b"auth",
    b"elseauth",
    b"endauth",
    b"guest",
    b"elseguest",
    b"endguest",
    b"production",
    b"endproduction",
    b"env",
    b"endenv",
    b"hasSection",
    b"sectionMissing",
    b"session",
    b"endsession",
    b"context",
    b"endcontext",
    b"switch",
    b"case",
    b"default",
    b"break",
    b"continue",
    b"endswitch",
    b"for",
    b"endfor",
    b"foreach",
    b"endforeach",
    b"forelse",
    b"endforelse",
    b"while",
    b"endwhile",
    b"php",
    b"endphp",
    b"verbatim",
    b"endverbatim",
    b"include",
    b"includeIf",
    b"includeWhen",
    b"includeUnless",
    b"includeFirst",
    b"includeIsolated",
    b"each",
    b"once",
    b"endonce",
    b"push",
    b"endpush",
    b"pushOnce",
    b"endPushOnce",
    b"pushIf",
    b"endPushIf",
    b"prepend",
    b"endprepend",
    b"section",
    b"endsection",
    b"show",
    b"overwrite",
    b"append",
    b"stop",
    b"extends",
    b"extendsFirst",
    b"parent",
    b"component",
    b"endcomponent",
    b"componentFirst",
    b"endcomponentfirst",
    b"slot",
    b"endslot",
    b"props",
    b"aware",
    b"inject",
    b"use",
    b"can",
    b"elsecan",
    b"endcan",
    b"cannot",
    b"elsecannot",
    b"endcannot",
    b"canany",
    b"elsecanany",
    b"endcanany",
    b"error",
    b"enderror",
    b"dd",
    b"dump",
    b"vite",
    b"viteReactRefresh",
    b"livewire",
    b"livewireStyles",
    b"livewireScripts",
    b"fragment",
    b"endfragment",
    b"teleport",
    b"endteleport",
    b"class",
    b"style",
    b"checked",
    b"selected",
    b"disabled",
    b"readonly",
    b"required",
    b"unset",
    b"hassection",
    b"endlang",
    b"persist",
    b"endpersist",
    b"island",
    b"endisland",
    b"role",
    b"endrole",
    b"hasrole",
    b"endhasrole",
    b"routes",
    b"inertia",
    b"inertiaHead",
    b"bool",
    b"aware",
    b"script",
    b"endscript",
    b"assets",
    b"endassets",
];
