//! Islands of code lie in order inside the file, and whatever the file is, it is refused with a reason or passes: put
//! together unchanged it is the same bytes, and translated it passes its gates or comes back as it was.

#![no_main]

use libfuzzer_sys::fuzz_target;
use translate::{Dialect, Dialects, Fault, Options, Skip, layers, open, pseudo};

const NAMES: [&str; 6] = ["a.php", "a.html", "a.blade.php", "a.twig", "a.tpl", "lang/en.php"];

fuzz_target!(|data: &[u8]| {
    let Some((first, source)) = data.split_first() else { return };
    let dialects = [Dialect::Php, Dialect::Blade, Dialect::Twig, Dialect::Smarty];
    let dialects = dialects.into_iter().fold(Dialects::none(), Dialects::with);
    let mut end = 0;
    for island in layers::islands(source, dialects) {
        assert!(end <= island.start && island.start < island.end && island.end <= source.len(), "{island:?}");
        end = island.end;
    }
    let name = NAMES[usize::from(*first) % NAMES.len()];
    match open(name, source, &Options::default()) {
        Err(skip) => assert!(!matches!(skip, Skip::Identity(_)), "{skip}"),
        Ok(document) => {
            assert_eq!(document.splice(|_| None), source);
            let words: Vec<String> = document.segments().iter().map(pseudo).collect();
            let result = document.translate(|segment| words.get(segment.id).map(String::as_str));
            // Of tags in disorder another reader can make another tree once the words are others; then nothing is touched.
            match result.fault {
                Some(fault) if fault != Fault::Dom && is_strict() => panic!("{fault}: {name}"),
                Some(_) => assert_eq!(result.bytes, source, "{name}"),
                None => {}
            }
        }
    }
});

/// Whether it also counts as a break that a gate had to throw a translation away: a file came back untranslated.
fn is_strict() -> bool {
    std::env::var_os("FUZZ_STRICT").is_some()
}
