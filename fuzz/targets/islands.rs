//! Islands of code lie in order inside the file, and whatever the file is, it is refused with a reason or passes: put
//! together unchanged it is the same bytes, and translated it passes its gates or comes back as it was.

#![no_main]

use libfuzzer_sys::fuzz_target;
use translate::{Dialect, Dialects, Fault, Options, Refusal, Skip, layers, open, pseudo};

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
            // Of tags in disorder another reader can make another tree once the words are others; then they are left.
            let thrown = result.refused.iter().filter_map(|(_, why)| match why {
                Refusal::Gate(fault) => Some(fault),
                _ => None,
            });
            let mut faults = result.fault.iter().chain(thrown).filter(|fault| **fault != Fault::Dom);
            if let Some(fault) = faults.next().filter(|_| is_strict()) {
                panic!("{fault}: {name}");
            }
            if result.fault.is_some() {
                assert_eq!(result.bytes, source, "{name}");
            }
        }
    }
});

/// Whether it also counts as a break that a gate had to throw a translation away.
fn is_strict() -> bool {
    std::env::var_os("FUZZ_STRICT").is_some()
}
