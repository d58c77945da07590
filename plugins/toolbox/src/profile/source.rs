//! The lists in `data/profile`, by section.

use std::collections::HashMap;

/// One file: the lines under each `[heading]`. Comments and empty lines are left out.
pub struct Source {
    sections: HashMap<&'static str, Vec<&'static str>>,
}

impl Source {
    pub fn read(text: &'static str) -> Self {
        let mut sections: HashMap<&str, Vec<&str>> = HashMap::new();
        let mut heading = "";
        for line in text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("# ")) {
            match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
                Some(name) => heading = name,
                None => sections.entry(heading).or_default().push(line),
            }
        }
        Self { sections }
    }

    pub fn lines(&self, heading: &str) -> &[&'static str] {
        self.sections.get(heading).map_or(&[], Vec::as_slice)
    }

    /// The only line of a section.
    pub fn line(&self, heading: &str) -> &'static str {
        self.lines(heading).first().copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::locale::Locale;
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_locale_has_everything() {
        for locale in Locale::ALL {
            let source = Source::read(locale.source());
            for (heading, least) in [
                ("male", 15),
                ("female", 15),
                ("surnames", 20),
                ("streets", 12),
                ("cities", 10),
                ("number", 3),
            ] {
                let lines = source.lines(heading);
                assert!(lines.len() >= least, "{}: {} {heading}", locale.code(), lines.len());
                assert_eq!(
                    lines.iter().collect::<HashSet<_>>().len(),
                    lines.len(),
                    "{}: a {heading} twice",
                    locale.code()
                );
            }
            for heading in ["country", "name", "street", "address"] {
                assert_eq!(source.lines(heading).len(), 1, "{}: {heading}", locale.code());
            }
            for city in source.lines("cities") {
                assert_eq!(city.split(" | ").count(), 4, "{}: {city}", locale.code());
            }
            let wants_middle = source.line("name").contains("{middle}");
            assert_eq!(wants_middle, !source.lines("middles").is_empty(), "{}", locale.code());
        }
    }
}
