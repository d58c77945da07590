//! The attributes of one tag. The reader of quick-xml is lenient here, and quadratic where it looks for repetitions.

use super::fault::What;
use super::name::is_name;
use super::reference::resolve;
use crate::json::tree::{Json, Object};

/// Reads ` a="1" b='2'`. A fault comes with the byte in `source` where it lies.
pub fn read(source: &str) -> Result<Object, (What, usize)> {
    let mut object = Object::new();
    let mut rest = source;
    loop {
        let trimmed = rest.trim_start_matches(is_space);
        let at = source.len() - trimmed.len();
        if trimmed.is_empty() {
            return Ok(object);
        }
        if trimmed.len() == rest.len() {
            return Err((What::Attribute, at));
        }
        let (name, value, tail) = split(trimmed).ok_or((What::Attribute, at))?;
        if !is_name(name) {
            return Err((What::Name { name: name.to_owned() }, at));
        }
        let start = source.len() - tail.len() - value.len() - 1;
        let value = plain(value).map_err(|(what, offset)| (what, start + offset))?;
        if object.insert(format!("@{name}"), Json::Text(value)).is_some() {
            return Err((What::RepeatedAttribute { name: name.to_owned() }, at));
        }
        rest = tail;
    }
}

/// Splits off one attribute: its name, what is between its quotes, and what follows.
fn split(source: &str) -> Option<(&str, &str, &str)> {
    let (name, rest) = source.split_at_checked(source.find(|c| c == '=' || is_space(c))?)?;
    let rest = rest.trim_start_matches(is_space).strip_prefix('=')?.trim_start_matches(is_space);
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (value, tail) = rest.strip_prefix(quote)?.split_once(quote)?;
    Some((name, value, tail))
}

/// Resolves references; white space that is written as such becomes a space (XML 1.0, 3.3.3).
fn plain(value: &str) -> Result<String, (What, usize)> {
    if let Some(at) = value.find('<') {
        return Err((What::Attribute, at));
    }
    let mut plain = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        let at = value.len() - after.len() - 1;
        let (name, tail) = after.split_once(';').ok_or((What::Reference, at))?;
        plain.extend(before.chars().map(spaced));
        plain.push(resolve(name).map_err(|what| (what, at))?);
        rest = tail;
    }
    plain.extend(rest.chars().map(spaced));
    Ok(plain)
}

const fn spaced(letter: char) -> char {
    if is_space(letter) { ' ' } else { letter }
}

pub const fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: Result<&[(&str, &str)], (What, usize)>) {
        let expected =
            expected.map(|all| all.iter().map(|(k, v)| ((*k).to_owned(), Json::from(*v))).collect());
        assert_eq!(read(source), expected, "{source}");
    }

    #[test]
    fn attributes() {
        check("", Ok(&[]));
        check(" ", Ok(&[]));
        check(" a=\"1\" ns:b = '\"' ", Ok(&[("@a", "1"), ("@ns:b", "\"")]));
        check(" a='x\n\ty&#10;&lt;&gt;'", Ok(&[("@a", "x  y\n<>")]));
        check(" a=''", Ok(&[("@a", "")]));
    }

    #[test]
    fn what_is_wrong_with_attributes() {
        check(" a", Err((What::Attribute, 1)));
        check(" a=1", Err((What::Attribute, 1)));
        check(" a='1'b='2'", Err((What::Attribute, 6)));
        check(" a='<'", Err((What::Attribute, 4)));
        check(" 1a='x'", Err((What::Name { name: "1a".into() }, 1)));
        check(" a='1' a='2'", Err((What::RepeatedAttribute { name: "a".into() }, 7)));
        check(" a='x &y z'", Err((What::Reference, 6)));
        check(" a='x &y; z'", Err((What::UnknownEntity { name: "y".into() }, 6)));
    }

    #[test]
    fn many_attributes_take_no_longer_than_they_must() {
        let many = (0..200_000).map(|n| format!(" a{n}=''")).collect::<Vec<_>>().concat();
        assert_eq!(read(&many).map(|object| object.len()), Ok(200_000));
    }
}
