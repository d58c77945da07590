# Що кажуть кілька перетворювачів
toolbox-nothing = Тут нічого немає. Перевірте, чи надіслано потрібний файл.
toolbox-no-line = Це задовге для одного рядка. Надішліть, будь ласка, лише сам рядок.
toolbox-blank = У результаті лише пробіли або переноси рядків, тому надсилаю його файлом.
toolbox-moment = { $weekday ->
    [0] неділя
    [1] понеділок
    [2] вівторок
    [3] середа
    [4] четвер
    [5] п’ятниця
   *[6] субота
}, { $day }.{ $month }.{ $year } { $time }

# Base64
cmd-b64-title = У Base64
cmd-b64-about = Текст або файл у Base64; <code>urlsafe</code> перед текстом робить його придатним для адрес.
cmd-b64-alphabet = Для чого це?
cmd-b64-alphabet-std = Звичайний
cmd-b64-alphabet-urlsafe = Для адрес
cmd-b64-text = Що закодувати?
cmd-unb64-title = З Base64
cmd-unb64-about = З Base64 назад у текст або файл.
cmd-unb64-base64 = Який Base64 декодувати?
toolbox-unb64-file = { $count ->
    [one] Це не текст, тому надсилаю файлом: { $mime }, { $count } байт.
    [few] Це не текст, тому надсилаю файлом: { $mime }, { $count } байти.
   *[many] Це не текст, тому надсилаю файлом: { $mime }, { $count } байтів.
}

# JSON
cmd-json-title = Перевірити JSON
cmd-json-about = Чи це JSON? Якщо так — у зручному для читання вигляді, а з <code>compact</code> — в один рядок; якщо ні — місце помилки.
cmd-json-layout = Як його записати?
cmd-json-layout-pretty = Зручно для читання
cmd-json-layout-compact = В один рядок
cmd-json-json = Який JSON перевірити?
toolbox-json-sound = ✅ Це правильний JSON.

# Таблиці
cmd-json2csv-title = JSON у CSV
cmd-json2csv-about = Список об’єктів як таблиця для Excel; <code>semicolon</code>, <code>tab</code> або <code>bar</code> перед ним задає роздільник.
cmd-json2csv-delimiter = Що має стояти між стовпцями? Excel з українськими налаштуваннями чекає на крапку з комою.
cmd-json2csv-delimiter-comma = Кома
cmd-json2csv-delimiter-semicolon = Крапка з комою
cmd-json2csv-delimiter-tab = Табуляція
cmd-json2csv-delimiter-bar = Риска |
cmd-json2csv-json = Який JSON перетворити на таблицю?
cmd-csv2json-title = CSV в JSON
cmd-csv2json-about = Таблиця як список об’єктів з іменами з її першого рядка.
cmd-csv2json-csv = Яку таблицю перетворити на JSON? У першому рядку мають бути назви стовпців.
toolbox-table-size = { $rows ->
    [one] { $rows } рядок
    [few] { $rows } рядки
   *[many] { $rows } рядків
}, { $columns ->
    [one] { $columns } стовпець.
    [few] { $columns } стовпці.
   *[many] { $columns } стовпців.
}
toolbox-table-defused = { $count ->
    [one] ⚠️ { $count } клітинка в Excel виконалась би як формула, тому перед її вмістом я поставив апостроф.
    [few] ⚠️ { $count } клітинки в Excel виконались би як формули, тому перед їхнім вмістом я поставив апостроф.
   *[many] ⚠️ { $count } клітинок в Excel виконались би як формули, тому перед їхнім вмістом я поставив апостроф.
}
toolbox-table-by-comma = Стовпці розділено комами.
toolbox-table-by-semicolon = Стовпці розділено крапками з комою.
toolbox-table-by-tab = Стовпці розділено табуляцією.
toolbox-table-by-bar = Стовпці розділено вертикальними рисками.
toolbox-table-guessed = Файл не в Юнікоді. За літерами я вирішив, що це { $encoding }; перевірте, чи всі літери правильні.

# XML
cmd-xml2json-title = XML у JSON
cmd-xml2json-about = XML як JSON: атрибути стають <code>@іменами</code>, повторювані елементи — списками.
cmd-xml2json-xml = Який XML перетворити на JSON?
cmd-json2xml-title = JSON в XML
cmd-json2xml-about = JSON як XML, зворотний шлях до /xml2json; <code>compact</code> перед ним прибирає переноси рядків і відступи.
cmd-json2xml-layout = Як його записати?
cmd-json2xml-layout-pretty = З відступами
cmd-json2xml-layout-compact = Без відступів
cmd-json2xml-json = Який JSON перетворити на XML? Це має бути об’єкт рівно з одним полем.

# Екранування
cmd-url-title = В URL
cmd-url-about = Текст, придатний для адреси: <code>a b</code> стає <code>a%20b</code>.
cmd-url-text = Що зробити придатним для адреси?
cmd-unurl-title = З URL
cmd-unurl-about = Відсотки в адресі назад у символи; плюс стає пробілом, якщо перед текстом не стоїть <code>as-plus</code>.
cmd-unurl-plus = Що означає плюс?
cmd-unurl-plus-as-space = Пробіл
cmd-unurl-plus-as-plus = Сам плюс
cmd-unurl-text = Яку адресу чи її частину розкодувати?
toolbox-unurl-not-text = За знаками відсотка стоїть не текст в UTF-8. Можливо, текст обрізано або його закодувала стара програма.
cmd-html-title = В HTML
cmd-html-about = Текст, який сторінка покаже як є: <code><</code> стає <code>&amp;lt;</code>.
cmd-html-text = Який текст сторінка має показати як є?
cmd-unhtml-title = З HTML
cmd-unhtml-about = Сутності HTML назад у символи: <code>&amp;eacute;</code> стає <code>é</code>.
cmd-unhtml-text = У якому тексті замінити сутності символами?

# Токени
cmd-jwt-title = Заглянути в JWT
cmd-jwt-about = Що JSON Web Token каже про себе: заголовок, твердження й дати, без перевірки підпису.
cmd-jwt-token = У який токен заглянути?
toolbox-jwt-unverified = ⚠️ <b>Не перевірено.</b> Це лише те, що токен каже про себе. Підпису я не перевіряю, тож написати таке міг будь-хто.
toolbox-jwt-unsigned = ⚠️ <b>Не перевірено й навіть не підписано.</b> Написати такий токен міг будь-хто.
toolbox-jwt-algorithm = Алгоритм: <code>{ $name }</code>
toolbox-jwt-issued = Видано: { $time }
toolbox-jwt-valid-since = Діє від: { $time }
toolbox-jwt-valid-from = Почне діяти: { $time }
toolbox-jwt-expired = <b>Строк дії минув</b>: { $time }
toolbox-jwt-expires = Діє до: { $time }
toolbox-jwt-endless = Діє до: токен не називає кінця.
toolbox-jwt-header-part = Заголовок:
toolbox-jwt-claims = Твердження:

# Час
cmd-time-title = Час
cmd-time-about = Час Unix як дата або дата як час Unix, у будь-якому часовому поясі: <code>/time 1717171717 Kyiv</code>.
cmd-time-time = Який час? Напишіть час Unix або дату, а якщо вона не у вашому часовому поясі — ще й місто після неї: <code>2024-05-31 18:00 Kyiv</code>.
cmd-time-time-now = Зараз
toolbox-time-in = { $zone }: <b>{ $time }</b>
toolbox-time-numbers = Час Unix: <code>{ $seconds }</code>
    ISO 8601: <code>{ $iso }</code>
toolbox-time-twice = Цей час настає двічі, бо годинники переводять через нього назад.

# Cron
cmd-cron-title = Cron
cmd-cron-about = Що означає вираз cron і коли настане наступного разу, у будь-якому часовому поясі: <code>/cron 0 9 * * 1-5 Kyiv</code>.
cmd-cron-expression = Який вираз? Місто після нього задає часовий пояс: <code>0 9 * * 1-5 Kyiv</code>. Без міста це ваш пояс (/timezone).
toolbox-cron-next = Найближчі рази ({ $zone }):
toolbox-cron-never = Такого часу не буде: у календарі немає такого дня або він уже минув назавжди.
toolbox-cron-at = Час: { $list }.
toolbox-cron-daily = Щодня.
toolbox-cron-minute-zero = На нульовій хвилині кожної з цих годин.
toolbox-cron-every-second = Щосекунди.
toolbox-cron-every-seconds = { $count ->
    [one] Кожну { $count } секунду.
    [few] Кожні { $count } секунди.
   *[many] Кожні { $count } секунд.
}
toolbox-cron-every-minute = Щохвилини.
toolbox-cron-every-minutes = { $count ->
    [one] Кожну { $count } хвилину.
    [few] Кожні { $count } хвилини.
   *[many] Кожні { $count } хвилин.
}
toolbox-cron-every-hour = Щогодини, на нульовій хвилині.
toolbox-cron-every-hours = { $count ->
    [one] Кожну { $count } годину від півночі, на нульовій хвилині.
    [few] Кожні { $count } години від півночі, на нульовій хвилині.
   *[many] Кожні { $count } годин від півночі, на нульовій хвилині.
}
toolbox-cron-seconds = Секунди: { $list }.
toolbox-cron-minutes = Хвилини: { $list }.
toolbox-cron-hours = Години: { $list }.
toolbox-cron-days = Дні місяця: { $list }.
toolbox-cron-weekdays = Дні тижня: { $list }.
toolbox-cron-either-day = Досить одного з двох: дня місяця або дня тижня.
toolbox-cron-both-days = Мають збігтися обидва: і день місяця, і день тижня.
toolbox-cron-months = Місяці: { $list }.
toolbox-cron-years = Роки: { $list }.
toolbox-cron-last-day = останній день
toolbox-cron-last-workday = останній робочий день
toolbox-cron-workday = робочий день, найближчий до { $day }-го
toolbox-cron-weekday = { $day ->
    [0] неділя
    [1] понеділок
    [2] вівторок
    [3] середа
    [4] четвер
    [5] п’ятниця
   *[6] субота
}
toolbox-cron-nth-weekday = { $day ->
    [1] { $nth ->
        [1] перший
        [2] другий
        [3] третій
        [4] четвертий
       *[5] п’ятий
    } понеділок
    [2] { $nth ->
        [1] перший
        [2] другий
        [3] третій
        [4] четвертий
       *[5] п’ятий
    } вівторок
    [4] { $nth ->
        [1] перший
        [2] другий
        [3] третій
        [4] четвертий
       *[5] п’ятий
    } четвер
   *[other] { $nth ->
        [1] перша
        [2] друга
        [3] третя
        [4] четверта
       *[5] п’ята
    } { $day ->
        [0] неділя
        [3] середа
        [5] п’ятниця
       *[6] субота
    }
} місяця
toolbox-cron-last-weekday = { $day ->
    [0] остання неділя
    [1] останній понеділок
    [2] останній вівторок
    [3] остання середа
    [4] останній четвер
    [5] остання п’ятниця
   *[6] остання субота
} місяця
toolbox-cron-month = { $month ->
    [1] січень
    [2] лютий
    [3] березень
    [4] квітень
    [5] травень
    [6] червень
    [7] липень
    [8] серпень
    [9] вересень
    [10] жовтень
    [11] листопад
   *[12] грудень
}
# Що кажуть кілька інструментів
toolbox-too-large = Результат був би більший за { $limit } МБ, а більших файлів Telegram не приймає. Розділіть, будь ласка, вхідні дані.
toolbox-text-bad-byte = Це не текст у кодуванні { $encoding }: у рядку { $line }, позиція { $column }, є байт, якого там не може бути. Збережіть файл як UTF-8 і надішліть ще раз.

# Паролі
toolbox-password-length = Пароль має від { $min } до { $max } символів. Виберіть довжину в цих межах.
toolbox-password-no-class = Немає з чого скласти пароль. Увімкніть літери, цифри або знаки.
toolbox-password-strength-0 = Дуже слабкий
toolbox-password-strength-1 = Слабкий
toolbox-password-strength-2 = Середній
toolbox-password-strength-3 = Надійний
toolbox-password-strength-4 = Дуже надійний
toolbox-password-instant = підбирається менш ніж за хвилину
toolbox-password-minutes = { $count ->
    [one] підбирається за { $count } хвилину
    [few] підбирається за { $count } хвилини
   *[many] підбирається за { $count } хвилин
}
toolbox-password-hours = { $count ->
    [one] підбирається за { $count } годину
    [few] підбирається за { $count } години
   *[many] підбирається за { $count } годин
}
toolbox-password-days = { $count ->
    [one] підбирається за { $count } день
    [few] підбирається за { $count } дні
   *[many] підбирається за { $count } днів
}
toolbox-password-months = { $count ->
    [one] підбирається за { $count } місяць
    [few] підбирається за { $count } місяці
   *[many] підбирається за { $count } місяців
}
toolbox-password-years = { $count ->
    [one] підбирається за { $count } рік
    [few] підбирається за { $count } роки
   *[many] підбирається за { $count } років
}
toolbox-password-centuries = підбирається століттями

# Base64
toolbox-base64-empty = Немає чого декодувати. Надішліть текст у Base64 або файл із ним.
toolbox-base64-character = Це не Base64: символу <code>{ $letter }</code> у рядку { $line }, позиція { $column }, там бути не може. Перевірте, чи текст повний і чи немає навколо нього нічого зайвого.
toolbox-base64-cut = Цей Base64 обірвано: наприкінці лишається одна зайва літера. Скопіюйте весь текст і спробуйте ще раз.

# JSON
toolbox-json-comment = Це не JSON: у рядку { $line }, позиція { $column }, є коментар, а в JSON їх не буває. Приберіть його.
toolbox-json-word = Це не JSON: у рядку { $line }, позиція { $column }, є слово, що не є ані <code>true</code>, ані <code>false</code>, ані <code>null</code>. Якщо це текст, візьміть його в подвійні лапки.
toolbox-json-stray-bracket = Це не JSON: перед рядком { $line }, позицією { $column }, бракує значення або дужка не має пари.
toolbox-json-stray-comma = Це не JSON: у рядку { $line }, позиція { $column }, зайва кома. Видаліть її.
toolbox-json-missing-comma = Це не JSON: перед рядком { $line }, позицією { $column }, бракує коми.
toolbox-json-comma-before-end = Це не JSON: після коми в рядку { $line }, позиція { $column }, нічого немає. Видаліть її.
toolbox-json-stray-colon = Це не JSON: у рядку { $line }, позиція { $column }, зайва двокрапка. Видаліть її.
toolbox-json-missing-colon = Це не JSON: між іменем і значенням перед рядком { $line }, позицією { $column }, бракує двокрапки.
toolbox-json-number = Це не JSON: число в рядку { $line }, позиція { $column }, записано не так, як заведено в JSON. Воно починається з мінуса або цифри, без нуля попереду, і має хіба що крапку й показник степеня.
toolbox-json-name-expected = Це не JSON: у рядку { $line }, позиція { $column }, має бути ім’я в подвійних лапках або кінець об’єкта.
toolbox-json-unexpected = Це не JSON: у рядку { $line }, позиція { $column }, стоїть символ, з якого не починається жодне значення. Тексти беруть у подвійні лапки.
toolbox-json-raw-control = Це не JSON: текст у рядку { $line }, позиція { $column }, переходить на наступний рядок або містить інший керівний символ. Пишіть натомість <code>\n</code>, <code>\t</code> тощо або закрийте лапки.
toolbox-json-escape = Це не JSON: те, що стоїть після зворотної скісної риски в рядку { $line }, позиція { $column }, нічого не означає. Саму риску пишуть <code>\\</code>.
toolbox-json-half-pair = Це не JSON: <code>\u</code> у рядку { $line }, позиція { $column }, — лише половина символу, другої половини немає.
toolbox-json-incomplete = Цей JSON уривається в рядку { $line }, позиція { $column }. Дужку або лапки не закрито; можливо, текст обрізано.
toolbox-json-more-after-end = Це не JSON: він завершується перед рядком { $line }, позицією { $column }, але далі є ще щось. Кілька значень пишуть списком: <code>[…, …]</code>.
toolbox-json-too-deep = Від рядка { $line }, позиції { $column }, вкладеність цього JSON глибша за допустиму: рівнів може бути не більше ніж { $limit }. Глибших я не читаю.
toolbox-json-too-many = На рядку { $line }, позиція { $column }, значень у цьому JSON стає більше ніж { $limit }. Розділіть його, будь ласка.

# XML
toolbox-xml-incomplete = Цей XML уривається всередині того, що починається в рядку { $line }, позиція { $column }. Можливо, його обрізано.
toolbox-xml-not-closed = Елемент <code>{ $name }</code> з рядка { $line }, позиція { $column }, так і не закрито. Додайте кінцевий тег.
toolbox-xml-mismatch = У рядку { $line }, позиція { $column }, закривається <code>{ $found }</code>, а <code>{ $expected }</code> ще відкритий. Спершу закрийте його.
toolbox-xml-stray-end = У рядку { $line }, позиція { $column }, закривається <code>{ $name }</code>, якого ніхто не відкривав.
toolbox-xml-name = <code>{ $name }</code> у рядку { $line }, позиція { $column }, не може бути іменем в XML. Ім’я починається з літери й не має пробілів та знаків.
toolbox-xml-attribute = Атрибут у рядку { $line }, позиція { $column }, записано не так, як заведено в XML: пробіл, ім’я, знак рівності й значення в лапках, без знака «менше» в ньому.
toolbox-xml-repeated-attribute = Атрибут <code>{ $name }</code> у рядку { $line }, позиція { $column }, трапляється вдруге. Елемент має кожен атрибут лише раз.
toolbox-xml-reference = З &amp; у рядку { $line }, позиція { $column }, не починається посилання. Сам амперсанд пишуть <code>&amp;amp;</code>.
toolbox-xml-unknown-entity = Сутність <code>{ $name }</code> у рядку { $line }, позиція { $column }, невідома. В XML є лише lt, gt, amp, apos і quot; напишіть натомість сам символ.
toolbox-xml-entity-declared = Цей XML оголошує сутності в рядку { $line }, позиція { $column }. Вони можуть читати чужі файли й розростатися без кінця, тому таких документів я не читаю.
toolbox-xml-default-attribute = Цей XML задає значення атрибута в DTD, у рядку { $line }, позиція { $column }. Я читаю лише те, що є в елементах; напишіть його там.
toolbox-xml-doctype = Тип документа в рядку { $line }, позиція { $column }, пошкоджено, або він стоїть не на місці. Він буває один раз, перед першим елементом.
toolbox-xml-character = У рядку { $line }, позиція { $column }, є символ { $code }, якого в XML бути не може. Видаліть його.
toolbox-xml-bare-cdata-end = У рядку { $line }, позиція { $column }, є ]]>, яке нічого не закриває. Напишіть натомість <code>]]&amp;gt;</code>.
toolbox-xml-double-hyphen = У коментарі в рядку { $line }, позиція { $column }, два дефіси поспіль, а XML такого в коментарях не дозволяє.
toolbox-xml-outside-root = У рядку { $line }, позиція { $column }, є текст поза першим елементом. Перенесіть його всередину або видаліть.
toolbox-xml-second-root = У рядку { $line }, позиція { $column }, поруч із першим елементом починається другий. Вкладіть обидва в один.
toolbox-xml-no-root = У цьому XML немає жодного елемента: він закінчується в рядку { $line }, позиція { $column }.
toolbox-xml-misplaced-declaration = Оголошення XML у рядку { $line }, позиція { $column }, стоїть не на самому початку, де йому місце. Перенесіть його туди або видаліть.
toolbox-xml-declaration = Оголошення XML у рядку { $line }, позиція { $column }, пошкоджено. У ньому є версія, потім може бути кодування, потім standalone.
toolbox-xml-too-deep = Від рядка { $line }, позиції { $column }, вкладеність цього XML глибша за допустиму: рівнів може бути не більше ніж { $limit }. Глибших я не читаю.
toolbox-xml-too-many = На рядку { $line }, позиція { $column }, елементів і атрибутів у цьому XML стає більше ніж { $limit }. Розділіть його, будь ласка.
toolbox-xml-unknown-encoding = Цей XML каже в рядку { $line }, позиція { $column }, що його записано в кодуванні { $label }, а такого я не знаю. Збережіть його як UTF-8.
toolbox-xml-bad-byte = Цей XML записано не в кодуванні { $encoding }, як він каже: у рядку { $line }, позиція { $column }, є байт, якого там не може бути. Виправте оголошення або збережіть файл як UTF-8.
toolbox-xml-syntax = Це не XML: я не розумію того, що починається в рядку { $line }, позиція { $column }.
toolbox-xml-not-one-root = В XML зовні рівно один елемент, тож JSON має бути об’єктом рівно з одним полем. Загорніть його: <code>{ "{" }"root": …{ "}" }</code>.
toolbox-xml-bad-name = <code>{ $name }</code> (шлях <code>{ $path }</code>) не може бути іменем елемента чи атрибута. Перейменуйте його: спершу літера, без пробілів і знаків.
toolbox-xml-list-in-list = За шляхом <code>{ $path }</code> список лежить просто в списку, і XML не має імені для його елементів. Поставте між ними об’єкт.
toolbox-xml-not-plain = <code>{ $path }</code> має бути текстом, числом або логічним значенням, бо стає атрибутом, словами чи коментарем.
toolbox-xml-bad-character = У тексті за шляхом <code>{ $path }</code> є символ { $code }, якого в XML бути не може. Видаліть його.
toolbox-xml-bad-comment = У коментарі за шляхом <code>{ $path }</code> два дефіси поспіль або дефіс наприкінці, а XML такого не дозволяє.

# Таблиці
toolbox-table-not-a-table = Цей JSON — одне значення, таблиці з нього не зробити. Надішліть список об’єктів.
toolbox-table-empty = Тут немає з чого зробити таблицю. Перевірте, чи надіслано потрібний файл.
toolbox-table-too-many-columns = Стовпців у цій таблиці було б більше ніж { $limit }, а стільки не вміщує жодна електронна таблиця. Виберіть менше полів.

# QR-коди
toolbox-qr-too-long = { $bytes ->
    [one] У тексті { $bytes } байт, і жоден QR-код стільки не вміщує. Найбільший вміщує 2953; скоротіть текст.
    [few] У тексті { $bytes } байти, і жоден QR-код стільки не вміщує. Найбільший вміщує 2953; скоротіть текст.
   *[many] У тексті { $bytes } байтів, і жоден QR-код стільки не вміщує. Найбільший вміщує 2953; скоротіть текст.
}
toolbox-qr-not-a-picture = Не можу відкрити це як зображення. Надішліть фото або файл PNG, JPEG чи WebP.
toolbox-qr-too-large = Це зображення завелике: можна до { $side } пікселів по кожній стороні та до { $megapixels } мегапікселів. Надішліть менше.
toolbox-qr-not-found = На цьому зображенні я не знайшов QR-коду. Сфотографуйте його рівно, чітко, з білими полями навколо.

# Токени
toolbox-jwt-parts = JWT має три частини, розділені крапками, а тут їх { $found }. Скопіюйте весь токен.
toolbox-jwt-encrypted = Цей токен зашифровано (JWE). Без ключа в ньому нічого не побачити.
toolbox-jwt-header = Перша частина цього токена — не об’єкт JSON у Base64, тож це не JWT або він пошкоджений.
toolbox-jwt-payload = Друга частина цього токена — не об’єкт JSON у Base64. Токен пошкоджений або містить щось інше.

# Час
toolbox-time-not-a-time = Не можу прочитати це як час. Напишіть час Unix (<code>1717171717</code>) або дату (<code>2024-05-31 18:00</code>).
toolbox-time-out-of-range = Цей час далі, ніж сягає календар. Перевірте число.
toolbox-time-skipped = Такого часу в цьому поясі не було: годинники перевели вперед через нього.

# Cron
toolbox-cron-fields = { $found ->
    [one] Вираз cron має п’ять полів: хвилина, година, день, місяць, день тижня. Тут { $found } поле. Перед ними можуть стояти секунди, після них — роки.
    [few] Вираз cron має п’ять полів: хвилина, година, день, місяць, день тижня. Тут { $found } поля. Перед ними можуть стояти секунди, після них — роки.
   *[many] Вираз cron має п’ять полів: хвилина, година, день, місяць, день тижня. Тут { $found } полів. Перед ними можуть стояти секунди, після них — роки.
}
toolbox-cron-bad-second = У полі секунд не може бути <code>{ $text }</code>. Там пишуть 0–59.
toolbox-cron-bad-minute = У полі хвилин не може бути <code>{ $text }</code>. Там пишуть 0–59.
toolbox-cron-bad-hour = У полі годин не може бути <code>{ $text }</code>. Там пишуть 0–23.
toolbox-cron-bad-day = У полі дня місяця не може бути <code>{ $text }</code>. Там пишуть 1–31, L для останнього дня або 15W для робочого дня, найближчого до 15-го.
toolbox-cron-bad-month = У полі місяців не може бути <code>{ $text }</code>. Там пишуть 1–12 або JAN–DEC.
toolbox-cron-bad-weekday = У полі днів тижня не може бути <code>{ $text }</code>. Там пишуть 0–7 (0 і 7 — неділя) або SUN–SAT, 5L для останньої п’ятниці, 2#1 для першого вівторка місяця.
toolbox-cron-bad-year = У полі років не може бути <code>{ $text }</code>. Там пишуть роки, наприклад 2030.
toolbox-cron-too-long = Цей вираз задовгий: символів може бути не більше ніж { $limit }. Скоротіть його.
plugin-toolbox-title = Інструменти
plugin-toolbox-about = Невеликі інструменти: паролі, тестові дані, коди, контрольні суми, перетворення.

# Паролі
cmd-password-title = Пароль
cmd-password-about = Надійні паролі та парольні фрази — такі, як вам потрібно.
cmd-password-length = Якої довжини? Для парольної фрази це кількість слів.
cmd-password-count = Скільки паролів потрібно?
cmd-password-mode = Окремі символи чи слова, які можна запам’ятати?
cmd-password-mode-characters = Символи
cmd-password-mode-passphrase = Парольна фраза
toolbox-password-of-characters = { $count ->
    [one] 🔑 Довжина: { $count } символ
    [few] 🔑 Довжина: { $count } символи
   *[many] 🔑 Довжина: { $count } символів
}
toolbox-password-of-words = { $count ->
    [one] 🔑 Довжина: { $count } слово
    [few] 🔑 Довжина: { $count } слова
   *[many] 🔑 Довжина: { $count } слів
}
toolbox-password-verdict = { $strength }: { $time }.
toolbox-password-weakest = Найслабший із них:
toolbox-password-life = <i>Я видалю це повідомлення через 10 хвилин після надсилання.</i>
toolbox-password-private = Його побачите лише ви: тут, непомітно для інших, або в нашому особистому чаті. Якщо нічого не прийде, відкрийте чат зі мною, натисніть «Почати» й попросіть ще раз.
toolbox-password-phrase-length = Парольна фраза має від { $min } до { $max } слів. Виберіть кількість у цих межах.
toolbox-password-last = Хоча б один вид символів має лишатися ввімкненим.
toolbox-password-lower = a–z
toolbox-password-upper = A–Z
toolbox-password-digits = 0–9
toolbox-password-symbols = #$&
toolbox-password-clear = Без схожих (0 O, 1 l I)
toolbox-password-mixed = Великі літери й цифра
toolbox-password-another = 🔁 Інший
toolbox-password-copy = 📋 Копіювати
toolbox-password-phrase = 💬 Краще парольна фраза
toolbox-password-characters = 🔣 Краще символи
toolbox-password-several = 🗂 Кілька одразу
toolbox-password-others = 🔁 Інші

# Текст-заповнювач
cmd-lorem-title = Текст-заповнювач
cmd-lorem-about = Lorem ipsum: текст без змісту, щоб побачити, який вигляд має сторінка.
cmd-lorem-kind = Що рахувати?
cmd-lorem-kind-paragraphs = Абзаци
cmd-lorem-kind-sentences = Речення
cmd-lorem-kind-words = Слова
cmd-lorem-count = Скільки?
toolbox-lorem-too-many-paragraphs = За раз я пишу не більше ніж { $most } абзаців. Попросіть менше.
toolbox-lorem-too-many-sentences = За раз я пишу не більше ніж { $most } речень. Попросіть менше.
toolbox-lorem-too-many-words = За раз я пишу не більше ніж { $most } слів. Попросіть менше.

# Вигадані люди
cmd-profile-title = Вигадані люди
cmd-profile-about = Люди, яких не існує, з адресою, телефоном та e-mail — для випробувань.
cmd-profile-gender = Хто це має бути?
cmd-profile-gender-female = Жінки
cmd-profile-gender-male = Чоловіки
cmd-profile-gender-random = Однаково
cmd-profile-locale = Де вони живуть?
cmd-profile-locale-en_US = 🇺🇸 США
cmd-profile-locale-uk_UA = 🇺🇦 Україна
cmd-profile-locale-ru_RU = 🇷🇺 Росія
cmd-profile-locale-de_DE = 🇩🇪 Німеччина
cmd-profile-locale-fr_FR = 🇫🇷 Франція
cmd-profile-locale-pl_PL = 🇵🇱 Польща
cmd-profile-locale-ja_JP = 🇯🇵 Японія
cmd-profile-count = Скільки людей?
cmd-profile-format = Як їх надіслати? Авто — одну людину тут, кількох — файлом CSV.
cmd-profile-format-auto = Авто
cmd-profile-format-csv = CSV
cmd-profile-format-json = JSON
cmd-profile-seed = Напишіть будь-яке слово: за ним щоразу повертаються ті самі люди. Після команди воно пишеться з #: <code>/profile #весна</code>.
cmd-profile-seed-button = 🌱 Знову ті самі люди
toolbox-profile-female = жінка
toolbox-profile-male = чоловік
toolbox-profile-invented = <i>Вигадано: якщо хтось так зветься чи там живе, це випадковість.</i>
toolbox-profile-file = { $count ->
    [one] { $count } вигадана людина. Будь-яка схожість зі справжніми людьми випадкова.
    [few] { $count } вигадані людини. Будь-яка схожість зі справжніми людьми випадкова.
   *[many] { $count } вигаданих людей. Будь-яка схожість зі справжніми людьми випадкова.
}
toolbox-profile-unknown = Я не знаю, що робити з «{ $word }». Я розумію стать (<code>female</code>, <code>male</code>), країну, наприклад <code>de_DE</code>, число від 1 до 100, <code>csv</code> або <code>json</code> і слово з # попереду, наприклад <code>#весна</code>: за ним щоразу повертаються ті самі люди.

# UUID
cmd-uuid-title = UUID
cmd-uuid-about = Ідентифікатори, яких більше ніхто не має: випадкові або впорядковані за часом.
cmd-uuid-version = Яка версія? v4 — суто випадкова; v7 починається з часу, тож новіші стають після старших.
cmd-uuid-version-v4 = v4, випадкова
cmd-uuid-version-v7 = v7, за часом
cmd-uuid-count = Скільки?

# Контрольні суми
cmd-hash-title = Контрольні суми
cmd-hash-about = MD5, SHA-1, SHA-256, SHA-512, BLAKE3 і CRC32 тексту чи файлу.
cmd-hash-text = Для чого порахувати контрольні суми?
toolbox-hash-text = { $count ->
    [one] Контрольні суми тексту, { $count } байт у UTF-8:
    [few] Контрольні суми тексту, { $count } байти в UTF-8:
   *[many] Контрольні суми тексту, { $count } байтів у UTF-8:
}
toolbox-hash-file = { $count ->
    [one] Контрольні суми файлу <b>{ $name }</b>, { $count } байт:
    [few] Контрольні суми файлу <b>{ $name }</b>, { $count } байти:
   *[many] Контрольні суми файлу <b>{ $name }</b>, { $count } байтів:
}
toolbox-hash-weak = <i>{ $names } виявляють пошкодження, але не захищають від підробки. Щоб упевнитися, що ніхто нічого не змінив, порівнюйте SHA-256.</i>

# QR-коди
cmd-qr-title = Створити QR-код
cmd-qr-about = QR-код зображенням — для будь-якого тексту чи посилання.
cmd-qr-text = Який текст чи посилання помістити в код?
cmd-qrread-title = Прочитати QR-код
cmd-qrread-about = Тексти QR-кодів на зображенні.
cmd-qrread-picture = На яке зображення подивитися?
toolbox-qr-found = { $count ->
    [1] Текст QR-коду:
    [one] Тексти { $count } QR-коду:
   *[other] Тексти { $count } QR-кодів:
}
toolbox-qr-blank = <i>Нічого: цей код порожній.</i>
