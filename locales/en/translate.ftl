plugin-translate-title = Translate
plugin-translate-about = Pages in, the same pages in other languages out; nothing else in them is touched.
cmd-translate-title = Translate
cmd-translate-about = Translates a page or a ZIP of pages. Just send the file; the languages can be its caption: <code>de uk</code>.
cmd-translate-file = Which file? A page (PHP, HTML, Twig …) or a ZIP of pages.
cmd-corrections-title = Corrections
cmd-corrections-about = Takes a corrected TMX, XLIFF or CSV and gives a new result. Just send the file.
cmd-corrections-file = Which file? A TMX, XLIFF or CSV that came with a result and was corrected.
cmd-glossary-title = Glossary
cmd-glossary-about = The house's words: <code>/glossary add de: cart = Warenkorb</code>; also remove, import, export.
cmd-term-title = New word
cmd-term-about = Adds a word to the glossary.
cmd-term-term = Which word, and how is it translated? As in <code>de: cart = Warenkorb</code>. Without a language it holds for all; without a translation the word stays as it is.
cmd-into-title = Another language
cmd-into-about = Adds a language to an order.
cmd-into-order = Which order? Its number.
cmd-into-name = Which language? Its code or its name: <code>pt-BR</code>, German, Polski.
cmd-reword-title = Edit
cmd-reword-about = Puts your own words into an order.
cmd-reword-order = Which order? Its number.
cmd-reword-in = In which language?
cmd-reword-which = Which text?
cmd-reword-text = What shall stand there? Keep the marks of the text, such as &lt;g1>…&lt;/g1> and &lt;x2/>.
cmd-stays-title = Words that stay
cmd-stays-about = Keeps words of an order as they are.
cmd-stays-order = Which order? Its number.
cmd-stays-words = Which words shall stay as they are? Several with commas: <code>Acme, Click &amp; Collect</code>.
cmd-preset-title = Preset
cmd-preset-about = Keeps the settings and languages of an order under a name.
cmd-preset-order = Which order? Its number.
cmd-preset-name = Which name shall these settings and languages have?

translate-which = 🌍 Into which languages shall I translate <b>{ $name }</b>?
translate-search = 🔎 Another language
translate-continue = ▶ Continue
translate-cancel = ✖ Cancel
translate-start = ▶ Start
translate-languages = 🌍 Languages
translate-settings = ⚙ Settings
translate-back = ‹ Back
translate-unknown-words = I know no language called: { $words }.
translate-unknown-language = I know no language called “{ $name }”. Write its code or its name, as in <code>de</code> or German.
translate-several-languages = Which of them? { $names }
translate-no-language = Choose at least one language first.

translate-head = 🌍 <b>{ $name }</b> → { $languages } (order { $order })
translate-counts = { $files ->
    [one] { $files } file
   *[other] { $files } files
}; texts: { $texts }, different: { $unique }
translate-in-language = { $language }: { $ask ->
    [one] { $ask } text to translate
   *[other] { $ask } texts to translate
}, { $memory } from memory{ $repeated ->
    [0] {""}
   *[other] , { $repeated } repeated
}, about { $tokens } tokens
translate-price = Price: about { $amount } ({ $model })
translate-pretend = ⚠️ No model is set up. The built-in pseudo-translator shows the whole way at no cost, but what it writes is <b>not a translation</b>.
translate-encodings = Encoding: { $names }
translate-untouched = These stay as they are:
translate-and-more = … and { $count } more
translate-which-encoding = ❓ How is <b>{ $name }</b> encoded? Choose the line that reads well.
translate-nothing = There is nothing that I can translate here.
translate-dropped = ✖ { $name }: thrown away. Nothing was spent.
translate-dropped-spent = ✖ { $name }: thrown away. It had cost { $amount } so far; the memory keeps what was translated.
translate-gone = This order or this text is not there any more.
translate-at-work = This order is being worked on. Wait for its result, or cancel it on its card.
translate-over-job = ⛔ That is more than one order may cost ({ $amount }). Send fewer files, or ask an administrator to raise the limit.
translate-over-month = ⛔ That is more than you may still spend this month (the limit is { $amount }). Wait for the next month, or ask an administrator to raise the limit.

translate-skip-empty = the file is empty.
translate-skip-large = the file is too large to be looked into.
translate-skip-binary = this is no text but binary data.
translate-skip-encoding = I cannot read its encoding.
translate-skip-no-html = there is no HTML in it.
translate-skip-marked = all of it is marked as not to be translated.
translate-skip-nothing = there are no words for readers in it.
translate-skip-identity = I do not understand it well enough to leave everything else as it is.
translate-ends-inside = it ends inside a tag that begins at byte { $at }; { $unread } bytes there cannot be read. Close the tag and send it again.
translate-would-help = with these settings there is nothing to translate. Settings would find: { $options }.
translate-option = { $name } ({ $count ->
    [one] { $count } text
   *[other] { $count } texts
})

translate-settings-of = ⚙ What is translated in <b>{ $name }</b>, and how?
translate-set-attributes = Attributes (alt, title, placeholder …)
translate-set-meta = Title and description for search engines
translate-set-json_ld = JSON-LD
translate-set-php_literals = Strings in PHP code
translate-set-code = Content of <code>code</code>
translate-set-page_language = The page names its new language (lang, dir, og:locale)
translate-set-utf8 = Convert old encodings to UTF-8
translate-set-localise_names = Adapt names of people and places
translate-tone-usual = As usual
translate-tone-formal = Formal
translate-tone-informal = Informal
translate-kept-words = 🔒 Words that stay: { $count }
translate-kept-in = 🔒 These words stay as they are in <b>{ $name }</b>, besides those of the glossary. Press one to take it off the list.
translate-kept-none = 🔒 Words that shall stay as they are in <b>{ $name }</b>. Words for all orders belong in the glossary: /glossary.
translate-keep-add = ➕ Add words
translate-keep-long = Please keep it to { $limit } characters.
translate-keep-many = An order can keep { $limit } words; words for all orders belong in the glossary: /glossary.
translate-presets = ⭐ Presets
translate-presets-of = ⭐ Settings and languages under a name. Press one to use it for <b>{ $name }</b>.
translate-presets-none = ⭐ You have no presets yet. Keep the settings and languages of <b>{ $name }</b> under a name, and later orders can use them.
translate-presets-many = You have { $limit } presets, which is the most. Delete one first.
translate-preset-save = 💾 Keep these
translate-preset-gone = The preset “{ $name }” is not there any more.
translate-as-last-time = ↺ As last time: { $languages }

translate-orders = 📋 Your latest orders:
translate-queued = 🌍 { $name }: it is on its way.
translate-working = 🌍 { $name } → { $languages }
translate-time-left = { $minutes ->
    [0] About { $seconds } s left
   *[other] About { $minutes } min { $seconds } s left
}
translate-called-off = ✖ { $name }: cancelled. What is finished is kept and is not paid for again.
translate-denied = ⏸ { $name } rests: you no longer have the right to order translations. What is finished is kept; an administrator can give you the right again.
translate-stands = 🔎 How it stands
translate-is-done = ✅ { $name } is finished.
translate-again = 📦 The result again
translate-broke-off = ⏸ { $name } rests: the work on it broke off. What is finished is kept.
translate-no-room = ⏸ { $name } rests: there is no room on the bot's disk for the result. Everything translated is kept; tell an administrator, and press Go on when there is room.
translate-took-long = ⏸ { $name } rests after five hours of work. What is finished is kept.
translate-paused-budget = ⏸ { $name } rests. What is finished is kept.
translate-paused-model = ⏸ { $name } rests: the model cannot be asked now ({ $why }). What is finished is kept.
translate-paused-failures = ⏸ { $name } rests: nothing usable came { $count } times in a row ({ $why }). What is finished is kept.
translate-spent = Spent this month: { $amount }.
translate-go-on = ▶ Go on
translate-so-far = 📦 What is finished
translate-packing = I am packing it.

translate-done = ✅ <b>{ $name }</b> → { $languages } (order { $order })
translate-incomplete = ⚠️ <b>{ $name }</b> → { $languages } (order { $order }): not everything is translated
translate-files = Files: { $translated } translated, { $untouched } as they were, { $failed } returned as they were because a check failed
translate-texts = Texts: { $count } ({ $states })
translate-state-ok = { $count } right at once
translate-state-memory = { $count } from memory
translate-state-repaired = { $count } repaired
translate-state-human = { $count } by people
translate-state-approximate = { $count } approximate
translate-state-kept = { $count } kept as they were
translate-state-missing = { $count } not done
translate-state-refused = { $count } places where the translation cannot stand
translate-cost = Cost: { $amount }
translate-pretended = ⚠️ This is <b>not a translation</b>: the built-in pseudo-translator wrote it. Set up a model to get one.
translate-review = { $count ->
    [one] 🔍 Look at { $count } text
   *[other] 🔍 Look at { $count } texts
}

translate-look = 🔍 { $language } · { $place } · { $left } left
translate-is-approximate = Put together by guess:
translate-is-kept = Kept as it was.
translate-accept = ✅ Accept
translate-edit = ✏️ Edit
translate-retry = 🔁 Retry
translate-next = ⏭ Next
translate-accepted = Accepted.
translate-will-retry = It is asked for again with the new result.
translate-written = ✏️ Written down, for later orders too.
translate-rejected = This cannot stand there: { $reason }.
translate-all-reviewed = That was the last text.
translate-pack = 📦 New result

translate-corrected = { $changed ->
    [0] 📝 <b>{ $name }</b>: nothing differs.
    [one] 📝 <b>{ $name }</b>: { $changed } text corrected. The new result is on its way; no model is asked.
   *[other] 📝 <b>{ $name }</b>: { $changed } texts corrected. The new result is on its way; no model is asked.
} As before: { $same }; not in this order: { $unknown }.
translate-corrections-rejected = { $count ->
    [one] { $count } text cannot stand where it should:
   *[other] { $count } texts cannot stand where they should:
}
translate-corrections-foreign = Nothing in this file belongs to one of your latest orders. Write the order's number in the caption: <code>/corrections 12</code>.
translate-corrections-unknown = This is neither TMX nor XLIFF, nor a CSV with the columns “source” and “target”.
translate-corrections-broken = The file breaks off or is damaged: { $why }.
translate-corrections-empty = There is no translation in this file.

translate-terms = { $count ->
    [0] 📖 The glossary is empty.
    [one] 📖 The glossary has { $count } word:
   *[other] 📖 The glossary has { $count } words:
}
translate-term-stays = is not translated
translate-term-add = ➕ Add a word
translate-term-import = 📥 Import
translate-term-export = 📤 Export
translate-term-added = 📖 It is in the glossary:
translate-term-removed = 📖 “{ $word }” is not in the glossary any more.
translate-term-unknown = “{ $word }” is not in the glossary. Write it as it is listed, with its language.
translate-term-how = Write the word and its translation: <code>/glossary add de: cart = Warenkorb</code>. Without a translation the word stays as it is.
translate-terms-how = Send a CSV with the columns language, source, target and note, and <code>/glossary import</code> as its caption.
translate-terms-imported = { $count ->
    [one] 📖 { $count } word taken into the glossary.
   *[other] 📖 { $count } words taken into the glossary.
}

translate-refused-empty = There is no file in it.
translate-refused-broken = I cannot read the archive: { $why }. Please pack it again.
translate-refused-locked = The archive is locked with a password. Please pack it without one.
translate-refused-escapes = “{ $name }” would be written outside of the archive's folder, so I take nothing of this archive.
translate-refused-absolute = “{ $name }” is an absolute path. Please pack the folder with relative paths.
translate-refused-name = “{ $name }” is not a name that a file can have everywhere.
translate-refused-link = “{ $name }” is a link. Please pack the file that it leads to.
translate-refused-nested = “{ $name }” is an archive inside the archive. Please unpack it or leave it out.
translate-refused-twice = “{ $name }” is there twice.
translate-refused-many = There are { $count } files; I take { $limit } at most.
translate-refused-large = Unpacked it is larger than { $limit } MB, which is the most I take.
translate-refused-bomb = “{ $name }” unpacks to more than a hundred times its size, as no honest file does.
translate-refused-method = “{ $name }” is packed in a way I do not know. Please pack it with Deflate, as most programs do.
