plugin-translate-title = Переклад
plugin-translate-about = Надсилаєте сторінки — отримуєте ті самі сторінки іншими мовами; решта в них лишається недоторканою.
cmd-translate-title = Перекласти
cmd-translate-about = Перекладає сторінку або ZIP зі сторінками. Просто надішліть файл; мови можна вказати в підписі: <code>de uk</code>.
cmd-translate-file = Який файл? Сторінка (PHP, HTML, Twig…) або ZIP зі сторінками.
cmd-corrections-title = Виправлення
cmd-corrections-about = Приймає виправлений TMX, XLIFF або CSV і дає новий результат. Просто надішліть файл.
cmd-corrections-file = Який файл? Виправлений TMX, XLIFF або CSV, що прийшов із результатом.
cmd-glossary-title = Глосарій
cmd-glossary-about = Наші терміни: <code>/glossary add de: cart = Warenkorb</code>; також remove, import, export.
cmd-term-title = Новий термін
cmd-term-about = Додає слово до глосарія.
cmd-term-term = Яке слово і як його перекладати? Наприклад, <code>de: cart = Warenkorb</code>. Без мови — для всіх мов; без перекладу слово лишається як є.
cmd-into-title = Інша мова
cmd-into-about = Додає мову до замовлення.
cmd-into-order = Яке замовлення? Його номер.
cmd-into-name = Яка мова? Її код або назва: <code>pt-BR</code>, German, Polski.
cmd-reword-title = Змінити
cmd-reword-about = Ставить у замовлення ваш текст.
cmd-reword-order = Яке замовлення? Його номер.
cmd-reword-in = Якою мовою?
cmd-reword-which = Який текст?
cmd-reword-text = Що там має бути? Збережіть позначки тексту, як-от &lt;g1>…&lt;/g1> і &lt;x2/>.
cmd-stays-title = Слова без перекладу
cmd-stays-about = Лишає слова замовлення без перекладу.
cmd-stays-order = Яке замовлення? Його номер.
cmd-stays-words = Які слова лишити як є? Кілька — через кому: <code>Acme, Click &amp; Collect</code>.
cmd-preset-title = Набір налаштувань
cmd-preset-about = Зберігає налаштування й мови замовлення під назвою.
cmd-preset-order = Яке замовлення? Його номер.
cmd-preset-name = Як назвати ці налаштування й мови?

translate-which = 🌍 Якими мовами перекласти <b>{ $name }</b>?
translate-search = 🔎 Інша мова
translate-continue = ▶ Далі
translate-cancel = ✖ Скасувати
translate-start = ▶ Почати
translate-languages = 🌍 Мови
translate-settings = ⚙ Налаштування
translate-back = ‹ Назад
translate-unknown-words = Я не знаю таких мов: { $words }.
translate-unknown-language = Я не знаю мови «{ $name }». Напишіть її код або назву, наприклад <code>de</code> чи German.
translate-several-languages = Яка з них? { $names }
translate-no-language = Спочатку виберіть хоча б одну мову.

translate-head = 🌍 <b>{ $name }</b> → { $languages } (замовлення { $order })
translate-counts = { $files ->
    [one] { $files } файл
    [few] { $files } файли
   *[many] { $files } файлів
}; текстів: { $texts }, різних: { $unique }
translate-in-language = { $language }: { $ask ->
    [one] перекласти { $ask } текст
    [few] перекласти { $ask } тексти
   *[many] перекласти { $ask } текстів
}, з пам’яті { $memory }{ $repeated ->
    [0] {""}
   *[other] , повторів { $repeated }
}, токенів приблизно { $tokens }
translate-price = Ціна: приблизно { $amount } ({ $model })
translate-pretend = ⚠️ Модель не налаштовано. Вбудований псевдоперекладач безкоштовно показує весь шлях, але те, що він пише, — <b>не переклад</b>.
translate-encodings = Кодування: { $names }
translate-untouched = Це лишиться без змін:
translate-and-more = … і ще { $count }
translate-which-encoding = ❓ У якому кодуванні <b>{ $name }</b>? Виберіть рядок, який добре читається.
translate-nothing = Тут немає нічого, що я можу перекласти.
translate-dropped = ✖ { $name }: відкинуто. Нічого не витрачено.
translate-dropped-spent = ✖ { $name }: викинуто. Досі витрачено { $amount }; перекладене лишається в пам’яті.
translate-gone = Цього замовлення або цього тексту вже немає.
translate-at-work = Це замовлення саме виконується. Зачекайте на результат або скасуйте його на картці.
translate-over-job = ⛔ Це більше, ніж може коштувати одне замовлення ({ $amount }). Надішліть менше файлів або попросіть адміністратора підняти межу.
translate-over-month = ⛔ Це більше, ніж ви ще можете витратити цього місяця (межа — { $amount }). Зачекайте до наступного місяця або попросіть адміністратора підняти межу.

translate-skip-empty = файл порожній.
translate-skip-large = файл завеликий, щоб його розбирати.
translate-skip-binary = це не текст, а двійкові дані.
translate-skip-encoding = я не можу прочитати його кодування.
translate-skip-no-html = у ньому немає HTML.
translate-skip-marked = усе в ньому позначено як таке, що не перекладається.
translate-skip-nothing = у ньому немає слів для читачів.
translate-skip-identity = я недостатньо його розумію, щоб решту лишити без змін.
translate-ends-inside = він обривається всередині тега, що починається на байті { $at }; { $unread } байтів там не прочитати. Закрийте тег і надішліть файл ще раз.
translate-would-help = з цими налаштуваннями перекладати нічого. Налаштування знайшли б: { $options }.
translate-option = { $name } ({ $count ->
    [one] { $count } текст
    [few] { $count } тексти
   *[many] { $count } текстів
})

translate-settings-of = ⚙ Що перекладати в <b>{ $name }</b> і як?
translate-set-attributes = Атрибути (alt, title, placeholder…)
translate-set-meta = Заголовок і опис для пошуковиків
translate-set-json_ld = JSON-LD
translate-set-php_literals = Рядки в коді PHP
translate-set-code = Вміст <code>code</code>
translate-set-page_language = Сторінка називає свою нову мову (lang, dir, og:locale)
translate-set-utf8 = Перевести старі кодування в UTF-8
translate-set-localise_names = Адаптувати імена й назви місць
translate-tone-usual = Як завжди
translate-tone-formal = На «ви»
translate-tone-informal = На «ти»
translate-kept-words = 🔒 Слів без перекладу: { $count }
translate-kept-in = 🔒 Ці слова лишаться в <b>{ $name }</b> як є, на додачу до слів із глосарія. Натисніть слово, щоб прибрати його зі списку.
translate-kept-none = 🔒 Слова, які мають лишитися в <b>{ $name }</b> як є. Слова для всіх замовлень додавайте до глосарія: /glossary.
translate-keep-add = ➕ Додати слова
translate-keep-long = Вкладіться, будь ласка, у { $limit } символів.
translate-keep-many = В одному замовленні може лишатися без перекладу { $limit } слів; слова для всіх замовлень додавайте до глосарія: /glossary.
translate-presets = ⭐ Набори
translate-presets-of = ⭐ Збережені налаштування й мови. Натисніть набір, щоб застосувати його до <b>{ $name }</b>.
translate-presets-none = ⭐ Наборів ще немає. Збережіть налаштування й мови <b>{ $name }</b> під назвою, і ними можна буде скористатися знову.
translate-presets-many = У вас уже { $limit } наборів, більше не можна. Спочатку видаліть якийсь.
translate-preset-save = 💾 Зберегти ці
translate-preset-gone = Набору «{ $name }» вже немає.
translate-as-last-time = ↺ Як минулого разу: { $languages }

translate-orders = 📋 Ваші останні замовлення:
translate-queued = 🌍 { $name }: уже в роботі.
translate-working = 🌍 { $name } → { $languages }
translate-time-left = { $minutes ->
    [0] Лишилося приблизно { $seconds } с
   *[other] Лишилося приблизно { $minutes } хв { $seconds } с
}
translate-called-off = ✖ { $name }: скасовано. Готове збережено, вдруге за нього платити не доведеться.
translate-denied = ⏸ { $name }: роботу зупинено, бо ви більше не маєте права замовляти переклади. Готове збережено; право може повернути адміністратор.
translate-stands = 🔎 Як просувається
translate-is-done = ✅ { $name }: готово.
translate-again = 📦 Результат ще раз
translate-broke-off = ⏸ { $name }: роботу перервано. Готове збережено.
translate-no-room = ⏸ { $name }: роботу призупинено, на диску бота немає місця для результату. Усе перекладене збережено; скажіть адміністраторові й натисніть «Продовжити», коли місце з’явиться.
translate-took-long = ⏸ { $name }: після п’яти годин роботи зроблено паузу. Готове збережено.
translate-paused-budget = ⏸ { $name }: роботу призупинено. Готове збережено.
translate-paused-model = ⏸ { $name }: роботу призупинено, модель зараз недоступна ({ $why }). Готове збережено.
translate-paused-failures = ⏸ { $name }: роботу призупинено, бо стільки разів поспіль не надійшло нічого придатного: { $count } ({ $why }). Готове збережено.
translate-spent = Витрачено цього місяця: { $amount }.
translate-go-on = ▶ Продовжити
translate-so-far = 📦 Те, що готово
translate-packing = Пакую.

translate-done = ✅ <b>{ $name }</b> → { $languages } (замовлення { $order })
translate-incomplete = ⚠️ <b>{ $name }</b> → { $languages } (замовлення { $order }): перекладено не все
translate-files = Файли: перекладено { $translated }, без змін { $untouched }, повернено без змін через невдалу перевірку { $failed }
translate-texts = Тексти: { $count } ({ $states })
translate-state-ok = одразу добре: { $count }
translate-state-memory = з пам’яті: { $count }
translate-state-repaired = виправлено: { $count }
translate-state-human = від людей: { $count }
translate-state-approximate = приблизно: { $count }
translate-state-kept = лишено як було: { $count }
translate-state-missing = не зроблено: { $count }
translate-state-refused = місць, де переклад не може стояти: { $count }
translate-cost = Вартість: { $amount }
translate-pretended = ⚠️ Це <b>не переклад</b>: це написав вбудований псевдоперекладач. Щоб отримати переклад, налаштуйте модель.
translate-review = { $count ->
    [one] 🔍 Переглянути { $count } текст
    [few] 🔍 Переглянути { $count } тексти
   *[many] 🔍 Переглянути { $count } текстів
}

translate-look = 🔍 { $language } · { $place } · лишилося { $left }
translate-is-approximate = Складено навздогад:
translate-is-kept = Лишено як було.
translate-accept = ✅ Прийняти
translate-edit = ✏️ Змінити
translate-retry = 🔁 Ще раз
translate-next = ⏭ Далі
translate-accepted = Прийнято.
translate-will-retry = Спробую ще раз із новим результатом.
translate-written = ✏️ Записано, зокрема й для наступних замовлень.
translate-rejected = Це там стояти не може: { $reason }.
translate-all-reviewed = Це був останній текст.
translate-pack = 📦 Новий результат

translate-corrected = { $changed ->
    [0] 📝 <b>{ $name }</b>: відмінностей немає.
    [one] 📝 <b>{ $name }</b>: виправлено { $changed } текст. Новий результат уже готується; модель не запитую.
    [few] 📝 <b>{ $name }</b>: виправлено { $changed } тексти. Новий результат уже готується; модель не запитую.
   *[many] 📝 <b>{ $name }</b>: виправлено { $changed } текстів. Новий результат уже готується; модель не запитую.
} Як і було: { $same }; не з цього замовлення: { $unknown }.
translate-corrections-rejected = { $count ->
    [one] { $count } текст не може стояти на своєму місці:
    [few] { $count } тексти не можуть стояти на своїх місцях:
   *[many] { $count } текстів не можуть стояти на своїх місцях:
}
translate-corrections-foreign = У цьому файлі немає нічого з ваших останніх замовлень. Напишіть номер замовлення в підписі: <code>/corrections 12</code>.
translate-corrections-unknown = Це не TMX, не XLIFF і не CSV зі стовпцями «source» і «target».
translate-corrections-broken = Файл обривається або пошкоджений: { $why }.
translate-corrections-empty = У цьому файлі немає жодного перекладу.

translate-terms = { $count ->
    [0] 📖 Глосарій порожній.
    [one] 📖 У глосарії { $count } термін:
    [few] 📖 У глосарії { $count } терміни:
   *[many] 📖 У глосарії { $count } термінів:
}
translate-term-stays = не перекладається
translate-term-add = ➕ Додати слово
translate-term-import = 📥 Імпорт
translate-term-export = 📤 Експорт
translate-term-added = 📖 Додано до глосарія:
translate-term-removed = 📖 «{ $word }» більше немає в глосарії.
translate-term-unknown = У глосарії немає «{ $word }». Напишіть так, як у списку, разом із мовою.
translate-term-how = Напишіть слово та його переклад: <code>/glossary add de: cart = Warenkorb</code>. Без перекладу слово лишається як є.
translate-terms-how = Надішліть CSV зі стовпцями language, source, target і note та з підписом <code>/glossary import</code>.
translate-terms-imported = { $count ->
    [one] 📖 До глосарія додано { $count } термін.
    [few] 📖 До глосарія додано { $count } терміни.
   *[many] 📖 До глосарія додано { $count } термінів.
}

translate-refused-empty = Тут немає жодного файлу.
translate-refused-broken = Я не можу прочитати архів: { $why }. Запакуйте його, будь ласка, ще раз.
translate-refused-locked = Архів захищено паролем. Запакуйте його, будь ласка, без пароля.
translate-refused-escapes = «{ $name }» опинився б поза текою архіву, тож я не беру з цього архіву нічого.
translate-refused-absolute = «{ $name }» — абсолютний шлях. Запакуйте, будь ласка, теку з відносними шляхами.
translate-refused-name = «{ $name }» — ім’я, яке файл може мати не всюди.
translate-refused-link = «{ $name }» — це посилання. Запакуйте, будь ласка, сам файл, на який воно вказує.
translate-refused-nested = «{ $name }» — архів усередині архіву. Розпакуйте його, будь ласка, або вилучіть.
translate-refused-twice = «{ $name }» трапляється двічі.
translate-refused-many = Файлів { $count }; я беру щонайбільше { $limit }.
translate-refused-large = У розпакованому вигляді це понад { $limit } МБ, а більше я не беру.
translate-refused-bomb = «{ $name }» розпаковується у понад сто разів; чесні файли так не роблять.
translate-refused-method = «{ $name }» запаковано невідомим мені способом. Запакуйте, будь ласка, через Deflate, як більшість програм.
