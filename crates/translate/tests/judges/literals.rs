//! Random programs full of words, and translations from hell.

use super::salad::Dice;

const LITERALS: &[&str] = &[
    "<?php __('It\\'s some text'); ?>",
    "<?= _e(\"More $x[0] text {$y['k']} and \\$5\\n\") ?>",
    "<?php define('TEXT_A', \"Say \\\"it\\\" now\"); ?>",
    "<?php $lang['k'] = 'Words \\\\ here'; ?>",
    "<?php return ['a' => 'A sentence', 'b' => \"Two ${z} more\"]; ?>",
    "<?php echo <<<EOT\n<p title='A $x word'>Some {$a->b} words \\$x and $y->z.</p>\nEOT;\n?>",
    "<?php echo <<<'EOT'\n  <pre>\n  Raw $words\n  </pre>\n  EOT;\n?>",
    "<p class=\"<?php esc_attr_e('A class') ?>\">text</p>",
    "<p>words</p>",
    "<?php $a = \"<b>\" . t('Inner words') . \"</b>\"; ?>",
    "<?php _n('%s item', '%s items', $n) ?>",
    "<?php __(\"Lines\\r\\n of \\x41\\102 \\u{e9}t\\u{c9} \\e[0m \\\\x41 \\d \\\\\\x09 tabs \\60 \\v\\f\"); ?>",
    "<?php t(\"Some $x\\x41{$y}\\u{3c}b words \\u{2019}s \\xg\\r\\n\"); ?>",
    "<?php echo <<<EOT\n<p>Some \\x21 words \\u{2019}s, \\\\\\x41 and\\n <b>more\\60</b>\\n</p>\nEOT;\n?>",
];

/// Programs full of words.
pub fn program(seed: u64) -> Vec<u8> {
    let mut dice = Dice::new(seed);
    let words = 1 + dice.below(6);
    (0..words).map(|_| dice.pick(LITERALS)).collect::<String>().into_bytes()
}

const ANSWERS: &[&str] = &[
    "word",
    "'",
    "\"",
    "\\",
    "$x",
    "{$y}",
    "${z}",
    "\n",
    "EOT",
    "EOT;",
    "\nEOT;\n",
    "?>",
    "<?php evil(); ?>",
    "<b>",
    "&",
    "{",
    "}",
    "[0]",
    "->b",
    "\\'",
    "\\\"",
    "\\n",
    " ",
    "é",
    "%s",
    "*/",
    "//",
    "\t",
    "`",
];

/// A translation from hell; the codes of the source stay in place.
pub fn answer(seed: u64, source: &str) -> String {
    let mut dice = Dice::new(seed ^ 0xABCD);
    let mut out = String::new();
    for stretch in source.split_inclusive('>') {
        let at = stretch.find('<').unwrap_or(stretch.len());
        for _ in 0..dice.below(4) {
            out.push_str(dice.pick(ANSWERS));
        }
        out.push_str("word");
        out.push_str(dice.pick(ANSWERS));
        out.push_str(&stretch[at..]);
    }
    out
}
