# Что говорят несколько преобразователей
toolbox-nothing = Здесь ничего нет. Проверьте, тот ли файл прислан.
toolbox-no-line = Это слишком длинно для одной строки. Пришлите, пожалуйста, только саму строку.
toolbox-blank = В результате только пробелы или переносы строк, поэтому отправляю его файлом.
toolbox-moment = { $weekday ->
    [0] воскресенье
    [1] понедельник
    [2] вторник
    [3] среда
    [4] четверг
    [5] пятница
   *[6] суббота
}, { $day }.{ $month }.{ $year } { $time }

# Base64
cmd-b64-title = В Base64
cmd-b64-about = Текст или файл в Base64; <code>urlsafe</code> перед текстом делает его пригодным для адресов.
cmd-b64-alphabet = Для чего это?
cmd-b64-alphabet-std = Обычный
cmd-b64-alphabet-urlsafe = Для адресов
cmd-b64-text = Что закодировать?
cmd-unb64-title = Из Base64
cmd-unb64-about = Из Base64 обратно в текст или файл.
cmd-unb64-base64 = Какой Base64 декодировать?
toolbox-unb64-file = { $count ->
    [one] Это не текст, поэтому отправляю файлом: { $mime }, { $count } байт.
    [few] Это не текст, поэтому отправляю файлом: { $mime }, { $count } байта.
   *[many] Это не текст, поэтому отправляю файлом: { $mime }, { $count } байт.
}

# JSON
cmd-json-title = Проверить JSON
cmd-json-about = JSON ли это? Если да — в удобном для чтения виде, а с <code>compact</code> — в одну строку; если нет — место ошибки.
cmd-json-layout = Как его записать?
cmd-json-layout-pretty = Удобно для чтения
cmd-json-layout-compact = В одну строку
cmd-json-json = Какой JSON проверить?
toolbox-json-sound = ✅ Это правильный JSON.

# Таблицы
cmd-json2csv-title = JSON в CSV
cmd-json2csv-about = Список объектов как таблица для Excel; <code>semicolon</code>, <code>tab</code> или <code>bar</code> перед ним задаёт разделитель.
cmd-json2csv-delimiter = Что должно стоять между столбцами? Excel в Европе ждёт точку с запятой.
cmd-json2csv-delimiter-comma = Запятая
cmd-json2csv-delimiter-semicolon = Точка с запятой
cmd-json2csv-delimiter-tab = Табуляция
cmd-json2csv-delimiter-bar = Черта |
cmd-json2csv-json = Какой JSON превратить в таблицу?
cmd-csv2json-title = CSV в JSON
cmd-csv2json-about = Таблица как список объектов с именами из её первой строки.
cmd-csv2json-csv = Какую таблицу превратить в JSON? В первой строке должны быть названия столбцов.
toolbox-table-size = { $rows ->
    [one] { $rows } строка
    [few] { $rows } строки
   *[many] { $rows } строк
}, { $columns ->
    [one] { $columns } столбец.
    [few] { $columns } столбца.
   *[many] { $columns } столбцов.
}
toolbox-table-defused = { $count ->
    [one] ⚠️ { $count } ячейка в Excel выполнилась бы как формула, поэтому перед её содержимым я поставил апостроф.
    [few] ⚠️ { $count } ячейки в Excel выполнились бы как формулы, поэтому перед их содержимым я поставил апостроф.
   *[many] ⚠️ { $count } ячеек в Excel выполнились бы как формулы, поэтому перед их содержимым я поставил апостроф.
}
toolbox-table-by-comma = Столбцы разделены запятыми.
toolbox-table-by-semicolon = Столбцы разделены точками с запятой.
toolbox-table-by-tab = Столбцы разделены табуляцией.
toolbox-table-by-bar = Столбцы разделены вертикальными чертами.
toolbox-table-guessed = Файл не в Юникоде. По буквам я решил, что это { $encoding }; проверьте, все ли буквы правильные.

# XML
cmd-xml2json-title = XML в JSON
cmd-xml2json-about = XML как JSON: атрибуты становятся <code>@именами</code>, повторяющиеся элементы — списками.
cmd-xml2json-xml = Какой XML превратить в JSON?
cmd-json2xml-title = JSON в XML
cmd-json2xml-about = JSON как XML, обратный путь к /xml2json; <code>compact</code> перед ним убирает переносы строк и отступы.
cmd-json2xml-layout = Как его записать?
cmd-json2xml-layout-pretty = С отступами
cmd-json2xml-layout-compact = Без отступов
cmd-json2xml-json = Какой JSON превратить в XML? Это должен быть объект ровно с одним полем.

# Экранирование
cmd-url-title = В URL
cmd-url-about = Текст, пригодный для адреса: <code>a b</code> становится <code>a%20b</code>.
cmd-url-text = Что сделать пригодным для адреса?
cmd-unurl-title = Из URL
cmd-unurl-about = Проценты в адресе обратно в символы; плюс становится пробелом, если перед текстом не стоит <code>as-plus</code>.
cmd-unurl-plus = Что означает плюс?
cmd-unurl-plus-as-space = Пробел
cmd-unurl-plus-as-plus = Сам плюс
cmd-unurl-text = Какой адрес или какую его часть раскодировать?
toolbox-unurl-not-text = За знаками процента стоит не текст в UTF-8. Возможно, текст обрезан или его закодировала старая программа.
cmd-html-title = В HTML
cmd-html-about = Текст, который страница покажет как есть: <code><</code> становится <code>&amp;lt;</code>.
cmd-html-text = Какой текст страница должна показать как есть?
cmd-unhtml-title = Из HTML
cmd-unhtml-about = Сущности HTML обратно в символы: <code>&amp;eacute;</code> становится <code>é</code>.
cmd-unhtml-text = В каком тексте заменить сущности символами?

# Токены
cmd-jwt-title = Заглянуть в JWT
cmd-jwt-about = Что JSON Web Token говорит о себе: заголовок, утверждения и даты, без проверки подписи.
cmd-jwt-token = В какой токен заглянуть?
toolbox-jwt-unverified = ⚠️ <b>Не проверено.</b> Это лишь то, что токен говорит о себе. Подпись я не проверяю, так что написать такое мог кто угодно.
toolbox-jwt-unsigned = ⚠️ <b>Не проверено и даже не подписано.</b> Написать такой токен мог кто угодно.
toolbox-jwt-algorithm = Алгоритм: <code>{ $name }</code>
toolbox-jwt-issued = Выдан: { $time }
toolbox-jwt-valid-since = Действует с: { $time }
toolbox-jwt-valid-from = Начнёт действовать: { $time }
toolbox-jwt-expired = <b>Срок действия истёк</b>: { $time }
toolbox-jwt-expires = Действует до: { $time }
toolbox-jwt-endless = Действует до: токен не называет конца.
toolbox-jwt-header-part = Заголовок:
toolbox-jwt-claims = Утверждения:

# Время
cmd-time-title = Время
cmd-time-about = Время Unix как дата или дата как время Unix, в любом часовом поясе: <code>/time 1717171717 Kyiv</code>.
cmd-time-time = Какое время? Напишите время Unix или дату, а если она не в вашем часовом поясе — ещё и город после неё: <code>2024-05-31 18:00 Kyiv</code>.
cmd-time-time-now = Сейчас
toolbox-time-in = { $zone }: <b>{ $time }</b>
toolbox-time-numbers = Время Unix: <code>{ $seconds }</code>
    ISO 8601: <code>{ $iso }</code>
toolbox-time-twice = Это время наступает дважды, потому что часы переводят через него назад.

# Cron
cmd-cron-title = Cron
cmd-cron-about = Что значит выражение cron и когда наступит в следующий раз, в любом часовом поясе: <code>/cron 0 9 * * 1-5 Kyiv</code>.
cmd-cron-expression = Какое выражение? Город после него задаёт часовой пояс: <code>0 9 * * 1-5 Kyiv</code>. Без города это ваш пояс (/timezone).
toolbox-cron-next = Ближайшие разы ({ $zone }):
toolbox-cron-never = Такого времени не будет: в календаре нет такого дня, или он уже прошёл навсегда.
toolbox-cron-at = Время: { $list }.
toolbox-cron-daily = Ежедневно.
toolbox-cron-minute-zero = В нулевую минуту каждого из этих часов.
toolbox-cron-every-second = Каждую секунду.
toolbox-cron-every-seconds = { $count ->
    [one] Каждую { $count } секунду.
    [few] Каждые { $count } секунды.
   *[many] Каждые { $count } секунд.
}
toolbox-cron-every-minute = Каждую минуту.
toolbox-cron-every-minutes = { $count ->
    [one] Каждую { $count } минуту.
    [few] Каждые { $count } минуты.
   *[many] Каждые { $count } минут.
}
toolbox-cron-every-hour = Каждый час, в нулевую минуту.
toolbox-cron-every-hours = { $count ->
    [one] Каждый { $count } час от полуночи, в нулевую минуту.
    [few] Каждые { $count } часа от полуночи, в нулевую минуту.
   *[many] Каждые { $count } часов от полуночи, в нулевую минуту.
}
toolbox-cron-seconds = Секунды: { $list }.
toolbox-cron-minutes = Минуты: { $list }.
toolbox-cron-hours = Часы: { $list }.
toolbox-cron-days = Дни месяца: { $list }.
toolbox-cron-weekdays = Дни недели: { $list }.
toolbox-cron-either-day = Достаточно одного из двух: дня месяца или дня недели.
toolbox-cron-both-days = Должны совпасть оба: и день месяца, и день недели.
toolbox-cron-months = Месяцы: { $list }.
toolbox-cron-years = Годы: { $list }.
toolbox-cron-last-day = последний день
toolbox-cron-last-workday = последний рабочий день
toolbox-cron-workday = рабочий день, ближайший к { $day }-му
toolbox-cron-weekday = { $day ->
    [0] воскресенье
    [1] понедельник
    [2] вторник
    [3] среда
    [4] четверг
    [5] пятница
   *[6] суббота
}
toolbox-cron-nth-weekday = { $day ->
    [0] { $nth ->
        [1] первое
        [2] второе
        [3] третье
        [4] четвёртое
       *[5] пятое
    } воскресенье
    [1] { $nth ->
        [1] первый
        [2] второй
        [3] третий
        [4] четвёртый
       *[5] пятый
    } понедельник
    [2] { $nth ->
        [1] первый
        [2] второй
        [3] третий
        [4] четвёртый
       *[5] пятый
    } вторник
    [4] { $nth ->
        [1] первый
        [2] второй
        [3] третий
        [4] четвёртый
       *[5] пятый
    } четверг
   *[other] { $nth ->
        [1] первая
        [2] вторая
        [3] третья
        [4] четвёртая
       *[5] пятая
    } { $day ->
        [3] среда
        [5] пятница
       *[6] суббота
    }
} месяца
toolbox-cron-last-weekday = { $day ->
    [0] последнее воскресенье
    [1] последний понедельник
    [2] последний вторник
    [3] последняя среда
    [4] последний четверг
    [5] последняя пятница
   *[6] последняя суббота
} месяца
toolbox-cron-month = { $month ->
    [1] январь
    [2] февраль
    [3] март
    [4] апрель
    [5] май
    [6] июнь
    [7] июль
    [8] август
    [9] сентябрь
    [10] октябрь
    [11] ноябрь
   *[12] декабрь
}
# Что говорят несколько инструментов
toolbox-too-large = Результат был бы больше { $limit } МБ, а файлы крупнее Telegram не принимает. Разделите, пожалуйста, входные данные.
toolbox-text-bad-byte = Это не текст в кодировке { $encoding }: в строке { $line }, позиция { $column }, есть байт, которого там быть не может. Сохраните файл как UTF-8 и пришлите ещё раз.

# Пароли
toolbox-password-length = В пароле от { $min } до { $max } символов. Выберите длину в этих пределах.
toolbox-password-no-class = Не из чего составить пароль. Включите буквы, цифры или знаки.
toolbox-password-strength-0 = Очень слабый
toolbox-password-strength-1 = Слабый
toolbox-password-strength-2 = Средний
toolbox-password-strength-3 = Надёжный
toolbox-password-strength-4 = Очень надёжный
toolbox-password-instant = подбирается меньше чем за минуту
toolbox-password-minutes = { $count ->
    [one] подбирается за { $count } минуту
    [few] подбирается за { $count } минуты
   *[many] подбирается за { $count } минут
}
toolbox-password-hours = { $count ->
    [one] подбирается за { $count } час
    [few] подбирается за { $count } часа
   *[many] подбирается за { $count } часов
}
toolbox-password-days = { $count ->
    [one] подбирается за { $count } день
    [few] подбирается за { $count } дня
   *[many] подбирается за { $count } дней
}
toolbox-password-months = { $count ->
    [one] подбирается за { $count } месяц
    [few] подбирается за { $count } месяца
   *[many] подбирается за { $count } месяцев
}
toolbox-password-years = { $count ->
    [one] подбирается за { $count } год
    [few] подбирается за { $count } года
   *[many] подбирается за { $count } лет
}
toolbox-password-centuries = подбирается веками

# Base64
toolbox-base64-empty = Нечего декодировать. Пришлите текст в Base64 или файл с ним.
toolbox-base64-character = Это не Base64: символа <code>{ $letter }</code> в строке { $line }, позиция { $column }, там быть не может. Проверьте, весь ли текст скопирован и нет ли вокруг него лишнего.
toolbox-base64-cut = Этот Base64 оборван: в конце остаётся одна лишняя буква. Скопируйте весь текст и попробуйте ещё раз.

# JSON
toolbox-json-comment = Это не JSON: в строке { $line }, позиция { $column }, есть комментарий, а в JSON их не бывает. Уберите его.
toolbox-json-word = Это не JSON: в строке { $line }, позиция { $column }, стоит слово, которое не <code>true</code>, не <code>false</code> и не <code>null</code>. Если это текст, возьмите его в двойные кавычки.
toolbox-json-stray-bracket = Это не JSON: перед строкой { $line }, позицией { $column }, не хватает значения или у скобки нет пары.
toolbox-json-stray-comma = Это не JSON: в строке { $line }, позиция { $column }, лишняя запятая. Удалите её.
toolbox-json-missing-comma = Это не JSON: перед строкой { $line }, позицией { $column }, не хватает запятой.
toolbox-json-comma-before-end = Это не JSON: после запятой в строке { $line }, позиция { $column }, ничего нет. Удалите её.
toolbox-json-stray-colon = Это не JSON: в строке { $line }, позиция { $column }, лишнее двоеточие. Удалите его.
toolbox-json-missing-colon = Это не JSON: между именем и значением перед строкой { $line }, позицией { $column }, не хватает двоеточия.
toolbox-json-number = Это не JSON: число в строке { $line }, позиция { $column }, записано не так, как принято в JSON. Оно начинается с минуса или цифры, без нуля впереди, и имеет разве что точку и показатель степени.
toolbox-json-name-expected = Это не JSON: в строке { $line }, позиция { $column }, должно быть имя в двойных кавычках или конец объекта.
toolbox-json-unexpected = Это не JSON: в строке { $line }, позиция { $column }, стоит символ, с которого не начинается ни одно значение. Тексты берут в двойные кавычки.
toolbox-json-raw-control = Это не JSON: текст в строке { $line }, позиция { $column }, переходит на следующую строку или содержит другой управляющий символ. Пишите вместо него <code>\n</code>, <code>\t</code> и тому подобное или закройте кавычки.
toolbox-json-escape = Это не JSON: то, что стоит после обратной косой черты в строке { $line }, позиция { $column }, ничего не значит. Саму черту пишут <code>\\</code>.
toolbox-json-half-pair = Это не JSON: <code>\u</code> в строке { $line }, позиция { $column }, — лишь половина символа, второй половины нет.
toolbox-json-incomplete = Этот JSON обрывается в строке { $line }, позиция { $column }. Скобка или кавычки не закрыты; возможно, текст обрезан.
toolbox-json-more-after-end = Это не JSON: он заканчивается перед строкой { $line }, позицией { $column }, но дальше есть ещё что-то. Несколько значений пишут списком: <code>[…, …]</code>.
toolbox-json-too-deep = Начиная со строки { $line }, позиции { $column }, вложенность этого JSON глубже допустимой: уровней может быть не больше { $limit }. Глубже я не читаю.
toolbox-json-too-many = На строке { $line }, позиция { $column }, значений в этом JSON становится больше { $limit }. Разделите его, пожалуйста.

# XML
toolbox-xml-incomplete = Этот XML обрывается внутри того, что начинается в строке { $line }, позиция { $column }. Возможно, он обрезан.
toolbox-xml-not-closed = Элемент <code>{ $name }</code> из строки { $line }, позиция { $column }, так и не закрыт. Добавьте закрывающий тег.
toolbox-xml-mismatch = В строке { $line }, позиция { $column }, закрывается <code>{ $found }</code>, а <code>{ $expected }</code> ещё открыт. Сначала закройте его.
toolbox-xml-stray-end = В строке { $line }, позиция { $column }, закрывается <code>{ $name }</code>, который никто не открывал.
toolbox-xml-name = <code>{ $name }</code> в строке { $line }, позиция { $column }, не может быть именем в XML. Имя начинается с буквы и не содержит пробелов и знаков.
toolbox-xml-attribute = Атрибут в строке { $line }, позиция { $column }, записан не так, как принято в XML: пробел, имя, знак равенства и значение в кавычках, без знака «меньше» в нём.
toolbox-xml-repeated-attribute = Атрибут <code>{ $name }</code> в строке { $line }, позиция { $column }, встречается второй раз. У элемента каждый атрибут бывает только один раз.
toolbox-xml-reference = С &amp; в строке { $line }, позиция { $column }, не начинается ссылка. Сам амперсанд пишут <code>&amp;amp;</code>.
toolbox-xml-unknown-entity = Сущность <code>{ $name }</code> в строке { $line }, позиция { $column }, неизвестна. В XML есть только lt, gt, amp, apos и quot; напишите вместо неё сам символ.
toolbox-xml-entity-declared = Этот XML объявляет сущности в строке { $line }, позиция { $column }. Они могут читать чужие файлы и разрастаться без конца, поэтому таких документов я не читаю.
toolbox-xml-default-attribute = Этот XML задаёт значение атрибута в DTD, в строке { $line }, позиция { $column }. Я читаю только то, что есть в элементах; напишите его там.
toolbox-xml-doctype = Тип документа в строке { $line }, позиция { $column }, повреждён или стоит не на месте. Он бывает один раз, перед первым элементом.
toolbox-xml-character = В строке { $line }, позиция { $column }, есть символ { $code }, которого в XML быть не может. Удалите его.
toolbox-xml-bare-cdata-end = В строке { $line }, позиция { $column }, есть ]]>, которое ничего не закрывает. Напишите вместо него <code>]]&amp;gt;</code>.
toolbox-xml-double-hyphen = В комментарии в строке { $line }, позиция { $column }, два дефиса подряд, а XML такого в комментариях не разрешает.
toolbox-xml-outside-root = В строке { $line }, позиция { $column }, есть текст вне первого элемента. Перенесите его внутрь или удалите.
toolbox-xml-second-root = В строке { $line }, позиция { $column }, рядом с первым элементом начинается второй. Вложите оба в один.
toolbox-xml-no-root = В этом XML нет ни одного элемента: он заканчивается в строке { $line }, позиция { $column }.
toolbox-xml-misplaced-declaration = Объявление XML в строке { $line }, позиция { $column }, стоит не в самом начале, где ему место. Перенесите его туда или удалите.
toolbox-xml-declaration = Объявление XML в строке { $line }, позиция { $column }, повреждено. В нём есть версия, потом может быть кодировка, потом standalone.
toolbox-xml-too-deep = Начиная со строки { $line }, позиции { $column }, вложенность этого XML глубже допустимой: уровней может быть не больше { $limit }. Глубже я не читаю.
toolbox-xml-too-many = На строке { $line }, позиция { $column }, элементов и атрибутов в этом XML становится больше { $limit }. Разделите его, пожалуйста.
toolbox-xml-unknown-encoding = Этот XML говорит в строке { $line }, позиция { $column }, что он записан в кодировке { $label }, а такой я не знаю. Сохраните его как UTF-8.
toolbox-xml-bad-byte = Этот XML записан не в кодировке { $encoding }, как он говорит: в строке { $line }, позиция { $column }, есть байт, которого там быть не может. Исправьте объявление или сохраните файл как UTF-8.
toolbox-xml-syntax = Это не XML: я не понимаю того, что начинается в строке { $line }, позиция { $column }.
toolbox-xml-not-one-root = В XML снаружи ровно один элемент, поэтому JSON должен быть объектом ровно с одним полем. Оберните его: <code>{ "{" }"root": …{ "}" }</code>.
toolbox-xml-bad-name = <code>{ $name }</code> (путь <code>{ $path }</code>) не может быть именем элемента или атрибута. Переименуйте его: сначала буква, без пробелов и знаков.
toolbox-xml-list-in-list = По пути <code>{ $path }</code> список лежит прямо в списке, и у XML нет имени для его элементов. Поставьте между ними объект.
toolbox-xml-not-plain = <code>{ $path }</code> должно быть текстом, числом или логическим значением, потому что становится атрибутом, словами или комментарием.
toolbox-xml-bad-character = В тексте по пути <code>{ $path }</code> есть символ { $code }, которого в XML быть не может. Удалите его.
toolbox-xml-bad-comment = В комментарии по пути <code>{ $path }</code> два дефиса подряд или дефис в конце, а XML такого не разрешает.

# Таблицы
toolbox-table-not-a-table = Этот JSON — одно значение, таблицы из него не сделать. Пришлите список объектов.
toolbox-table-empty = Здесь не из чего сделать таблицу. Проверьте, тот ли файл прислан.
toolbox-table-too-many-columns = Столбцов в этой таблице было бы больше { $limit }, а столько не вмещает ни одна электронная таблица. Выберите меньше полей.

# QR-коды
toolbox-qr-too-long = { $bytes ->
    [one] В тексте { $bytes } байт, и ни один QR-код столько не вмещает. Самый большой вмещает 2953; сократите текст.
    [few] В тексте { $bytes } байта, и ни один QR-код столько не вмещает. Самый большой вмещает 2953; сократите текст.
   *[many] В тексте { $bytes } байт, и ни один QR-код столько не вмещает. Самый большой вмещает 2953; сократите текст.
}
toolbox-qr-not-a-picture = Не могу открыть это как изображение. Пришлите фото или файл PNG, JPEG либо WebP.
toolbox-qr-too-large = Это изображение слишком велико: можно до { $side } пикселей по каждой стороне и до { $megapixels } мегапикселей. Пришлите поменьше.
toolbox-qr-not-found = На этом изображении я не нашёл QR-кода. Сфотографируйте его ровно, чётко, с белыми полями вокруг.

# Токены
toolbox-jwt-parts = В JWT три части, разделённые точками, а здесь их { $found }. Скопируйте весь токен.
toolbox-jwt-encrypted = Этот токен зашифрован (JWE). Без ключа в нём ничего не увидеть.
toolbox-jwt-header = Первая часть этого токена — не объект JSON в Base64, так что это не JWT или он повреждён.
toolbox-jwt-payload = Вторая часть этого токена — не объект JSON в Base64. Токен повреждён или содержит что-то другое.

# Время
toolbox-time-not-a-time = Не могу прочитать это как время. Напишите время Unix (<code>1717171717</code>) или дату (<code>2024-05-31 18:00</code>).
toolbox-time-out-of-range = Это время дальше, чем простирается календарь. Проверьте число.
toolbox-time-skipped = Такого времени в этом поясе не было: часы перевели вперёд через него.

# Cron
toolbox-cron-fields = { $found ->
    [one] В выражении cron пять полей: минута, час, день, месяц, день недели. Здесь { $found } поле. Перед ними могут стоять секунды, после них — годы.
    [few] В выражении cron пять полей: минута, час, день, месяц, день недели. Здесь { $found } поля. Перед ними могут стоять секунды, после них — годы.
   *[many] В выражении cron пять полей: минута, час, день, месяц, день недели. Здесь { $found } полей. Перед ними могут стоять секунды, после них — годы.
}
toolbox-cron-bad-second = В поле секунд не может быть <code>{ $text }</code>. Там пишут 0–59.
toolbox-cron-bad-minute = В поле минут не может быть <code>{ $text }</code>. Там пишут 0–59.
toolbox-cron-bad-hour = В поле часов не может быть <code>{ $text }</code>. Там пишут 0–23.
toolbox-cron-bad-day = В поле дня месяца не может быть <code>{ $text }</code>. Там пишут 1–31, L для последнего дня или 15W для рабочего дня, ближайшего к 15-му.
toolbox-cron-bad-month = В поле месяцев не может быть <code>{ $text }</code>. Там пишут 1–12 или JAN–DEC.
toolbox-cron-bad-weekday = В поле дней недели не может быть <code>{ $text }</code>. Там пишут 0–7 (0 и 7 — воскресенье) или SUN–SAT, 5L для последней пятницы, 2#1 для первого вторника месяца.
toolbox-cron-bad-year = В поле годов не может быть <code>{ $text }</code>. Там пишут годы, например 2030.
toolbox-cron-too-long = Это выражение слишком длинное: символов может быть не больше { $limit }. Сократите его.
plugin-toolbox-title = Инструменты
plugin-toolbox-about = Небольшие инструменты: пароли, тестовые данные, коды, контрольные суммы, преобразования.

# Пароли
cmd-password-title = Пароль
cmd-password-about = Надёжные пароли и парольные фразы — такие, как вам нужно.
cmd-password-length = Какой длины? Для парольной фразы это число слов.
cmd-password-count = Сколько паролей нужно?
cmd-password-mode = Отдельные символы или слова, которые можно запомнить?
cmd-password-mode-characters = Символы
cmd-password-mode-passphrase = Парольная фраза
toolbox-password-of-characters = { $count ->
    [one] 🔑 Длина: { $count } символ
    [few] 🔑 Длина: { $count } символа
   *[many] 🔑 Длина: { $count } символов
}
toolbox-password-of-words = { $count ->
    [one] 🔑 Длина: { $count } слово
    [few] 🔑 Длина: { $count } слова
   *[many] 🔑 Длина: { $count } слов
}
toolbox-password-verdict = { $strength }: { $time }.
toolbox-password-weakest = Самый слабый из них:
toolbox-password-life = <i>Я удалю это сообщение через 10 минут после отправки.</i>
toolbox-password-private = Его увидите только вы: здесь, незаметно для других, или в нашем личном чате. Если ничего не придёт, откройте чат со мной, нажмите «Начать» и попросите ещё раз.
toolbox-password-phrase-length = В парольной фразе от { $min } до { $max } слов. Выберите число в этих пределах.
toolbox-password-last = Хотя бы один вид символов должен оставаться включённым.
toolbox-password-lower = a–z
toolbox-password-upper = A–Z
toolbox-password-digits = 0–9
toolbox-password-symbols = #$&
toolbox-password-clear = Без похожих (0 O, 1 l I)
toolbox-password-mixed = Заглавные буквы и цифра
toolbox-password-another = 🔁 Другой
toolbox-password-copy = 📋 Копировать
toolbox-password-phrase = 💬 Лучше парольная фраза
toolbox-password-characters = 🔣 Лучше символы
toolbox-password-several = 🗂 Несколько сразу
toolbox-password-others = 🔁 Другие

# Текст-заполнитель
cmd-lorem-title = Текст-заполнитель
cmd-lorem-about = Lorem ipsum: текст без смысла, чтобы увидеть, как выглядит страница.
cmd-lorem-kind = Что считать?
cmd-lorem-kind-paragraphs = Абзацы
cmd-lorem-kind-sentences = Предложения
cmd-lorem-kind-words = Слова
cmd-lorem-count = Сколько?
toolbox-lorem-too-many-paragraphs = За раз я пишу не больше { $most } абзацев. Попросите меньше.
toolbox-lorem-too-many-sentences = За раз я пишу не больше { $most } предложений. Попросите меньше.
toolbox-lorem-too-many-words = За раз я пишу не больше { $most } слов. Попросите меньше.

# Вымышленные люди
cmd-profile-title = Вымышленные люди
cmd-profile-about = Люди, которых не существует, с адресом, телефоном и e-mail — для проверок.
cmd-profile-gender = Кто это будет?
cmd-profile-gender-female = Женщины
cmd-profile-gender-male = Мужчины
cmd-profile-gender-random = Всё равно
cmd-profile-locale = Где они живут?
cmd-profile-locale-en_US = 🇺🇸 США
cmd-profile-locale-uk_UA = 🇺🇦 Украина
cmd-profile-locale-ru_RU = 🇷🇺 Россия
cmd-profile-locale-de_DE = 🇩🇪 Германия
cmd-profile-locale-fr_FR = 🇫🇷 Франция
cmd-profile-locale-pl_PL = 🇵🇱 Польша
cmd-profile-locale-ja_JP = 🇯🇵 Япония
cmd-profile-count = Сколько людей?
cmd-profile-format = Как их прислать? Авто — одного человека здесь, нескольких — файлом CSV.
cmd-profile-format-auto = Авто
cmd-profile-format-csv = CSV
cmd-profile-format-json = JSON
cmd-profile-seed = Напишите любое слово: по нему каждый раз возвращаются те же люди. После команды оно пишется с #: <code>/profile #весна</code>.
cmd-profile-seed-button = 🌱 Снова те же люди
toolbox-profile-female = женщина
toolbox-profile-male = мужчина
toolbox-profile-invented = <i>Вымышлено: если кого-то так зовут или кто-то там живёт, это случайность.</i>
toolbox-profile-file = { $count ->
    [one] { $count } вымышленный человек. Любое сходство с настоящими людьми случайно.
    [few] { $count } вымышленных человека. Любое сходство с настоящими людьми случайно.
   *[many] { $count } вымышленных человек. Любое сходство с настоящими людьми случайно.
}
toolbox-profile-unknown = Я не знаю, что делать с «{ $word }». Я понимаю пол (<code>female</code>, <code>male</code>), страну, например <code>de_DE</code>, число от 1 до 100, <code>csv</code> или <code>json</code> и слово с # впереди, например <code>#весна</code>: по нему каждый раз возвращаются те же люди.

# UUID
cmd-uuid-title = UUID
cmd-uuid-about = Идентификаторы, которых больше ни у кого нет: случайные или упорядоченные по времени.
cmd-uuid-version = Какая версия? v4 — чисто случайная; v7 начинается со времени, поэтому новые встают после старых.
cmd-uuid-version-v4 = v4, случайная
cmd-uuid-version-v7 = v7, по времени
cmd-uuid-count = Сколько?

# Контрольные суммы
cmd-hash-title = Контрольные суммы
cmd-hash-about = MD5, SHA-1, SHA-256, SHA-512, BLAKE3 и CRC32 текста или файла.
cmd-hash-text = Для чего посчитать контрольные суммы?
toolbox-hash-text = { $count ->
    [one] Контрольные суммы текста, { $count } байт в UTF-8:
    [few] Контрольные суммы текста, { $count } байта в UTF-8:
   *[many] Контрольные суммы текста, { $count } байт в UTF-8:
}
toolbox-hash-file = { $count ->
    [one] Контрольные суммы файла <b>{ $name }</b>, { $count } байт:
    [few] Контрольные суммы файла <b>{ $name }</b>, { $count } байта:
   *[many] Контрольные суммы файла <b>{ $name }</b>, { $count } байт:
}
toolbox-hash-weak = <i>{ $names } выявляют повреждения, но не защищают от подделки. Чтобы убедиться, что никто ничего не изменил, сравнивайте SHA-256.</i>

# QR-коды
cmd-qr-title = Создать QR-код
cmd-qr-about = QR-код картинкой — для любого текста или ссылки.
cmd-qr-text = Какой текст или ссылку поместить в код?
cmd-qrread-title = Прочитать QR-код
cmd-qrread-about = Тексты QR-кодов на изображении.
cmd-qrread-picture = На какое изображение посмотреть?
toolbox-qr-found = { $count ->
    [1] Текст QR-кода:
    [one] Тексты { $count } QR-кода:
   *[other] Тексты { $count } QR-кодов:
}
toolbox-qr-blank = <i>Ничего: этот код пуст.</i>
