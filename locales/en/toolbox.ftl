# What several converters say
toolbox-nothing = There is nothing in it. Please check that the right file was sent.
toolbox-no-line = This is too long to be one line. Please send only the line itself.
toolbox-blank = The result is white space only, so here it is as a file.
toolbox-moment = { $weekday ->
    [0] Sunday
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
   *[6] Saturday
}, { $year }-{ $month }-{ $day } { $time }

# Base64
cmd-b64-title = To Base64
cmd-b64-about = A text or a file as Base64; <code>urlsafe</code> before the text makes it fit for addresses.
cmd-b64-alphabet = What is it for?
cmd-b64-alphabet-std = Standard
cmd-b64-alphabet-urlsafe = For addresses
cmd-b64-text = What shall I encode?
cmd-unb64-title = From Base64
cmd-unb64-about = Base64 back to the text or the file it was made of.
cmd-unb64-base64 = Which Base64 shall I decode?
toolbox-unb64-file = { $count ->
    [one] This is not text, so here it is as a file: { $mime }, { $count } byte.
   *[other] This is not text, so here it is as a file: { $mime }, { $count } bytes.
}

# JSON
cmd-json-title = Check JSON
cmd-json-about = Is it JSON? Then laid out to read, or with <code>compact</code> in one line; otherwise the place where it goes wrong.
cmd-json-layout = How shall I write it?
cmd-json-layout-pretty = Easy to read
cmd-json-layout-compact = In one line
cmd-json-json = Which JSON shall I check?
toolbox-json-sound = ✅ This is sound JSON.

# Tables
cmd-json2csv-title = JSON to CSV
cmd-json2csv-about = A list of objects as a table for Excel; <code>semicolon</code>, <code>tab</code> or <code>bar</code> before it sets the delimiter.
cmd-json2csv-delimiter = What shall stand between the columns? Excel in most of Europe expects a semicolon.
cmd-json2csv-delimiter-comma = Comma
cmd-json2csv-delimiter-semicolon = Semicolon
cmd-json2csv-delimiter-tab = Tab
cmd-json2csv-delimiter-bar = Bar |
cmd-json2csv-json = Which JSON shall become a table?
cmd-csv2json-title = CSV to JSON
cmd-csv2json-about = A table as a list of objects, with names from its first row.
cmd-csv2json-csv = Which table shall become JSON? The first row must hold the names of the columns.
toolbox-table-size = { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}, { $columns ->
    [one] { $columns } column.
   *[other] { $columns } columns.
}
toolbox-table-defused = { $count ->
    [one] ⚠️ { $count } cell would have run as a formula in Excel, so I put an apostrophe before it.
   *[other] ⚠️ { $count } cells would have run as formulas in Excel, so I put an apostrophe before each.
}
toolbox-table-by-comma = The columns are separated by commas.
toolbox-table-by-semicolon = The columns are separated by semicolons.
toolbox-table-by-tab = The columns are separated by tabs.
toolbox-table-by-bar = The columns are separated by bars.
toolbox-table-guessed = The file is not in Unicode. By its letters I took it for { $encoding }; please check that the letters are right.

# XML
cmd-xml2json-title = XML to JSON
cmd-xml2json-about = XML as JSON: attributes become <code>@name</code>, repeated elements become lists.
cmd-xml2json-xml = Which XML shall become JSON?
cmd-json2xml-title = JSON to XML
cmd-json2xml-about = JSON as XML, the way back from /xml2json; <code>compact</code> before it leaves out line ends and indents.
cmd-json2xml-layout = How shall I write it?
cmd-json2xml-layout-pretty = With indents
cmd-json2xml-layout-compact = Without
cmd-json2xml-json = Which JSON shall become XML? It must be an object with exactly one member.

# Escapes
cmd-url-title = To URL
cmd-url-about = A text made fit for an address: <code>a b</code> becomes <code>a%20b</code>.
cmd-url-text = What shall I make fit for an address?
cmd-unurl-title = From URL
cmd-unurl-about = Percent signs in an address back to characters; a plus becomes a space, unless <code>as-plus</code> stands before the text.
cmd-unurl-plus = What does a plus stand for?
cmd-unurl-plus-as-space = A space
cmd-unurl-plus-as-plus = Itself
cmd-unurl-text = Which address, or part of one, shall I decode?
toolbox-unurl-not-text = What is behind the percent signs is not text in UTF-8. Perhaps it was cut off, or it was made by an old program.
cmd-html-title = To HTML
cmd-html-about = A text that a page shows as it stands: <code><</code> becomes <code>&amp;lt;</code>.
cmd-html-text = Which text shall a page show as it stands?
cmd-unhtml-title = From HTML
cmd-unhtml-about = HTML entities back to characters: <code>&amp;eacute;</code> becomes <code>é</code>.
cmd-unhtml-text = In which text shall I put characters for the entities?

# Tokens
cmd-jwt-title = Look into JWT
cmd-jwt-about = What a JSON Web Token says of itself: header, claims and dates, without a check of the signature.
cmd-jwt-token = Which token shall I look into?
toolbox-jwt-unverified = ⚠️ <b>Not verified.</b> This is only what the token says of itself. I do not check the signature, so anybody can have written it.
toolbox-jwt-unsigned = ⚠️ <b>Not verified, and not even signed.</b> Anybody can have written this token.
toolbox-jwt-algorithm = Algorithm: <code>{ $name }</code>
toolbox-jwt-issued = Issued: { $time }
toolbox-jwt-valid-since = Valid since: { $time }
toolbox-jwt-valid-from = Not valid until: { $time }
toolbox-jwt-expired = <b>Expired</b>: { $time }
toolbox-jwt-expires = Expires: { $time }
toolbox-jwt-endless = Expires: never, as far as the token says.
toolbox-jwt-header-part = Header:
toolbox-jwt-claims = Claims:

# Time
cmd-time-title = Time
cmd-time-about = Unix time as a date, or a date as Unix time, in any zone: <code>/time 1717171717 Kyiv</code>.
cmd-time-time = Which time? Write Unix time or a date, and a city after it if it is not in your time zone: <code>2024-05-31 18:00 Kyiv</code>.
cmd-time-time-now = Now
toolbox-time-in = { $zone }: <b>{ $time }</b>
toolbox-time-numbers = Unix time: <code>{ $seconds }</code>
    ISO 8601: <code>{ $iso }</code>
toolbox-time-twice = This time comes twice, because the clocks are put back over it.

# Cron
cmd-cron-title = Cron
cmd-cron-about = What a cron expression means, and when it comes next, in any zone: <code>/cron 0 9 * * 1-5 Kyiv</code>.
cmd-cron-expression = Which expression? A city after it sets the time zone: <code>0 9 * * 1-5 Kyiv</code>. Without one it is yours (/timezone).
toolbox-cron-next = Next times ({ $zone }):
toolbox-cron-never = This never comes: no calendar has such a day, or it is over for good.
toolbox-cron-at = At { $list }.
toolbox-cron-daily = Every day.
toolbox-cron-minute-zero = In minute 0 of each of these hours.
toolbox-cron-every-second = Every second.
toolbox-cron-every-seconds = { $count ->
    [one] Every second.
   *[other] Every { $count } seconds.
}
toolbox-cron-every-minute = Every minute.
toolbox-cron-every-minutes = { $count ->
    [one] Every minute.
   *[other] Every { $count } minutes.
}
toolbox-cron-every-hour = Every hour, in minute 0.
toolbox-cron-every-hours = { $count ->
    [one] Every hour, in minute 0.
   *[other] Every { $count } hours from midnight, in minute 0.
}
toolbox-cron-seconds = Seconds: { $list }.
toolbox-cron-minutes = Minutes: { $list }.
toolbox-cron-hours = Hours: { $list }.
toolbox-cron-days = Days of the month: { $list }.
toolbox-cron-weekdays = Days of the week: { $list }.
toolbox-cron-either-day = One of the two is enough: the day of the month or the day of the week.
toolbox-cron-both-days = Both must fit: the day of the month and the day of the week.
toolbox-cron-months = Months: { $list }.
toolbox-cron-years = Years: { $list }.
toolbox-cron-last-day = the last day
toolbox-cron-last-workday = the last working day
toolbox-cron-workday = the working day nearest to day { $day }
toolbox-cron-weekday = { $day ->
    [0] Sunday
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
   *[6] Saturday
}
toolbox-cron-nth-weekday = the { $nth ->
    [1] first
    [2] second
    [3] third
    [4] fourth
   *[5] fifth
} { $day ->
    [0] Sunday
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
   *[6] Saturday
} of the month
toolbox-cron-last-weekday = the last { $day ->
    [0] Sunday
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
   *[6] Saturday
} of the month
toolbox-cron-month = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
# What several tools say
toolbox-too-large = The result would be larger than { $limit } MB, and Telegram takes no larger files. Please split the input.
toolbox-text-bad-byte = This is no text in { $encoding }: line { $line }, column { $column } holds a byte that cannot be there. Please save the file as UTF-8 and send it again.

# Passwords
toolbox-password-length = A password has { $min } to { $max } characters. Please choose a length in between.
toolbox-password-no-class = No kind of character is left to make a password of. Please switch on letters, digits or symbols.
toolbox-password-strength-0 = Very weak
toolbox-password-strength-1 = Weak
toolbox-password-strength-2 = Fair
toolbox-password-strength-3 = Strong
toolbox-password-strength-4 = Very strong
toolbox-password-instant = guessed in less than a minute
toolbox-password-minutes = { $count ->
    [one] guessed in { $count } minute
   *[other] guessed in { $count } minutes
}
toolbox-password-hours = { $count ->
    [one] guessed in { $count } hour
   *[other] guessed in { $count } hours
}
toolbox-password-days = { $count ->
    [one] guessed in { $count } day
   *[other] guessed in { $count } days
}
toolbox-password-months = { $count ->
    [one] guessed in { $count } month
   *[other] guessed in { $count } months
}
toolbox-password-years = { $count ->
    [one] guessed in { $count } year
   *[other] guessed in { $count } years
}
toolbox-password-centuries = guessed in centuries

# Base64
toolbox-base64-empty = There is nothing to decode. Please send the Base64 text or a file with it.
toolbox-base64-character = This is no Base64: <code>{ $letter }</code> in line { $line }, column { $column } does not belong there. Please check that the text is complete and nothing else is around it.
toolbox-base64-cut = This Base64 is cut off: one letter is left over at the end. Please copy the whole text and try again.

# JSON
toolbox-json-comment = This is no JSON: there is a comment in line { $line }, column { $column }, and JSON has none. Please take it out.
toolbox-json-word = This is no JSON: line { $line }, column { $column } has a word that is none of <code>true</code>, <code>false</code>, <code>null</code>. If it is a text, put it in double quotes.
toolbox-json-stray-bracket = This is no JSON: a value is missing, or a bracket does not match, before line { $line }, column { $column }.
toolbox-json-stray-comma = This is no JSON: there is a comma too many in line { $line }, column { $column }. Please delete it.
toolbox-json-missing-comma = This is no JSON: a comma is missing before line { $line }, column { $column }.
toolbox-json-comma-before-end = This is no JSON: the comma in line { $line }, column { $column } has nothing behind it. Please delete it.
toolbox-json-stray-colon = This is no JSON: there is a colon too many in line { $line }, column { $column }. Please delete it.
toolbox-json-missing-colon = This is no JSON: a colon is missing between a name and its value, before line { $line }, column { $column }.
toolbox-json-number = This is no JSON: the number in line { $line }, column { $column } is not written as JSON has it. It begins with a minus or a digit, without a zero in front, and has a point and an exponent at most.
toolbox-json-name-expected = This is no JSON: line { $line }, column { $column } should have a name in double quotes, or the end of the object.
toolbox-json-unexpected = This is no JSON: line { $line }, column { $column } has a character with which no value begins. Texts stand in double quotes.
toolbox-json-raw-control = This is no JSON: the text in line { $line }, column { $column } runs over the end of the line or holds another control character. Please write <code>\n</code>, <code>\t</code> and the like instead, or close the quotes.
toolbox-json-escape = This is no JSON: what follows the backslash in line { $line }, column { $column } means nothing. A backslash itself is written <code>\\</code>.
toolbox-json-half-pair = This is no JSON: the <code>\u</code> in line { $line }, column { $column } is half of a character, and the other half is missing.
toolbox-json-incomplete = This JSON ends too early, in line { $line }, column { $column }. A bracket or a quote is not closed; perhaps the text was cut off.
toolbox-json-more-after-end = This is no JSON: it is complete before line { $line }, column { $column }, but there is more behind it. Several values belong in a list: <code>[…, …]</code>.
toolbox-json-too-deep = From line { $line }, column { $column } on, this JSON is nested deeper than { $limit } levels. I do not read deeper ones.
toolbox-json-too-many = At line { $line }, column { $column }, this JSON has more than { $limit } values. Please split it.

# XML
toolbox-xml-incomplete = This XML ends inside of what begins in line { $line }, column { $column }. Perhaps it was cut off.
toolbox-xml-not-closed = The element <code>{ $name }</code> from line { $line }, column { $column } is never closed. Please add its end tag.
toolbox-xml-mismatch = Line { $line }, column { $column } closes <code>{ $found }</code>, while <code>{ $expected }</code> is still open. Please close that one first.
toolbox-xml-stray-end = Line { $line }, column { $column } closes <code>{ $name }</code>, which was never opened.
toolbox-xml-name = <code>{ $name }</code> in line { $line }, column { $column } is no name in XML. A name begins with a letter and has neither spaces nor signs.
toolbox-xml-attribute = The attribute in line { $line }, column { $column } is not written as XML has it: a space, a name, an equals sign, and the value in quotes, without a less-than sign in it.
toolbox-xml-repeated-attribute = The attribute <code>{ $name }</code> comes a second time in line { $line }, column { $column }. An element has each one only once.
toolbox-xml-reference = The &amp; in line { $line }, column { $column } begins no reference. An ampersand itself is written <code>&amp;amp;</code>.
toolbox-xml-unknown-entity = The entity <code>{ $name }</code> in line { $line }, column { $column } is unknown. XML itself has only lt, gt, amp, apos and quot; please write the character instead.
toolbox-xml-entity-declared = This XML declares entities in line { $line }, column { $column }. They can read foreign files and swell without end, so I do not read such documents.
toolbox-xml-default-attribute = This XML gives an attribute its value in the DTD, in line { $line }, column { $column }. I read only what is in the elements; please write it there.
toolbox-xml-doctype = The document type in line { $line }, column { $column } is broken, or stands where it cannot. It comes once, before the first element.
toolbox-xml-character = Line { $line }, column { $column } has the character { $code }, which XML cannot hold. Please delete it.
toolbox-xml-bare-cdata-end = Line { $line }, column { $column } has a ]]> that ends nothing. Please write <code>]]&amp;gt;</code> instead.
toolbox-xml-double-hyphen = The comment in line { $line }, column { $column } has two hyphens in a row, which XML does not allow in comments.
toolbox-xml-outside-root = Line { $line }, column { $column } has text outside of the first element. Please put it inside, or delete it.
toolbox-xml-second-root = A second element begins beside the first one in line { $line }, column { $column }. Please put both into one.
toolbox-xml-no-root = There is no element in this XML: it ends in line { $line }, column { $column }.
toolbox-xml-misplaced-declaration = The XML declaration in line { $line }, column { $column } is not at the very beginning, where it belongs. Please move it there, or delete it.
toolbox-xml-declaration = The XML declaration in line { $line }, column { $column } is broken. It has a version, then perhaps an encoding, then perhaps standalone.
toolbox-xml-too-deep = From line { $line }, column { $column } on, this XML is nested deeper than { $limit } levels. I do not read deeper ones.
toolbox-xml-too-many = At line { $line }, column { $column }, this XML has more than { $limit } elements and attributes. Please split it.
toolbox-xml-unknown-encoding = This XML says in line { $line }, column { $column } that it is written in { $label }, which I do not know. Please save it as UTF-8.
toolbox-xml-bad-byte = This XML is not written in { $encoding } as it says: line { $line }, column { $column } holds a byte that cannot be there. Please correct the declaration, or save it as UTF-8.
toolbox-xml-syntax = This is no XML: I cannot make sense of what begins in line { $line }, column { $column }.
toolbox-xml-not-one-root = XML has exactly one element on the outside, so the JSON must be an object with exactly one member. Please wrap it: <code>{ "{" }"root": …{ "}" }</code>.
toolbox-xml-bad-name = <code>{ $name }</code> (at <code>{ $path }</code>) cannot be the name of an element or attribute. Please rename it: a letter first, without spaces and signs.
toolbox-xml-list-in-list = At <code>{ $path }</code> there is a list directly in a list, and XML has no name for its elements. Please put an object between them.
toolbox-xml-not-plain = <code>{ $path }</code> must be a text, a number or a truth value, since it becomes an attribute, words or a comment.
toolbox-xml-bad-character = The text at <code>{ $path }</code> has the character { $code }, which XML cannot hold. Please delete it.
toolbox-xml-bad-comment = The comment at <code>{ $path }</code> has two hyphens in a row or ends with one, which XML does not allow.

# Tables
toolbox-table-not-a-table = This JSON is a single value, which makes no table. Please send a list of objects.
toolbox-table-empty = There is nothing in it to make a table of. Please check that the right file was sent.
toolbox-table-too-many-columns = This table would have more than { $limit } columns, more than a spreadsheet takes. Please choose fewer fields.

# QR codes
toolbox-qr-too-long = { $bytes ->
    [one] The text has { $bytes } byte, and no QR code holds that much. The largest one holds 2953; please shorten it.
   *[other] The text has { $bytes } bytes, and no QR code holds that many. The largest one holds 2953; please shorten it.
}
toolbox-qr-not-a-picture = I cannot open this as a picture. Please send a photo, or a PNG, JPEG or WebP file.
toolbox-qr-too-large = This picture is too large: up to { $side } pixels a side and { $megapixels } megapixels will do. Please send a smaller one.
toolbox-qr-not-found = I found no QR code in this picture. Please take it straight from the front, sharp, with some white around the code.

# Tokens
toolbox-jwt-parts = A JWT has three parts with dots between them; this has { $found }. Please copy the whole token.
toolbox-jwt-encrypted = This token is encrypted (JWE). Nothing can be seen in it without the key.
toolbox-jwt-header = The first part of this token is not a JSON object in Base64, so it is no JWT, or it is damaged.
toolbox-jwt-payload = The second part of this token is not a JSON object in Base64. The token is damaged, or holds something else.

# Time
toolbox-time-not-a-time = I cannot read this as a time. Please write Unix time (<code>1717171717</code>) or a date (<code>2024-05-31 18:00</code>).
toolbox-time-out-of-range = This time is further away than the calendar reaches. Please check the number.
toolbox-time-skipped = This time does not exist in that zone: the clocks were put forward over it.

# Cron
toolbox-cron-fields = { $found ->
    [one] A cron expression has five fields: minute, hour, day, month, weekday. This has { $found } field. Seconds may stand before them, and years behind.
   *[other] A cron expression has five fields: minute, hour, day, month, weekday. This has { $found } fields. Seconds may stand before them, and years behind.
}
toolbox-cron-bad-second = The field for seconds cannot be <code>{ $text }</code>. It takes 0–59.
toolbox-cron-bad-minute = The field for minutes cannot be <code>{ $text }</code>. It takes 0–59.
toolbox-cron-bad-hour = The field for hours cannot be <code>{ $text }</code>. It takes 0–23.
toolbox-cron-bad-day = The field for the day of the month cannot be <code>{ $text }</code>. It takes 1–31, L for the last day, and 15W for the working day nearest to the 15th.
toolbox-cron-bad-month = The field for months cannot be <code>{ $text }</code>. It takes 1–12 or JAN–DEC.
toolbox-cron-bad-weekday = The field for weekdays cannot be <code>{ $text }</code>. It takes 0–7 (both 0 and 7 are Sunday) or SUN–SAT, 5L for the last Friday, and 2#1 for the first Tuesday of the month.
toolbox-cron-bad-year = The field for years cannot be <code>{ $text }</code>. It takes years such as 2030.
toolbox-cron-too-long = This expression is longer than { $limit } characters. Please shorten it.
plugin-toolbox-title = Toolbox
plugin-toolbox-about = Small tools: passwords, test data, codes, check sums, converters.

# Passwords
cmd-password-title = Password
cmd-password-about = Strong passwords and passphrases, made the way you need them.
cmd-password-length = How long shall it be? For a passphrase this is the number of words.
cmd-password-count = How many do you need?
cmd-password-mode = Single characters, or words that can be remembered?
cmd-password-mode-characters = Characters
cmd-password-mode-passphrase = Passphrase
toolbox-password-of-characters = { $count ->
    [one] 🔑 Length: { $count } character
   *[other] 🔑 Length: { $count } characters
}
toolbox-password-of-words = { $count ->
    [one] 🔑 Length: { $count } word
   *[other] 🔑 Length: { $count } words
}
toolbox-password-verdict = { $strength }: { $time }.
toolbox-password-weakest = The weakest of them:
toolbox-password-life = <i>I delete this message 10 minutes after sending it.</i>
toolbox-password-private = Only you see it: here for you alone, or in our private chat. If nothing arrives, open a chat with me, press Start and ask again.
toolbox-password-phrase-length = A passphrase has { $min } to { $max } words. Please choose a number in between.
toolbox-password-last = One kind of characters has to stay on.
toolbox-password-lower = a–z
toolbox-password-upper = A–Z
toolbox-password-digits = 0–9
toolbox-password-symbols = #$&
toolbox-password-clear = No look-alikes (0 O, 1 l I)
toolbox-password-mixed = Capitals and a digit
toolbox-password-another = 🔁 Another
toolbox-password-copy = 📋 Copy
toolbox-password-phrase = 💬 Passphrase instead
toolbox-password-characters = 🔣 Characters instead
toolbox-password-several = 🗂 Several at once
toolbox-password-others = 🔁 Others

# Filler text
cmd-lorem-title = Filler text
cmd-lorem-about = Lorem ipsum: text that says nothing, to see how a page looks.
cmd-lorem-kind = What shall I count?
cmd-lorem-kind-paragraphs = Paragraphs
cmd-lorem-kind-sentences = Sentences
cmd-lorem-kind-words = Words
cmd-lorem-count = How many?
toolbox-lorem-too-many-paragraphs = I write at most { $most } paragraphs at once. Please ask for fewer.
toolbox-lorem-too-many-sentences = I write at most { $most } sentences at once. Please ask for fewer.
toolbox-lorem-too-many-words = I write at most { $most } words at once. Please ask for fewer.

# Invented people
cmd-profile-title = Invented people
cmd-profile-about = People who do not exist, with address, phone and e-mail, for trying things out.
cmd-profile-gender = Who shall it be?
cmd-profile-gender-female = Women
cmd-profile-gender-male = Men
cmd-profile-gender-random = Either
cmd-profile-locale = Where do they live?
cmd-profile-locale-en_US = 🇺🇸 United States
cmd-profile-locale-uk_UA = 🇺🇦 Ukraine
cmd-profile-locale-ru_RU = 🇷🇺 Russia
cmd-profile-locale-de_DE = 🇩🇪 Germany
cmd-profile-locale-fr_FR = 🇫🇷 France
cmd-profile-locale-pl_PL = 🇵🇱 Poland
cmd-profile-locale-ja_JP = 🇯🇵 Japan
cmd-profile-count = How many people?
cmd-profile-format = How shall they come? Auto is one person here, several as CSV.
cmd-profile-format-auto = Auto
cmd-profile-format-csv = CSV
cmd-profile-format-json = JSON
cmd-profile-seed = Write any word: it brings the same people every time. After the command it has a # in front: <code>/profile #spring</code>.
cmd-profile-seed-button = 🌱 The same people again
toolbox-profile-female = female
toolbox-profile-male = male
toolbox-profile-invented = <i>Invented: if somebody is called that or lives there, it is by chance.</i>
toolbox-profile-file = { $count ->
    [one] { $count } invented person. Any likeness to somebody real is by chance.
   *[other] { $count } invented people. Any likeness to somebody real is by chance.
}
toolbox-profile-unknown = I do not know what to do with “{ $word }”. I understand a gender, a country such as <code>de_DE</code>, a number from 1 to 100, <code>csv</code> or <code>json</code>, and a word with a # in front, such as <code>#spring</code>, which brings the same people every time.

# UUIDs
cmd-uuid-title = UUID
cmd-uuid-about = Identifiers that nobody else has: random ones, or those that sort by time.
cmd-uuid-version = Which version? v4 is nothing but chance; v7 begins with the time, so that newer ones sort behind older ones.
cmd-uuid-version-v4 = v4, random
cmd-uuid-version-v7 = v7, by time
cmd-uuid-count = How many?

# Check sums
cmd-hash-title = Check sums
cmd-hash-about = MD5, SHA-1, SHA-256, SHA-512, BLAKE3 and CRC32 of a text or a file.
cmd-hash-text = Check sums of what?
toolbox-hash-text = { $count ->
    [one] Check sums of the text, { $count } byte in UTF-8:
   *[other] Check sums of the text, { $count } bytes in UTF-8:
}
toolbox-hash-file = { $count ->
    [one] Check sums of <b>{ $name }</b>, { $count } byte:
   *[other] Check sums of <b>{ $name }</b>, { $count } bytes:
}
toolbox-hash-weak = <i>{ $names } show damage, but do not protect from forgery. To be sure that nobody changed anything, compare SHA-256.</i>

# QR codes
cmd-qr-title = Make a QR code
cmd-qr-about = A QR code as a picture, of any text or link.
cmd-qr-text = Which text or link goes into the code?
cmd-qrread-title = Read a QR code
cmd-qrread-about = The texts of the QR codes in a picture.
cmd-qrread-picture = Which picture shall I look at?
toolbox-qr-found = { $count ->
    [1] The QR code says:
   *[other] The { $count } QR codes say:
}
toolbox-qr-blank = <i>Nothing: this code is empty.</i>
