//! MarkdownV2 and the old Markdown.

use crate::entities::check;

#[test]
fn version_two() {
    check(
        "MarkdownV2",
        &[
            ("*bold*", "bold | bold@0+4"),
            ("_a_ __b__ ~c~ ||d||", "a b c d | italic@0+1 | underline@2+1 | strikethrough@4+1 | spoiler@6+1"),
            ("`a\\`b`", "a`b | code@0+3"),
            ("```rust\nfn\n```", "fn | pre@0+2 rust"),
            ("```\nfn```", "fn | pre@0+2"),
            ("[x](http://example.com/a_b)", "x | text_link@0+1 http://example.com/a_b"),
            ("[x](http://example.com/\\))", "x | text_link@0+1 http://example.com/)"),
            ("[Anna](tg://user?id=103)", "Anna | text_mention@0+4 103"),
            ("![👍](tg://emoji?id=5368324170671202286)", "👍 | custom_emoji@0+2 5368324170671202286"),
            ("![soon](tg://time?unix=1800000000&format=r)", "soon | date_time@0+4 1800000000 r"),
            ("a\\.b\\!", "a.b!"),
            (">quote\n>more\nend", "quote\nmore\nend | blockquote@0+11"),
            (">quote||", "quote | expandable_blockquote@0+5"),
            (">quote||\nend", "quote\nend | expandable_blockquote@0+6"),
            ("*_a_*", "a | bold@0+1 | italic@0+1"),
            ("___a___", "Can't parse entities: Can't find end of Italic entity at byte offset 6"),
            ("*🦊*x", "🦊x | bold@0+2"),
        ],
    );
}

#[test]
fn faults_of_version_two() {
    let reserved =
        "Can't parse entities: Character '.' is reserved and must be escaped with the preceding '\\'";
    check(
        "markdownv2",
        &[
            ("a.b", reserved),
            (
                "a-b",
                "Can't parse entities: Character '-' is reserved and must be escaped with the preceding '\\'",
            ),
            (
                "a|b",
                "Can't parse entities: Character '|' is reserved and must be escaped with the preceding '\\'",
            ),
            (
                "a!",
                "Can't parse entities: Character '!' is reserved and must be escaped with the preceding '\\'",
            ),
            (
                "a>",
                "Can't parse entities: Character '>' is reserved and must be escaped with the preceding '\\'",
            ),
            ("ї*a", "Can't parse entities: Can't find end of Bold entity at byte offset 2"),
            ("_a", "Can't parse entities: Can't find end of Italic entity at byte offset 0"),
            ("__a", "Can't parse entities: Can't find end of Underline entity at byte offset 0"),
            ("~a", "Can't parse entities: Can't find end of Strikethrough entity at byte offset 0"),
            ("||a", "Can't parse entities: Can't find end of Spoiler entity at byte offset 0"),
            ("`a", "Can't parse entities: Can't find end of Code entity at byte offset 0"),
            ("```a", "Can't parse entities: Can't find end of Pre entity at byte offset 0"),
            ("```a b", "Can't parse entities: Can't find end of PreCode entity at byte offset 0"),
            ("[a", "Can't parse entities: Can't find end of TextUrl entity at byte offset 0"),
            ("[a](b", "Can't parse entities: Can't find end of a URL at byte offset 4"),
            ("![a", "Can't parse entities: Can't find end of CustomEmoji entity at byte offset 0"),
            ("![a]", "Can't parse entities: The entity must contain a tg://emoji or tg://time URL"),
            ("![a](http://b.com)", "Can't parse entities: Invalid tg://emoji or tg://time URL specified"),
            (">*a\nb", "Can't parse entities: Can't find end of Bold entity at byte offset 1"),
        ],
    );
}

#[test]
fn the_old_one() {
    check(
        "Markdown",
        &[
            ("*a* _b_ `c`", "a b c | bold@0+1 | italic@2+1 | code@4+1"),
            ("[x](http://example.com)", "x | text_link@0+1 http://example.com/"),
            ("[example.com]", "example.com | text_link@0+11 http://example.com/"),
            ("```rust\nfn```", "fn | pre@0+2 rust"),
            ("a\\_b", "a_b"),
            ("snake_case", "Can't parse entities: Can't find end of the entity starting at byte offset 5"),
            ("a*", "Can't parse entities: Can't find end of the entity starting at byte offset 1"),
            ("*a\\*", "a\\ | bold@0+2"),
        ],
    );
}

#[test]
fn no_mode() {
    check("none", &[("*a*", "*a*")]);
    check("", &[("<b>a</b>", "<b>a</b>")]);
}
