//! XML documents by the hundred: sound, odd and broken ones.

use rand::Rng;
use rand::SeedableRng;
use rand::seq::IndexedRandom;
use rand_chacha::ChaCha12Rng;

/// Pieces of which sound documents are built.
const NAMES: [&str; 9] = ["a", "b", "item", "ns:c", "d-e.f", "_x", "товар", "é", "A1"];
const WORDS: [&str; 16] = [
    "x",
    "two words",
    " padded ",
    "\n\t",
    "1.10",
    "&lt;&amp;&gt;",
    "&#228;&#x1F600;",
    "<![CDATA[<raw> & ]]>",
    "ціна",
    "\u{a0}no-break\u{a0}",
    "&quot;&apos;",
    "<!-- a comment -->",
    "<?pi data?>",
    "]]&gt;",
    "line\r\nend",
    "&#13;",
];
const VALUES: [&str; 8] = ["", "1", "a b", " x\ty ", "&lt;&amp;", "&#10;", "line\nend", "ї"];

/// Pieces that rarely fit together.
const SCRAPS: [&str; 40] = [
    "<a>",
    "</a>",
    "<b/>",
    "<b c='d'>",
    "</b>",
    "<",
    ">",
    "&",
    ";",
    "&amp;",
    "&x;",
    "&#0;",
    "&#65;",
    "&#xD800;",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "--",
    "<?",
    "?>",
    "<?xml version='1.0'?>",
    "<!DOCTYPE a>",
    "='1'",
    " c",
    "\"",
    "'",
    "x",
    " ",
    "\n",
    "\t",
    "\r",
    "é",
    "\u{1}",
    "\u{fffe}",
    "/",
    "=",
    "<a b='1' b='2'/>",
    "<1/>",
    "<a\n>",
];

pub fn generator(seed: u64) -> ChaCha12Rng {
    ChaCha12Rng::seed_from_u64(seed)
}

/// A document that any reader must accept.
pub fn sound(rng: &mut impl Rng) -> String {
    let prologue = [
        "",
        "<?xml version=\"1.0\"?>\n",
        "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>",
        "<!-- first -->\n",
        "<!DOCTYPE a>",
        "<!DOCTYPE a [<!ELEMENT a ANY><!-- > ' -->]>\n",
        "<?style sheet?>",
        "\u{feff}",
    ];
    let mut text = pick(rng, &prologue).to_owned();
    element(rng, 0, &mut text);
    text.push_str(pick(rng, &["", "\n", "<!-- last -->", "<?end?>\n"]));
    text
}

fn element(rng: &mut impl Rng, depth: usize, text: &mut String) {
    let name = pick(rng, &NAMES);
    text.push('<');
    text.push_str(name);
    let count = rng.random_range(0..3);
    let mut names: Vec<&str> = NAMES.choose_multiple(rng, count).copied().collect();
    names.sort_unstable();
    for attribute in names {
        let (space, around) = (pick(rng, &[" ", "\n", "  "]), pick(rng, &["", " "]));
        let (quote, value) = (pick(rng, &["'", "\""]), pick(rng, &VALUES));
        text.extend([space, attribute, around, "=", around, quote, value, quote]);
    }
    if rng.random_ratio(1, 5) {
        *text += pick(rng, &["/>", " />"]);
        return;
    }
    text.push('>');
    for _ in 0..rng.random_range(0..5) {
        if depth < 5 && rng.random_ratio(1, 2) {
            element(rng, depth + 1, text);
        } else {
            text.push_str(pick(rng, &WORDS));
        }
    }
    text.extend(["</", name, pick(rng, &["", "", " ", "\n"]), ">"]);
}

/// Some scraps in a row, which hardly ever make a document.
pub fn broken(rng: &mut impl Rng) -> String {
    let scraps: String = (0..rng.random_range(1..8)).map(|_| pick(rng, &SCRAPS)).collect();
    if rng.random() { scraps } else { format!("<r>{scraps}</r>") }
}

/// A sound document with one character lost, doubled or changed. What a DTD says about elements is left out, as we do not
/// read it, and so is the encoding, of which we know more names.
pub fn damaged(rng: &mut impl Rng) -> String {
    let mut letters: Vec<char> =
        sound(rng).replace("<!ELEMENT a ANY>", "").replace(" encoding='UTF-8'", "").chars().collect();
    let at = rng.random_range(0..letters.len());
    match rng.random_range(0..3) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        _ => {
            let others = ['<', '>', '&', '\'', '"', '/', ' ', '=', ';', '!', '-'];
            letters[at] = *others.choose(rng).expect("not empty");
        }
    }
    letters.into_iter().collect()
}

fn pick<'a>(rng: &mut impl Rng, from: &[&'a str]) -> &'a str {
    from.choose(rng).copied().expect("not empty")
}
