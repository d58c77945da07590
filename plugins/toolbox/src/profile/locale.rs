//! Where the invented people live.

/// A language and a country.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Locale {
    EnUs,
    RuRu,
    DeDe,
    FrFr,
    JaJp,
    UkUa,
    PlPl,
}

impl Locale {
    pub const ALL: [Self; 7] =
        [Self::EnUs, Self::RuRu, Self::DeDe, Self::FrFr, Self::JaJp, Self::UkUa, Self::PlPl];

    pub const fn code(self) -> &'static str {
        match self {
            Self::EnUs => "en_US",
            Self::RuRu => "ru_RU",
            Self::DeDe => "de_DE",
            Self::FrFr => "fr_FR",
            Self::JaJp => "ja_JP",
            Self::UkUa => "uk_UA",
            Self::PlPl => "pl_PL",
        }
    }

    /// `de_DE`, `de-de`, `DE`.
    pub fn find(code: &str) -> Option<Self> {
        let wanted = code.trim().replace('-', "_").to_lowercase();
        let known = |locale: &Self| locale.code().to_lowercase();
        Self::ALL
            .into_iter()
            .find(|locale| known(locale) == wanted || known(locale).split('_').any(|half| half == wanted))
    }

    pub(super) const fn source(self) -> &'static str {
        match self {
            Self::EnUs => include_str!("../../data/profile/en_US.txt"),
            Self::RuRu => include_str!("../../data/profile/ru_RU.txt"),
            Self::DeDe => include_str!("../../data/profile/de_DE.txt"),
            Self::FrFr => include_str!("../../data/profile/fr_FR.txt"),
            Self::JaJp => include_str!("../../data/profile/ja_JP.txt"),
            Self::UkUa => include_str!("../../data/profile/uk_UA.txt"),
            Self::PlPl => include_str!("../../data/profile/pl_PL.txt"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes() {
        for locale in Locale::ALL {
            assert_eq!(Locale::find(locale.code()), Some(locale));
        }
        assert_eq!(
            ["de", "DE-de", " ua ", "us"].map(Locale::find),
            [Locale::DeDe, Locale::DeDe, Locale::UkUa, Locale::EnUs].map(Some)
        );
        assert_eq!(Locale::find("it_IT"), None);
    }
}
