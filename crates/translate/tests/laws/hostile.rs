//! Files that are made to hurt, of any size: what they hold is repeated `n` times.

/// What a file tries, its name, and its bytes.
pub struct Hostile {
    pub tries: &'static str,
    pub name: &'static str,
    pub source: String,
}

/// Stretches that are repeated between a beginning and an end: what they try, the file's name, the beginning, the
/// stretch, the end.
type Recipe = (&'static str, &'static str, &'static str, &'static str, &'static str);

pub fn hostile(n: usize) -> Vec<Hostile> {
    let mut all: Vec<Hostile> = RECIPES
        .iter()
        .map(|(tries, name, before, stretch, after)| {
            let source = format!("{before}{}{after}", stretch.repeat(n));
            Hostile { tries, name, source }
        })
        .collect();
    let mut add = |tries, source| all.push(Hostile { tries, name: "a.html", source });
    add("nested blocks", format!("{}deep words{}", "<div>".repeat(n), "</div>".repeat(n)));
    add("white space before many line breaks", format!("<p>{}words{}", " ".repeat(n), "<br>".repeat(n)));
    add(
        "white space in a pair before line breaks",
        format!("<p><i>{}words</i>{}", " ".repeat(n), "<br>".repeat(n)),
    );
    add(
        "white space in a pair behind line breaks",
        format!("<p>{}<i>{}words</i>", "<br>".repeat(n), " ".repeat(n)),
    );
    let references = (0..n).fold(String::new(), |all, i| all + &format!("&#{};", 0x4E00 + i % 20_000));
    add("references of many kinds", format!("<p>{references}</p>"));
    let attributes = (0..n).fold(String::new(), |all, i| all + &format!(" a{i}"));
    add("many attributes", format!("<p{attributes}>words</p>"));
    let bodies = (0..n).fold(String::new(), |all, i| all + &format!("<body a{i}>"));
    add("many bodies", format!("<p>words</p>{bodies}"));
    add(
        "values among many tags",
        format!("<p>words</p>{}", "<?= $x ?><b class=\"<?= $y ?>\"></b>".repeat(n)),
    );
    all
}

const RECIPES: &[Recipe] = &[
    ("angles", "a.html", "<p>x</p>", "<", ""),
    ("end tags without names", "a.html", "<p>x</p>", "</", ""),
    ("tags in tags", "a.html", "<p>x</p>", "<a ", ""),
    ("quotes that never close", "a.html", "<p>x</p>", "<a b=\"", ""),
    ("titles that are not closed", "a.html", "", "<a title=x>y", ""),
    ("a long attribute", "a.html", "<p title=\"", "word ", "\">x</p>"),
    ("comments", "a.html", "<p>x</p>", "<!-- ", ""),
    ("comments that nearly end", "a.html", "<p>x</p><!--", "-- ", ""),
    ("declarations", "a.html", "<p>x</p>", "<!x ", ""),
    ("scripts in comments", "a.html", "<p>x</p><script>", "<!--<script>", ""),
    ("scripts that nearly end", "a.html", "<p>x</p><script>", "</scrip>", ""),
    ("areas that nearly end", "a.html", "<p>x</p><textarea>x", "</texta ", ""),
    ("inline tags that stay open", "a.html", "", "<b>", "words"),
    ("tags that overlap", "a.html", "words", "<b><i>a</b></i>", ""),
    ("marks that are not closed", "a.html", "", "<span translate=no>", "words"),
    ("ruby without ruby", "a.html", "<p>x</p>", "<rt>", "words"),
    ("ruby without ruby, and headings", "a.html", "<p>x</p>", "<rt><h1>a</h1>", "words"),
    ("options", "a.html", "<p>x</p>", "<optgroup><h1>a</h1>", ""),
    ("cells outside tables", "a.html", "<p>x</p>", "<td><p>a", ""),
    ("words outside cells", "a.html", "<p>x</p>", "<table>a", ""),
    ("references", "a.html", "<p>x ", "&", "</p>"),
    ("a reference that does not end", "a.html", "<p>x &", "a", "</p>"),
    ("words that look like codes", "a.html", "<p>x ", "&lt;g1&gt;<b>x</b>", "</p>"),
    ("codes in a sentence", "a.html", "<p>x ", "<b>a</b> ", "</p>"),
    ("objects in JSON", "a.html", "<script type=application/ld+json>", "[{\"name\":", "</script>words"),
    (
        "tags in JSON",
        "a.html",
        "<script type=application/ld+json>{\"name\":\"words",
        "<a",
        "\"}</script><p>x</p>",
    ),
    (
        "programs in tags in JSON",
        "a.php",
        "<script type=application/ld+json>{\"name\":\"words",
        "<a<?=?>",
        "\"}</script><p>x</p>",
    ),
    ("browsers' templates", "a.html", "<p>x ", "{{ ", "</p>"),
    ("braces", "a.html", "<p>x ", "{", "</p>"),
    ("programs", "a.php", "<p>x</p>", "<? ", ""),
    ("blocks of programs", "a.php", "", "<?php { ?>a<p>", ""),
    ("blocks in a program", "a.php", "<p>x</p><?php ", "{", ""),
    ("strings in a program", "a.php", "<p>x</p><?php ", "\"{$a[", ""),
    ("comments in a program", "a.php", "<p>x</p><?php ", "/* ", ""),
    ("comments on a line", "a.php", "<p>x</p><?php ", "# ? ", ""),
    ("heredocs", "a.php", "<p>x</p><?php ", "<<<A\n", ""),
    ("nowdocs", "a.php", "<p>x</p><?php ", "<<<'A'\n", ""),
    ("a heredoc that never ends", "a.php", "<p>x</p><?php $a = <<<EOT\n", "never EOT ends $a\n", ""),
    ("labels that are none", "a.php", "<p>x</p><?php ", "<<<A", ""),
    ("calls in calls", "a.php", "<p>x</p><?php ", "__('words', ", ""),
    ("declarations of XML", "a.php", "<p>x</p>", "<?xml ", ""),
    ("directives", "a.blade.php", "<p>x</p>", "@if(", ""),
    ("directives of the site", "a.blade.php", "<p>x</p>", "@mine(", ""),
    ("strings in directives", "a.blade.php", "<p>x</p>", "@if('", ""),
    ("comments of Blade", "a.blade.php", "<p>x</p>", "{{-- ", ""),
    ("all of Blade", "a.blade.php", "<p>x</p>{{-- {!! {{{ {{ ", "@php ", ""),
    ("values of Twig", "a.twig", "<p>x</p>", "{{ '}} ", ""),
    ("blocks of Twig", "a.twig", "<p>x</p>", "{% ", ""),
    ("marks of Twig that stand open", "a.twig", "", "<p>l{{{{/}}", ""),
    ("raw Twig", "a.twig", "<p>x</p>", "{% raw %}", ""),
    ("all of Twig", "a.twig", "<p>x</p><%= %><!--#echo {{{ {{ {# {{! ", "{% ", ""),
    ("Smarty", "a.tpl", "<p>x</p>{$a}", "{if '}", ""),
    ("comments of Smarty", "a.tpl", "<p>x</p>{$a}", "{* ", ""),
    ("programs in Smarty", "a.tpl", "<p>x</p>{$a}", "{php}", ""),
    ("literals of Smarty", "a.tpl", "<p>x</p>{$a}{literal}", "{/litera}", ""),
    ("ASP", "a.asp", "<p>x</p>", "<% ", ""),
    ("comments of ASP", "a.asp", "<p>x</p>", "<%-- ", ""),
    ("server side includes", "a.shtml", "<p>x</p>", "<!--#echo ", ""),
    ("phpBB", "a.html", "<p>x</p><!-- IF x -->", "<!-- IF ", ""),
    ("tags of MODX", "a.html", "<p>x</p>[[*a]]", "[[", ""),
    ("snippets of MODX", "a.html", "<p>x</p>[[*a]]", "[[a? ", ""),
    ("older tags of MODX", "a.html", "<p>x</p>[*a*]", "[(a", ""),
    ("shortcodes", "a.html", "<p>x ", "[a b=", "</p>"),
    ("variables in braces", "a.html", "<p>x ", "${a", "</p>"),
    ("variables of letters", "a.html", "<p>x ", "$AAAA", "</p>"),
    ("settings in Liquid", "a.liquid", "<p>x</p>", "{% schema %}", ""),
    ("settings in Liquid that nearly end", "a.liquid", "<p>x</p>", "{% schema %}endschema ", ""),
    ("scripts in Smarty", "a.tpl", "<p>x</p>{$a}", "{javascript}", ""),
    ("settings before a page", "a.html", "---\n", "a: b\n", "<p>x</p>"),
    ("fences", "a.html", "+++\n", "---\n", "<p>x</p>"),
    ("sections", "a.htm", "a = b\n", "==\n", "<p>x</p>"),
    ("strings in a script", "a.html", "<p>x</p><script>", "'It is", "</script>"),
    ("strings in a script that never close", "a.html", "<p>x</p><script>", "'\\", "</script>"),
    ("comments in a script", "a.html", "<p>x</p><script>", "/*/", "</script>"),
    ("programs in a script", "a.php", "<p>x</p><script>", "`<?= $a ?>", "</script>"),
    ("scripts", "a.html", "<p>x</p>", "<script>'Hello there.'</script>", ""),
    ("names of encodings", "a.html", "<p>ж</p>", "<meta charset=windows-1251 ", ""),
    ("names of encodings that are none", "a.html", "<p>ж</p>", "charset", ""),
    (
        "encodings in a program",
        "a.php",
        "<p>ж</p><?php ",
        "header('Content-Type: charset=windows-1251');",
        "",
    ),
];
