<?php
// Answers one line of JSON for each line of JSON it reads: which bytes of a file PHP takes for HTML, and its code tokens.
// On request also what its strings stand for, all in a row. What follows __halt_compiler is data, and so no HTML.
function value(string $kind, string $text): string {
    try {
        // A nowdoc is what it says; in a heredoc a quote needs no backslash.
        return match ($kind) {
            'constant' => eval("return $text;"),
            'heredoc' => eval('return "' . str_replace('"', '\\"', $text) . '";'),
            '"' => eval('return "' . $text . '";'),
            default => $text,
        };
    } catch (ParseError $e) {
        return $text;
    }
}

while (($line = fgets(STDIN)) !== false) {
    $ask = json_decode($line, true);
    $source = base64_decode($ask['file']);
    $inline = [];
    $code = [];
    $at = 0;
    $halted = false;
    $values = '';
    $inside = '';
    foreach (@token_get_all($source) as $token) {
        [$id, $text] = is_array($token) ? $token : [0, $token];
        if ($id === T_INLINE_HTML && !$halted) {
            $inline[] = [$at, $at + strlen($text)];
        } elseif (!empty($ask['code'])) {
            // Words between two inserted values may come or go; a string without any stays one token.
            if (!empty($ask['literals']) && $id === T_ENCAPSED_AND_WHITESPACE) {
                $at += strlen($text);
                continue;
            }
            $literal = $id === T_CONSTANT_ENCAPSED_STRING && !empty($ask['literals']);
            $code[] = $id . ':' . ($literal ? '' : base64_encode($text));
        }
        if (!empty($ask['values'])) {
            if ($id === T_START_HEREDOC) {
                $inside = str_contains($text, "'") ? 'nowdoc' : 'heredoc';
            } elseif ($text === '"') {
                $inside = $inside === '"' ? '' : '"';
            } elseif ($id === T_END_HEREDOC) {
                $inside = '';
            } elseif ($id === T_CONSTANT_ENCAPSED_STRING) {
                $values .= value('constant', $text);
            } elseif ($id === T_ENCAPSED_AND_WHITESPACE) {
                $values .= value($inside, $text);
            }
        }
        $at += strlen($text);
        $halted = $halted || $id === T_HALT_COMPILER;
    }
    $answer = ['inline' => $inline, 'end' => $at];
    if (!empty($ask['code'])) {
        $answer['code'] = md5(implode("\n", $code));
        try {
            token_get_all($source, TOKEN_PARSE);
            $answer['parses'] = true;
        } catch (ParseError $e) {
            $answer['parses'] = false;
        }
    }
    if (!empty($ask['values'])) {
        $answer['values'] = base64_encode($values);
    }
    echo json_encode($answer), "\n";
}
