plugin-translate-title = Перевод
plugin-translate-about = Присылаете страницы — получаете те же страницы на других языках; всё остальное в них остаётся нетронутым.
cmd-translate-title = Перевести
cmd-translate-about = Переводит страницу или ZIP со страницами. Просто пришлите файл; языки можно указать в подписи: <code>de uk</code>.
cmd-translate-file = Какой файл? Страница (PHP, HTML, Twig…) или ZIP со страницами.
cmd-corrections-title = Исправления
cmd-corrections-about = Принимает исправленный TMX, XLIFF или CSV и даёт новый результат. Просто пришлите файл.
cmd-corrections-file = Какой файл? Исправленный TMX, XLIFF или CSV, который пришёл с результатом.
cmd-glossary-title = Глоссарий
cmd-glossary-about = Наши термины: <code>/glossary add de: cart = Warenkorb</code>; также remove, import, export.
cmd-term-title = Новый термин
cmd-term-about = Добавляет слово в глоссарий.
cmd-term-term = Какое слово и как его переводить? Например, <code>de: cart = Warenkorb</code>. Без языка — для всех языков; без перевода слово остаётся как есть.
cmd-into-title = Другой язык
cmd-into-about = Добавляет язык к заказу.
cmd-into-order = Какой заказ? Его номер.
cmd-into-name = Какой язык? Его код или название: <code>pt-BR</code>, German, Polski.
cmd-reword-title = Изменить
cmd-reword-about = Ставит в заказ ваш текст.
cmd-reword-order = Какой заказ? Его номер.
cmd-reword-in = На каком языке?
cmd-reword-which = Какой текст?
cmd-reword-text = Что там должно стоять? Сохраните метки текста, такие как &lt;g1>…&lt;/g1> и &lt;x2/>.
cmd-stays-title = Слова без перевода
cmd-stays-about = Оставляет слова заказа без перевода.
cmd-stays-order = Какой заказ? Его номер.
cmd-stays-words = Какие слова оставить как есть? Несколько — через запятую: <code>Acme, Click &amp; Collect</code>.
cmd-preset-title = Набор настроек
cmd-preset-about = Сохраняет настройки и языки заказа под названием.
cmd-preset-order = Какой заказ? Его номер.
cmd-preset-name = Как назвать эти настройки и языки?

translate-which = 🌍 На какие языки перевести <b>{ $name }</b>?
translate-search = 🔎 Другой язык
translate-continue = ▶ Дальше
translate-cancel = ✖ Отменить
translate-start = ▶ Начать
translate-languages = 🌍 Языки
translate-settings = ⚙ Настройки
translate-back = ‹ Назад
translate-unknown-words = Я не знаю таких языков: { $words }.
translate-unknown-language = Я не знаю языка «{ $name }». Напишите его код или название, например <code>de</code> или German.
translate-several-languages = Какой из них? { $names }
translate-no-language = Сначала выберите хотя бы один язык.

translate-head = 🌍 <b>{ $name }</b> → { $languages } (заказ { $order })
translate-counts = { $files ->
    [one] { $files } файл
    [few] { $files } файла
   *[many] { $files } файлов
}; текстов: { $texts }, разных: { $unique }
translate-in-language = { $language }: { $ask ->
    [one] перевести { $ask } текст
    [few] перевести { $ask } текста
   *[many] перевести { $ask } текстов
}, из памяти { $memory }{ $repeated ->
    [0] {""}
   *[other] , повторов { $repeated }
}, токенов примерно { $tokens }
translate-price = Цена: примерно { $amount } ({ $model })
translate-pretend = ⚠️ Модель не настроена. Встроенный псевдопереводчик бесплатно показывает весь путь, но то, что он пишет, — <b>не перевод</b>.
translate-encodings = Кодировка: { $names }
translate-untouched = Это останется без изменений:
translate-and-more = … и ещё { $count }
translate-which-encoding = ❓ В какой кодировке <b>{ $name }</b>? Выберите строку, которая хорошо читается.
translate-nothing = Здесь нет ничего, что я могу перевести.
translate-dropped = ✖ { $name }: отброшено. Ничего не потрачено.
translate-dropped-spent = ✖ { $name }: удалено. Потрачено к этому времени: { $amount }; переведённое остаётся в памяти.
translate-gone = Этого заказа или этого текста уже нет.
translate-at-work = Этот заказ сейчас выполняется. Дождитесь результата или отмените его на карточке.
translate-over-job = ⛔ Это больше, чем может стоить один заказ ({ $amount }). Пришлите меньше файлов или попросите администратора поднять предел.
translate-over-month = ⛔ Это больше, чем вы ещё можете потратить в этом месяце (предел — { $amount }). Подождите до следующего месяца или попросите администратора поднять предел.

translate-skip-empty = файл пуст.
translate-skip-large = файл слишком велик, чтобы его разбирать.
translate-skip-binary = это не текст, а двоичные данные.
translate-skip-encoding = я не могу прочитать его кодировку.
translate-skip-no-html = в нём нет HTML.
translate-skip-marked = всё в нём помечено как не подлежащее переводу.
translate-skip-nothing = в нём нет слов для читателей.
translate-skip-identity = я недостаточно его понимаю, чтобы остальное оставить без изменений.
translate-ends-inside = он обрывается внутри тега, который начинается на байте { $at }; { $unread } байт там не прочитать. Закройте тег и пришлите файл ещё раз.
translate-would-help = с этими настройками переводить нечего. Настройки нашли бы: { $options }.
translate-option = { $name } ({ $count ->
    [one] { $count } текст
    [few] { $count } текста
   *[many] { $count } текстов
})

translate-settings-of = ⚙ Что переводить в <b>{ $name }</b> и как?
translate-set-attributes = Атрибуты (alt, title, placeholder…)
translate-set-meta = Заголовок и описание для поисковиков
translate-set-json_ld = JSON-LD
translate-set-php_literals = Строки в коде PHP
translate-set-code = Содержимое <code>code</code>
translate-set-page_language = Страница называет свой новый язык (lang, dir, og:locale)
translate-set-utf8 = Перевести старые кодировки в UTF-8
translate-set-localise_names = Адаптировать имена и названия мест
translate-tone-usual = Как обычно
translate-tone-formal = На «вы»
translate-tone-informal = На «ты»
translate-kept-words = 🔒 Слов без перевода: { $count }
translate-kept-in = 🔒 Эти слова останутся в <b>{ $name }</b> как есть — в дополнение к словам из глоссария. Нажмите слово, чтобы убрать его из списка.
translate-kept-none = 🔒 Слова, которые должны остаться в <b>{ $name }</b> как есть. Слова для всех заказов добавляйте в глоссарий: /glossary.
translate-keep-add = ➕ Добавить слова
translate-keep-long = Уложитесь, пожалуйста, в { $limit } символов.
translate-keep-many = В одном заказе без перевода может оставаться { $limit } слов; слова для всех заказов добавляйте в глоссарий: /glossary.
translate-presets = ⭐ Наборы
translate-presets-of = ⭐ Сохранённые настройки и языки. Нажмите набор, чтобы применить его к <b>{ $name }</b>.
translate-presets-none = ⭐ Наборов пока нет. Сохраните настройки и языки <b>{ $name }</b> под названием, и ими можно будет воспользоваться снова.
translate-presets-many = У вас уже { $limit } наборов, больше нельзя. Сначала удалите какой-нибудь.
translate-preset-save = 💾 Сохранить эти
translate-preset-gone = Набора «{ $name }» уже нет.
translate-as-last-time = ↺ Как в прошлый раз: { $languages }

translate-orders = 📋 Ваши последние заказы:
translate-queued = 🌍 { $name }: уже в работе.
translate-working = 🌍 { $name } → { $languages }
translate-time-left = { $minutes ->
    [0] Осталось примерно { $seconds } с
   *[other] Осталось примерно { $minutes } мин { $seconds } с
}
translate-called-off = ✖ { $name }: отменено. Готовое сохранено, второй раз за него платить не придётся.
translate-denied = ⏸ { $name }: работа остановлена, потому что у вас больше нет права заказывать переводы. Готовое сохранено; право может вернуть администратор.
translate-stands = 🔎 Как продвигается
translate-is-done = ✅ { $name }: готово.
translate-again = 📦 Результат ещё раз
translate-broke-off = ⏸ { $name }: работа прервалась. Готовое сохранено.
translate-no-room = ⏸ { $name }: работа приостановлена, на диске бота нет места для результата. Всё переведённое сохранено; скажите администратору и нажмите «Продолжить», когда место появится.
translate-took-long = ⏸ { $name }: после пяти часов работы сделана пауза. Готовое сохранено.
translate-paused-budget = ⏸ { $name }: работа приостановлена. Готовое сохранено.
translate-paused-model = ⏸ { $name }: работа приостановлена, модель сейчас недоступна ({ $why }). Готовое сохранено.
translate-paused-failures = ⏸ { $name }: работа приостановлена, потому что столько раз подряд не пришло ничего пригодного: { $count } ({ $why }). Готовое сохранено.
translate-spent = Потрачено в этом месяце: { $amount }.
translate-go-on = ▶ Продолжить
translate-so-far = 📦 То, что готово
translate-packing = Упаковываю.

translate-done = ✅ <b>{ $name }</b> → { $languages } (заказ { $order })
translate-incomplete = ⚠️ <b>{ $name }</b> → { $languages } (заказ { $order }): переведено не всё
translate-files = Файлы: переведено { $translated }, без изменений { $untouched }, возвращено без изменений из-за неудачной проверки { $failed }
translate-texts = Тексты: { $count } ({ $states })
translate-state-ok = сразу хорошо: { $count }
translate-state-memory = из памяти: { $count }
translate-state-repaired = исправлено: { $count }
translate-state-human = от людей: { $count }
translate-state-approximate = приблизительно: { $count }
translate-state-kept = оставлено как было: { $count }
translate-state-missing = не сделано: { $count }
translate-state-refused = мест, где перевод не может стоять: { $count }
translate-cost = Стоимость: { $amount }
translate-pretended = ⚠️ Это <b>не перевод</b>: это написал встроенный псевдопереводчик. Чтобы получить перевод, настройте модель.
translate-review = { $count ->
    [one] 🔍 Посмотреть { $count } текст
    [few] 🔍 Посмотреть { $count } текста
   *[many] 🔍 Посмотреть { $count } текстов
}

translate-look = 🔍 { $language } · { $place } · осталось { $left }
translate-is-approximate = Составлено наугад:
translate-is-kept = Оставлено как было.
translate-accept = ✅ Принять
translate-edit = ✏️ Изменить
translate-retry = 🔁 Ещё раз
translate-next = ⏭ Дальше
translate-accepted = Принято.
translate-will-retry = Попробую ещё раз с новым результатом.
translate-written = ✏️ Записано, в том числе и для следующих заказов.
translate-rejected = Это там стоять не может: { $reason }.
translate-all-reviewed = Это был последний текст.
translate-pack = 📦 Новый результат

translate-corrected = { $changed ->
    [0] 📝 <b>{ $name }</b>: отличий нет.
    [one] 📝 <b>{ $name }</b>: исправлен { $changed } текст. Новый результат уже готовится; модель не спрашиваю.
    [few] 📝 <b>{ $name }</b>: исправлено { $changed } текста. Новый результат уже готовится; модель не спрашиваю.
   *[many] 📝 <b>{ $name }</b>: исправлено { $changed } текстов. Новый результат уже готовится; модель не спрашиваю.
} Как и было: { $same }; не из этого заказа: { $unknown }.
translate-corrections-rejected = { $count ->
    [one] { $count } текст не может стоять на своём месте:
    [few] { $count } текста не могут стоять на своих местах:
   *[many] { $count } текстов не могут стоять на своих местах:
}
translate-corrections-foreign = В этом файле нет ничего из ваших последних заказов. Напишите номер заказа в подписи: <code>/corrections 12</code>.
translate-corrections-unknown = Это не TMX, не XLIFF и не CSV со столбцами «source» и «target».
translate-corrections-broken = Файл обрывается или повреждён: { $why }.
translate-corrections-empty = В этом файле нет ни одного перевода.

translate-terms = { $count ->
    [0] 📖 Глоссарий пуст.
    [one] 📖 В глоссарии { $count } термин:
    [few] 📖 В глоссарии { $count } термина:
   *[many] 📖 В глоссарии { $count } терминов:
}
translate-term-stays = не переводится
translate-term-add = ➕ Добавить слово
translate-term-import = 📥 Импорт
translate-term-export = 📤 Экспорт
translate-term-added = 📖 Добавлено в глоссарий:
translate-term-removed = 📖 «{ $word }» больше нет в глоссарии.
translate-term-unknown = В глоссарии нет «{ $word }». Напишите так, как в списке, вместе с языком.
translate-term-how = Напишите слово и его перевод: <code>/glossary add de: cart = Warenkorb</code>. Без перевода слово остаётся как есть.
translate-terms-how = Пришлите CSV со столбцами language, source, target и note и с подписью <code>/glossary import</code>.
translate-terms-imported = { $count ->
    [one] 📖 В глоссарий добавлен { $count } термин.
    [few] 📖 В глоссарий добавлено { $count } термина.
   *[many] 📖 В глоссарий добавлено { $count } терминов.
}

translate-refused-empty = Здесь нет ни одного файла.
translate-refused-broken = Я не могу прочитать архив: { $why }. Упакуйте его, пожалуйста, ещё раз.
translate-refused-locked = Архив защищён паролем. Упакуйте его, пожалуйста, без пароля.
translate-refused-escapes = «{ $name }» оказался бы за пределами папки архива, поэтому я не беру из этого архива ничего.
translate-refused-absolute = «{ $name }» — абсолютный путь. Упакуйте, пожалуйста, папку с относительными путями.
translate-refused-name = «{ $name }» — имя, которое файл может иметь не везде.
translate-refused-link = «{ $name }» — это ссылка. Упакуйте, пожалуйста, сам файл, на который она ведёт.
translate-refused-nested = «{ $name }» — архив внутри архива. Распакуйте его, пожалуйста, или уберите.
translate-refused-twice = «{ $name }» встречается дважды.
translate-refused-many = Файлов { $count }; я беру не больше { $limit }.
translate-refused-large = В распакованном виде это больше { $limit } МБ, а больше я не беру.
translate-refused-bomb = «{ $name }» распаковывается больше чем в сто раз; честные файлы так не делают.
translate-refused-method = «{ $name }» упакован неизвестным мне способом. Упакуйте, пожалуйста, через Deflate, как большинство программ.
