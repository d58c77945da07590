//! Random files made of the words that readers trip over. The same seed makes the same file.

/// A small generator of our own: xorshift, good enough to mix.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap()
    }

    pub fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.below(words.len())]
    }
}

const PHP: &[&str] = &[
    "<?php ",
    "<?=",
    "<? ",
    "<?php\n",
    "<?",
    "?>",
    "?>\n",
    "?>\r\n",
    "?>\r",
    "'",
    "\"",
    "`",
    "\\",
    "$a",
    "${",
    "{$",
    "}",
    "{",
    "[",
    "]",
    "$a[",
    "$a->b",
    "->",
    "?->",
    "#",
    "#[",
    "//",
    "/*",
    "*/",
    "\n",
    "\r\n",
    " ",
    "<<<A\n",
    "<<<'A'\n",
    "<<<\"A\"\n",
    "\nA;\n",
    "\n  A\n",
    "A",
    "AB",
    "A\n",
    "<<<",
    "b\"",
    "b'",
    "echo 1;",
    "if (1):",
    "<b>",
    "</b>",
    "text",
    "é",
    "\t",
    "0",
    "?",
    "<",
    ">",
    "\r",
    "$",
    "__halt",
    "(",
    ")",
    ";",
    "<?xml ?>",
    "<?PHP ",
    "-> b",
    "x\\y",
    "/**",
    "\\\"",
    "{$a[\"",
    "\"]}",
];

pub fn php(seed: u64) -> Vec<u8> {
    let mut dice = Dice::new(seed);
    let words = 1 + dice.below(40);
    let mut out = String::new();
    if dice.below(2) == 0 {
        out.push_str("<?php ");
    }
    for _ in 0..words {
        out.push_str(dice.pick(PHP));
    }
    // An XML declaration is left to HTML by design; PHP with short tags would read it as code.
    out.replace("<?xml", "<?=xml").into_bytes()
}

const HTML: &[&str] = &[
    "<p>",
    "</p>",
    "<a href=\"",
    "\"",
    "'",
    "<a b='",
    ">",
    "<",
    "/",
    "=",
    " ",
    "\n",
    "text",
    "<!--",
    "-->",
    "--!>",
    "--",
    "-",
    "!",
    "<!-->",
    "<!--->",
    "<!doctype html>",
    "<!",
    "<?= 1 ?>",
    "<?php if (1): ?>",
    "<?php echo '>' ?>\n",
    "<script>",
    "</script>",
    "<script ",
    "</script ",
    "</SCRIPT\n>",
    "<style>",
    "</style>",
    "<title>",
    "</title>",
    "<textarea>",
    "</textarea>",
    "<b/>",
    "</",
    "</>",
    "</ x>",
    "<1>",
    "<a/b=c>",
    "<img src=x/>",
    "<a =b>",
    "<a b=>",
    "<x-y>",
    "&amp;",
    "&lt",
    "é",
    "<?",
    "<![CDATA[",
    "]]>",
    "<xmp>",
    "</xmp>",
    "<iframe>",
    "</iframe>",
    "<svg>",
    "`",
    "\t",
    "\u{c}",
    "<br",
    "a=\"",
    "b",
];

pub fn html(seed: u64) -> Vec<u8> {
    let mut dice = Dice::new(seed);
    let mut out = String::new();
    for _ in 0..=dice.below(40) {
        out.push_str(dice.pick(HTML));
    }
    out.into_bytes()
}

const TEMPLATES: &[&str] = &[
    "{{ $x }}",
    "{{",
    "}}",
    "{!! x !!}",
    "{{-- c --}}",
    "@if (1)",
    "@endif",
    "@php",
    "@endphp",
    "@verbatim",
    "@endverbatim",
    "@lang('x')",
    "@custom(",
    ")",
    "a@b.c",
    "@{{ v }}",
    "@@if",
    "{% if x %}",
    "{% endif %}",
    "{# c #}",
    "{% raw %}",
    "{% endraw %}",
    "{%",
    "%}",
    "{$x}",
    "{if $x}",
    "{/if}",
    "{* c *}",
    "{literal}",
    "{/literal}",
    "{l s='x'}",
    "{ x }",
    "{",
    "}",
    "<%= x %>",
    "<% if %>",
    "<%",
    "%>",
    "<!--#echo var=\"X\" -->",
    "<!-- IF X -->",
    "{L_X}",
    "<?php echo $x ?>",
    "<?= $x ?>",
    "<?php if (1) { ?>",
    "<?php } ?>",
    "<?php the_title(); ?>",
    "<?php /* c */ ?>",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a title=\"Some words\" href=x>",
    "</a>",
    "<p>",
    "</p>",
    "<br>",
    "<img alt='a picture'>",
    "words",
    " and ",
    "more words. ",
    "é",
    "&amp;",
    "&nbsp;",
    "&#10;",
    "<code>x</code>",
    "<pre>",
    "</pre>",
    "<span translate=no>",
    "</span>",
    "<!-- c -->",
    "\n",
    "  ",
    "<title>",
    "</title>",
    "<script type=application/ld+json>{\"name\": \"",
    "\"}</script>",
    "<meta name=description content=\"about ",
    "\">",
    "<input type=submit value='go'>",
    "&lt;g1&gt;",
    "<x1/>",
    "{{ v }} ",
    "<?php __('Some text'); ?>",
    "<?= _e(\"More $x text\") ?>",
    "<?php define('TEXT_A', 'It\\'s'); ?>",
    "<div>",
    "</div>",
    "<td alt=words>",
];

/// A salad of everything.
pub fn mixed(seed: u64) -> Vec<u8> {
    let mut dice = Dice::new(seed);
    let mut out = String::new();
    for _ in 0..=dice.below(30) {
        let words = [TEMPLATES, TEMPLATES, TEMPLATES, HTML][dice.below(4)];
        out.push_str(dice.pick(words));
    }
    out.into_bytes()
}
