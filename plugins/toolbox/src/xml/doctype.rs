//! What a document type declaration may hold.

use super::attributes::is_space;
use super::fault::What;
use super::name::is_name;

/// Looks through `<!DOCTYPE … >`. A reference to an external DTD is left alone, as nothing is ever fetched. Entities
/// and attribute defaults would change what the document says, so they are refused. A fault comes with its byte.
pub fn check(source: &str) -> Result<(), (What, usize)> {
    let mut rest = Rest { source, at: 0 };
    rest.skip("<!DOCTYPE")?;
    rest.space()?;
    let name = rest.until(|c| is_space(c) || matches!(c, '[' | '>'));
    if !is_name(name) {
        return Err((What::Doctype, rest.at));
    }
    rest.spaces();
    if rest.tail().starts_with("PUBLIC") {
        rest.skip("PUBLIC")?;
        rest.space()?;
        rest.literal()?;
        rest.space()?;
        rest.literal()?;
    } else if rest.tail().starts_with("SYSTEM") {
        rest.skip("SYSTEM")?;
        rest.space()?;
        rest.literal()?;
    }
    rest.spaces();
    if rest.tail().starts_with('[') {
        rest.skip("[")?;
        subset(&mut rest)?;
    }
    rest.spaces();
    rest.skip(">")
}

/// The declarations between the brackets. What they say about elements is of no interest here.
fn subset(rest: &mut Rest<'_>) -> Result<(), (What, usize)> {
    loop {
        rest.spaces();
        let tail = rest.tail();
        let kinds = ["<!--", "<?", "<!ELEMENT", "<!NOTATION", "<!ATTLIST", "<!ENTITY", "%", "]"];
        let kind = kinds.into_iter().find(|kind| tail.starts_with(kind)).ok_or((What::Doctype, rest.at))?;
        let start = rest.at;
        rest.skip(kind)?;
        match kind {
            "<!--" => {
                rest.past("--")?;
                rest.skip(">")?;
            }
            "<?" => rest.past("?>")?,
            "<!ENTITY" | "%" => return Err((What::EntityDeclared, start)),
            "]" => return Ok(()),
            kind => declaration(rest, kind == "<!ATTLIST")?,
        }
    }
}

/// The rest of a declaration. In that of an attribute, only a default value has quotes.
fn declaration(rest: &mut Rest<'_>, of_attribute: bool) -> Result<(), (What, usize)> {
    loop {
        rest.until(|c| matches!(c, '<' | '>' | '"' | '\''));
        match rest.tail().chars().next() {
            Some('>') => return rest.skip(">"),
            Some('"' | '\'') if of_attribute => return Err((What::DefaultAttribute, rest.at)),
            Some('"' | '\'') => rest.literal()?,
            _ => return Err((What::Doctype, rest.at)),
        }
    }
}

/// What is still to be read.
struct Rest<'a> {
    source: &'a str,
    at: usize,
}

impl<'a> Rest<'a> {
    fn tail(&self) -> &'a str {
        self.source.get(self.at..).unwrap_or_default()
    }

    fn until(&mut self, stop: impl Fn(char) -> bool) -> &'a str {
        let tail = self.tail();
        let piece = tail.get(..tail.find(stop).unwrap_or(tail.len())).unwrap_or_default();
        self.at += piece.len();
        piece
    }

    fn spaces(&mut self) {
        self.until(|c| !is_space(c));
    }

    /// White space that must be there.
    fn space(&mut self) -> Result<(), (What, usize)> {
        let start = self.at;
        self.spaces();
        if self.at > start { Ok(()) } else { Err((What::Doctype, start)) }
    }

    fn skip(&mut self, word: &str) -> Result<(), (What, usize)> {
        if !self.tail().starts_with(word) {
            return Err((What::Doctype, self.at));
        }
        self.at += word.len();
        Ok(())
    }

    fn past(&mut self, end: &str) -> Result<(), (What, usize)> {
        let length = self.tail().find(end).ok_or((What::Doctype, self.at))?;
        self.at += length + end.len();
        Ok(())
    }

    fn literal(&mut self) -> Result<(), (What, usize)> {
        let quote = if self.tail().starts_with('"') { "\"" } else { "'" };
        self.skip(quote)?;
        self.past(quote)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations() {
        let check = |source: &str, expected| assert_eq!(check(source), expected, "{source}");
        check("<!DOCTYPE a>", Ok(()));
        check("<!DOCTYPE a SYSTEM 'http://example.org/[a].dtd'>", Ok(()));
        check("<!DOCTYPE a PUBLIC \"-//X//Y\" 'a.dtd' [] >", Ok(()));
        check("<!DOCTYPE a [<!ELEMENT a (#PCDATA)><!ATTLIST a b CDATA #IMPLIED>\n]>", Ok(()));
        check(
            "<!DOCTYPE a [<!-- <!ENTITY x 'y'> --><?p <!ENTITY?><!NOTATION n SYSTEM '<!ENTITY>'>]>",
            Ok(()),
        );
        check("<!DOCTYPE a [<!ENTITY x 'y'>]>", Err((What::EntityDeclared, 13)));
        check(
            "<!DOCTYPE a [<!ENTITY % x SYSTEM 'file:///etc/passwd'> %x;]>",
            Err((What::EntityDeclared, 13)),
        );
        check("<!DOCTYPE a [ %x; ]>", Err((What::EntityDeclared, 14)));
        check("<!DOCTYPE a [<!ATTLIST a b CDATA 'c'>]>", Err((What::DefaultAttribute, 33)));
        check("<!DOCTYPE a [[]>", Err((What::Doctype, 13)));
        check("<!DOCTYPE a [x]>", Err((What::Doctype, 13)));
        check("<!DOCTYPE a b>", Err((What::Doctype, 12)));
        check("<!DOCTYPEa>", Err((What::Doctype, 9)));
        check("<!DOCTYPE a SYSTEM'x'>", Err((What::Doctype, 18)));
        check("<!DOCTYPE 1>", Err((What::Doctype, 11)));
        check("<!DOCTYPE a [<!ELEMENT a <b>>]>", Err((What::Doctype, 25)));
    }
}
