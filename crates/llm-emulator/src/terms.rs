//! The words that a request settles: a glossary, and what stays as it is.

/// Read from the system message: lines `source → target [note]`, and `Do not translate: one, another`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    glossary: Vec<(String, String)>,
    kept: Vec<String>,
}

impl Terms {
    pub fn read(system: &str) -> Self {
        let kept = system.lines().filter_map(|line| line.trim().strip_prefix("Do not translate:"));
        let kept = kept.flat_map(|words| words.split(',')).map(str::trim).filter(|word| !word.is_empty());
        Self { glossary: system.lines().filter_map(term).collect(), kept: kept.map(str::to_owned).collect() }
    }

    /// The longest term that this text starts with: its length in bytes, and what stands for it.
    pub fn at<'a>(&'a self, rest: &'a str) -> Option<(usize, &'a str)> {
        let kept = self.kept.iter().filter_map(|word| Some((word.len(), starts(rest, word)?)));
        let glossary = self.glossary.iter().filter_map(|(source, target)| {
            starts(rest, source)?;
            Some((source.len(), target.as_str()))
        });
        kept.chain(glossary).max_by_key(|(length, _)| *length)
    }

    /// What a model knows that does not look at the glossary.
    pub fn without_glossary(&self) -> Self {
        Self { glossary: Vec::new(), ..self.clone() }
    }

    /// What a model knows that puts the glossary's words into another case or number.
    pub fn inflected(&self) -> Self {
        let glossary = self.glossary.iter().map(|(source, target)| (source.clone(), format!("{target}en")));
        Self { glossary: glossary.collect(), ..self.clone() }
    }

    /// What a model knows that translates names, too.
    pub fn without_kept(&self) -> Self {
        Self { kept: Vec::new(), ..self.clone() }
    }
}

fn term(line: &str) -> Option<(String, String)> {
    let (source, target) = line.split_once(" → ")?;
    let target =
        target.rsplit_once(" [").filter(|(_, note)| note.ends_with(']')).map_or(target, |(word, _)| word);
    let (source, target) = (source.trim(), target.trim());
    (!source.is_empty() && !target.is_empty()).then(|| (source.to_owned(), target.to_owned()))
}

/// The word as it is written at the start of this text, in whatever case, if it is a whole word there.
fn starts<'a>(rest: &'a str, word: &str) -> Option<&'a str> {
    let (head, tail) = rest.split_at_checked(word.len())?;
    let whole = !tail.starts_with(char::is_alphanumeric);
    (whole && head.to_lowercase() == word.to_lowercase()).then_some(head)
}
