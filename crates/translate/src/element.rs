//! What the names of HTML's elements mean for the reader of words.

/// How an element stands to the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flow {
    /// Ends a segment.
    Block,
    /// Stays in its segment as a code.
    Inline,
    /// Inline, and has no content: `<br>`.
    Void,
    /// Inline, and its content is not language: `<code>`.
    Code,
}

#[inline]
pub(crate) fn flow(name: &[u8]) -> Flow {
    let mut buffer = [0; 10];
    match lower(name, &mut buffer) {
        b"a" | b"abbr" | b"acronym" | b"b" | b"bdi" | b"bdo" | b"big" | b"blink" | b"cite" | b"data"
        | b"del" | b"dfn" | b"em" | b"font" | b"i" | b"ins" | b"mark" | b"nobr" | b"q" | b"rb" | b"rp"
        | b"rt" | b"ruby" | b"s" | b"small" | b"span" | b"strike" | b"strong" | b"sub" | b"sup" | b"time"
        | b"u" => Flow::Inline,
        b"br" | b"img" | b"wbr" => Flow::Void,
        b"code" | b"kbd" | b"samp" | b"tt" | b"var" => Flow::Code,
        _ => Flow::Block,
    }
}

/// Elements that never have an end tag.
pub(crate) fn is_void(name: &[u8]) -> bool {
    let mut buffer = [0; 10];
    matches!(
        lower(name, &mut buffer),
        b"area"
            | b"base"
            | b"basefont"
            | b"bgsound"
            | b"br"
            | b"col"
            | b"embed"
            | b"frame"
            | b"hr"
            | b"img"
            | b"input"
            | b"keygen"
            | b"link"
            | b"meta"
            | b"param"
            | b"source"
            | b"track"
            | b"wbr"
    )
}

/// Elements whose end tag is often left out.
pub(crate) fn may_stay_open(name: &[u8]) -> bool {
    let mut buffer = [0; 10];
    matches!(
        lower(name, &mut buffer),
        b"p" | b"li"
            | b"td"
            | b"th"
            | b"tr"
            | b"dt"
            | b"dd"
            | b"option"
            | b"optgroup"
            | b"thead"
            | b"tbody"
            | b"tfoot"
            | b"rt"
            | b"rp"
            | b"html"
            | b"head"
            | b"body"
            | b"colgroup"
    )
}

/// What the tokenizer does with the content of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Content {
    Markup,
    /// No tags, no references: up to the end tag.
    Raw,
    /// Raw, with JavaScript's way of hiding `</script>` in a comment.
    Script,
    /// References, but no tags.
    Rcdata,
    /// Raw to the end of the file.
    Plaintext,
}

pub(crate) fn content(name: &[u8]) -> Content {
    let mut buffer = [0; 10];
    match lower(name, &mut buffer) {
        b"script" => Content::Script,
        b"style" | b"xmp" | b"iframe" | b"noembed" | b"noframes" => Content::Raw,
        b"title" | b"textarea" => Content::Rcdata,
        b"plaintext" => Content::Plaintext,
        _ => Content::Markup,
    }
}

/// The name in small letters; names longer than any of HTML's come back as they are.
#[inline]
fn lower<'b>(name: &'b [u8], buffer: &'b mut [u8; 10]) -> &'b [u8] {
    let Some(small) = buffer.get_mut(..name.len()) else { return name };
    small.copy_from_slice(name);
    small.make_ascii_lowercase();
    small
}
