plugin-inventory-title = Склад
plugin-inventory-about = Що де лежить, скільки коштує, що приносить і що закінчується.
set-inventory-limit_units = Одиниць без старшого
set-inventory-limit_units-about = Стільки одиниць за раз працівники змінюють самі; більше має підтвердити старший.
set-inventory-limit_value = Вартість без старшого
set-inventory-limit_value-about = Зміни на таку вартість (за собівартістю, у її валюті) працівники роблять самі; більші має підтвердити старший.
set-inventory-undo_minutes = Скасування, хвилин
set-inventory-undo_minutes-about = Стільки хвилин зміну можна скасувати її кнопкою.
set-inventory-hold_days = Відкладено, днів
set-inventory-hold_days-about = На стільки днів товар відкладають, якщо ніхто не поверне його раніше.
cmd-stock-title = Залишки
cmd-stock-about = Що є: за кодом, штрихкодом або словами: <code>/stock dell 7490</code>.
cmd-stock-words = Що шукаєте? Код, штрихкод або слова з назви.
cmd-scan-title = Сканувати
cmd-scan-about = Прочитати штрихкоди з фото; просто надішліть фото.
cmd-scan-photo = На яке фото мені подивитися?
cmd-adjust-title = Виправити залишок
cmd-adjust-about = Більше чи менше, ніж я гадаю, з причиною: <code>/adjust MUG-10 -2 KYIV damaged</code>.
cmd-adjust-sku = Що саме? Код або штрихкод.
cmd-adjust-delta = На скільки більше або менше (з мінусом)?
cmd-adjust-warehouse = На якому складі?
cmd-adjust-reason = Чому?
cmd-receive-title = Прийняти товар
cmd-receive-about = Товар надійшов: <code>/receive MUG-10 24 KYIV PO-17</code>.
cmd-receive-sku = Що саме? Код або штрихкод.
cmd-receive-quantity = Скільки надійшло?
cmd-receive-warehouse = На який склад?
cmd-receive-document = Яка накладна чи замовлення? Риска, якщо немає.
cmd-transfer-title = Перемістити
cmd-transfer-about = З одного складу на інший, з причиною: <code>/transfer MUG-10 6 KYIV LVIV restock</code>.
cmd-transfer-sku = Що саме? Код або штрихкод.
cmd-transfer-quantity = Скільки?
cmd-transfer-from = З якого складу?
cmd-transfer-to = На який склад?
cmd-transfer-reason = Навіщо?
cmd-recount-title = Порахувати товар
cmd-recount-about = Скільки одного товару є на складі: <code>/recount MUG-10 KYIV 12</code>.
cmd-recount-sku = Що саме? Код або штрихкод.
cmd-recount-warehouse = На якому складі?
cmd-recount-counted = Скільки їх там?
cmd-hold-title = Відкласти
cmd-hold-about = Відкласти одиниці для когось на кілька днів: <code>/hold MUG-10 3 KYIV пані Петренко</code>.
cmd-hold-sku = Що саме? Код або штрихкод.
cmd-hold-quantity = Скільки відкласти?
cmd-hold-warehouse = На якому складі?
cmd-hold-note = Для кого або чому? Риска, якщо все одно.
cmd-attach-title = Прив'язати штрихкод чи етикетку
cmd-attach-about = Невідомий штрихкод чи напис на етикетці належить товару: <code>/attach 4006381333931 MUG-10</code>.
cmd-attach-code = Який штрихкод? Або що написано на етикетці.
cmd-attach-sku = Якому товару він належить? Код або слова з назви.
cmd-photo-title = Фото товару
cmd-photo-about = Який товар на вигляд: надішліть фото у відповідь на його картку або з підписом <code>/photo MUG-10</code>.
cmd-photo-photo = Яке фото?
cmd-photo-sku = Якого товару? Його код.
inventory-count-one = 🧮 Порахувати
inventory-count-as-expected = ✔ Пораховано; так я й гадав, тож записувати нічого:
inventory-recount-again = Залишок { $code } на складі { $warehouse } виправили після вашого підрахунку, тож ту саму нестачу можна було б записати двічі. Нічого не записано; порахуйте ще раз.
inventory-hold = 🔒 Відкласти
inventory-held = 🔒 Відкладено
inventory-hold-plan = Це буде відкладено:
inventory-hold-left = <b>{ $quantity }</b> із { $free } вільних, лишиться { $left }; до { $until }
inventory-hold-for = Для: { $note }
inventory-hold-yes = ✅ Відкласти
inventory-hold-done = 🔒 Відкладено:
inventory-hold-line = <b>{ $quantity }</b> до { $until }
inventory-hold-list = { $count ->
    [0] 🔒 З цього вже нічого не відкладено.
   *[other] 🔒 Відкладено:
}
inventory-let-go = 🔓 Повернути { $number }
inventory-release-plan = Це знову стане вільним:
inventory-release-yes = ✅ Повернути
inventory-release-done = 🔓 Знову вільно:
inventory-hold-confirm = 🙋 { $name } просить відкласти:
inventory-hold-off-sale = { $code } знято з продажу, тож відкласти нічого не можна.
inventory-hold-over = Це вже не відкладено. Нічого не змінено.
inventory-off-sale = ⏸ Зняти з продажу
inventory-on-sale = ▶ Повернути у продаж
inventory-off-sale-plan = Товар буде знято з продажу, доки хтось його не поверне: хто його шукає, побачить це, і його не замовлятимуть.
inventory-off-sale-yes = ✅ Так, зняти
inventory-off-sale-done = ⏸ Товар знято з продажу.
inventory-on-sale-plan = Товар знову буде в продажу.
inventory-on-sale-yes = ✅ Так, повернути
inventory-on-sale-done = ▶ Товар знову в продажу.
inventory-not-for-sale = ⏸ знято з продажу
inventory-condition-new = нове
inventory-condition-open_box = розпаковане
inventory-condition-refurbished = відновлене
inventory-condition-used = вживане
inventory-condition-for_parts = на запчастини
inventory-kind-receive = прийнято
inventory-kind-sell = продано
inventory-kind-adjust = виправлено
inventory-kind-count = пораховано
inventory-kind-transfer = переміщено
inventory-kind-return = повернуто
inventory-taken-back = скасовано
inventory-kind-write_off = списано
inventory-listing-active = активне
inventory-listing-inactive = неактивне
inventory-listing-out_of_stock = немає в наявності
inventory-listing-missing = більше не виставлене
inventory-listing-unknown = стан невідомий
inventory-minutes = { $count } хв
inventory-hours = { $count } год
inventory-days = { $count } дн
inventory-on-hold = ⏸ Знято з продажу: { $why }.
inventory-balance = є { $hand }{ $has_reserved ->
    [0] {""}
   *[other] , у резерві { $reserved }
}{ $has_incoming ->
    [0] {""}
   *[other] , очікується { $incoming }
}, <b>вільно { $free }</b>
inventory-free = вільно { $free }
inventory-kit = Складається з { $parts }.
inventory-kit-off-sale = ⏸ Знято з продажу: { $parts }. Скласти набір не можна.
inventory-virtual = Зберігати нічого: це послуга або завантаження.
inventory-nowhere = Немає на жодному складі й ніколи не було.
inventory-listed = { $quantity } за { $price }, { $state }, { $age } тому
inventory-order = 📉 Очікується { $forecast }, замовляють за { $point }: <b>замовити { $order }</b>.
inventory-enough = 📈 Очікується { $forecast }, замовляють за { $point }: вистачає.
inventory-velocity = ⏱ За 30 днів продано { $month }; вистачить на { $days } дн.
inventory-adjust = ± Виправити
inventory-receive = 📥 Прийняти
inventory-transfer = 🔁 Перемістити
inventory-history = 📜 Історія
inventory-watch = 🔔 Стежити
inventory-unwatch = 🔕 Не стежити
inventory-refresh = 🔄 Оновити
inventory-card = 📦 Картка
inventory-older = Давніші ›
inventory-previous = ‹ Попередні
inventory-next = Наступні ›
inventory-found = { $count ->
    [one] За запитом «{ $words }» — { $total } товар:
    [few] За запитом «{ $words }» — { $total } товари:
   *[other] { $more ->
        [yes] За запитом «{ $words }» — понад { $total } товарів. Перші:
       *[no] За запитом «{ $words }» — { $total } товарів:
    }
}
inventory-nearest = «{ $words }» немає. Найближче до цього:
inventory-nothing = За запитом «{ $words }» нічого немає, і схожого теж. Спробуйте менше слів або початок коду.
inventory-no-such = Немає товару «{ $name }». /stock шукає за словами.
inventory-which = «{ $name }» може бути { $codes }. Напишіть код повністю.
inventory-no-warehouse = Немає складу «{ $name }». Є: { $codes }.
inventory-plan = Це змінить:
inventory-reason = Причина: { $reason }
inventory-reason-damaged = Пошкоджено
inventory-reason-lost = Загублено
inventory-reason-found = Знайдено
inventory-reason-miscounted = Помилка в обліку
inventory-reason-sample = Зразок
inventory-reason-restock = Поповнення
inventory-reason-order = Під замовлення
inventory-reason-repair = Ремонт
inventory-reason-room = Звільнити місце
inventory-write = ✅ Записати
inventory-written = ✅ Записано:
inventory-moved = Залишок тим часом змінився; нічого не записано. Тепер це змінило б:
inventory-undo = ↩ Скасувати
inventory-undone = ↩ Скасовано:
inventory-undo-late = Зміни можна скасувати протягом { $minutes } хв. Виправте залишок інакше.
inventory-zero = Зміна на нуль нічого не змінює. Напишіть, на скільки більше або менше.
inventory-same-place = Це той самий склад, з якого беруть. Назвіть інший.
inventory-short = На складі { $warehouse } можна взяти лише { $available } од. { $code }, а не { $wanted }. Нічого не змінено.
inventory-not-stocked = { $code } не має власного залишку: його складають з іншого, або це послуга.
inventory-unknown = Я не знаю { $name }.
inventory-reversed = Це вже скасовано, або це саме скасування.
inventory-closed = Хтось тим часом це змінив. Нічого не змінено; подивіться ще раз.
inventory-beyond-units = ⚠️ Це більше ніж { $units } од.: має підтвердити старший.
inventory-beyond-value = ⚠️ Це коштує { $worth }, більше ніж { $value }: має підтвердити старший.
inventory-ask-lead = 🙋 Спитати старшого
inventory-no-lead = Немає нікого, хто міг би це підтвердити. Зверніться до власника.
inventory-theirs = Нічого не змінено: натиснути може { $name } або хтось зі старших.
inventory-asked = { $count ->
    [one] Я спитав { $count } старшого. Тут ви дізнаєтеся, що вирішено:
   *[other] Я спитав { $count } старших. Тут ви дізнаєтеся, що вирішено:
}
inventory-confirm = 🙋 { $name } просить записати ({ $reason }):
inventory-confirm-plain = 🙋 { $name } просить записати:
inventory-yes = ✅ Підтвердити
inventory-no = ✖ Відмовити
inventory-refused = ✖ Відмовлено; нічого не записано:
inventory-was-refused = ✖ { $name }: відмова; нічого не записано:
inventory-was-confirmed = ✅ { $name } підтверджує; записано:
inventory-no-history = З цим товаром ще нічого не відбувалося.
inventory-watching = Я скажу, коли він закінчуватиметься.
inventory-not-watching = Більше я про нього не нагадуватиму.
inventory-not-a-picture = Такої картинки я не можу прочитати. Надішліть фото (JPEG, PNG або WebP).
inventory-no-barcode = На цьому фото я не бачу штрихкоду. Підійдіть ближче, тримайте рівно, уникайте відблисків.
inventory-unknown-code = Код каже <code>{ $code }</code>; такого товару немає.
inventory-attach = ✅ Прив'язати
inventory-attached = 🔗 { $code } прив'язано.
inventory-detached = ↩ { $code } більше не прив'язано.
inventory-attach-choose = 🔗 Прив'язати до товару
inventory-attach-plan = 🔗 { $code } належатиме товару:
inventory-attach-which = 🔗 { $code }: який це з них?
inventory-attach-other = 🔎 Інший
inventory-no-gtin = «{ $code }» схоже на штрихкод, але його остання цифра мала б бути { $right }: якусь цифру прочитано чи набрано хибно. Якщо це ваша власна етикетка, напишіть <code>={ $code }</code>.
inventory-misfit = «{ $code }» схоже на штрихкод, але його остання цифра мала б бути { $right }: якусь цифру прочитано чи набрано хибно або це ваша власна етикетка.
inventory-misfit-is = { $code } — це <b>{ $sku }</b>: { $title }
inventory-attach-own = 🔗 Це наша власна етикетка
inventory-no-label = На етикетці щось написано, щонайбільше 300 символів.
inventory-photo = 🖼 Фото
inventory-photo-plan = Це фото буде на його картці.
inventory-photo-instead = Це фото буде на його картці замість того, що там є.
inventory-photo-yes = ✅ Поставити
inventory-photo-set = Фото поставлено: на картці є кнопка для нього.
inventory-photo-gone = Фото більше немає.
inventory-own-code = { $code } — власний код товару: його й так знаходять за ним.
inventory-barcode-taken = { $code } уже належить товару { $sku }.
inventory-codes = { $count ->
    [one] { $count } код:
    [few] { $count } коди:
   *[other] { $count } кодів:
}
inventory-code-unknown = такого товару немає
set-inventory-limit_percent = Зміна ціни без старшого, відсотків
set-inventory-limit_percent-about = На стільки відсотків працівники змінюють ціну самі; більше має підтвердити старший.
cmd-low-title = Закінчується
cmd-low-about = Що нижче точки замовлення, як швидко продається і скільки замовити: <code>/low</code>, <code>/low dell</code>.
cmd-low-words = Який постачальник або які слова з назви?
cmd-alerts-title = Сповіщення про залишки
cmd-alerts-about = Чи чує цей чат про те, що закінчується.
cmd-price-title = Ціна
cmd-price-about = За скільки й де продається: <code>/price MUG-10</code>. З ціною — встановлює її: <code>/price MUG-10 249,90 EUR ebay-main з 2026-12-01</code>.
cmd-price-sku = Що саме? Код або штрихкод.
cmd-price-change = Яка ціна?
cmd-setprice-title = Змінити ціну
cmd-setprice-about = Нова ціна: <code>/setprice MUG-10 249,90 EUR</code>, також з акаунтом, <code>з</code> дня, <code>мін</code> і <code>макс</code>.
cmd-setprice-sku = Що саме? Код або штрихкод.
cmd-setprice-price = Яка ціна? Можна додати акаунт, «з 2026-12-01», «мін 199» і «макс 299».
cmd-cost-title = Собівартість
cmd-cost-about = Скільки одиниця коштує й коштувала: <code>/cost MUG-10</code>. З сумою — встановлює її: <code>/cost MUG-10 3,10 EUR доставка 0,40</code>.
cmd-cost-sku = Що саме? Код або штрихкод.
cmd-cost-change = Яка собівартість?
cmd-setcost-title = Змінити собівартість
cmd-setcost-about = Скільки коштує одиниця відтепер або з певного дня: <code>/setcost MUG-10 3,10 EUR доставка 0,40 2026-11-01</code>.
cmd-setcost-sku = Що саме? Код або штрихкод.
cmd-setcost-cost = Скільки коштує одиниця? Можна додати «доставка 0,40» і день.
cmd-sales-title = Продажі
cmd-sales-about = Що, де й коли продано: <code>/sales</code>, <code>/sales MUG-10 тиждень</code>, <code>/sales ebay-main 2026-Q3</code>.
cmd-sales-what = Який товар, акаунт чи період?
cmd-profit-title = Прибуток
cmd-profit-about = Що лишається від продажів: <code>/profit</code>, <code>/profit MUG-10 30д</code>, <code>/profit 2026-01-01..2026-03-31</code>.
cmd-profit-what = Який товар, акаунт чи період?
inventory-as-xlsx = 📄 Як XLSX
inventory-as-picture = 📈 Як картинку
inventory-dark = 🌙 Темна
inventory-light = ☀️ Світла
inventory-low = { $count ->
    [one] 📉 Закінчується <b>{ $total } товар</b>.
    [few] 📉 Закінчуються <b>{ $total } товари</b>, спершу ті, яких вистачить на найменше.
   *[other] 📉 Закінчується <b>{ $total } товарів</b>, спершу ті, яких вистачить на найменше.
}
inventory-low-of = { $count ->
    [one] 📉 За запитом «{ $words }» закінчується <b>{ $total } товар</b>.
    [few] 📉 За запитом «{ $words }» закінчуються <b>{ $total } товари</b>, спершу ті, яких вистачить на найменше.
   *[other] 📉 За запитом «{ $words }» закінчується <b>{ $total } товарів</b>, спершу ті, яких вистачить на найменше.
}
inventory-low-none = 👍 Нічого немає нижче точки замовлення.
inventory-low-none-of = 👍 За запитом «{ $words }» нічого немає нижче точки замовлення.
inventory-low-pace-of = Темп за 7 · 30 · 90 днів, без днів, коли товару не було; пораховано { $age } тому.
inventory-low-no-pace = Як швидко що продається, рахується щоночі; ще не пораховано.
inventory-low-order = <b>{ $code }</b> · замовити <b>{ $order }</b>
inventory-low-off-sale = <b>{ $code }</b> · ⏸ знято з продажу, не замовляти
inventory-low-stock = очікується { $forecast }, точка замовлення { $point }{ $incoming ->
    [0] {""}
   *[other] , з них у дорозі { $incoming }
}
inventory-low-pace = { $week } · { $month } · { $quarter } на день{ $days ->
    [-1] {""}
    [one] , вистачить на { $days } день
    [few] , вистачить на { $days } дні
   *[other] , вистачить на { $days } днів
}
inventory-low-still = за 90 днів не продано жодного
inventory-low-sheet = { $count ->
    [one] { $count } товар, що закінчується.
    [few] { $count } товари, що закінчуються.
   *[other] { $count } товарів, що закінчуються.
}
inventory-col-sku = Код
inventory-col-title = Назва
inventory-col-supplier = Постачальник
inventory-col-order = Замовити
inventory-col-on_hand = Є
inventory-col-incoming = У дорозі
inventory-col-reserved = У резерві
inventory-col-forecast = Очікується
inventory-col-reorder_point = Точка замовлення
inventory-col-multiple = Упаковка
inventory-col-lead_days = Строк поставки, днів
inventory-col-cover = Вистачить на днів
inventory-col-sold_7 = Продано за 7 дн
inventory-col-sold_30 = Продано за 30 дн
inventory-col-sold_90 = Продано за 90 дн
inventory-col-per_day_7 = На день, 7 дн
inventory-col-per_day_30 = На день, 30 дн
inventory-col-per_day_90 = На день, 90 дн
inventory-col-from = З
inventory-col-account = Акаунт
inventory-col-marketplace = Майданчик
inventory-col-currency = Валюта
inventory-col-units = Одиниць
inventory-col-revenue = Виторг
inventory-col-settled = Комісії
inventory-col-fees = Комісії, сума
inventory-col-shipping = Доставка
inventory-col-refunded = Повернено
inventory-col-cost = Собівартість
inventory-col-margin = Маржа
inventory-col-uncosted = Одиниць без собівартості
inventory-alerts-on = 🔔 Цей чат чує про кожен товар, що закінчується: один раз, коли це стається, і щоранку — як справи загалом.
inventory-alerts-off = 🔕 Цей чат не чує про те, що закінчується.
inventory-alerts-turn-on = 🔔 Увімкнути
inventory-alerts-turn-off = 🔕 Вимкнути
inventory-alert = { $count ->
    [one] 📉 Закінчується { $count } товар:
    [few] 📉 Закінчуються { $count } товари:
   *[other] 📉 Закінчується { $count } товарів:
}
inventory-alert-more = І ще { $count }.
inventory-alert-all = 📉 Усе, що закінчується
inventory-digest = { $count ->
    [one] ☀️ Доброго ранку. Закінчується <b>{ $count } товар</b>:
    [few] ☀️ Доброго ранку. Закінчуються <b>{ $count } товари</b>; першими скінчаться:
   *[other] ☀️ Доброго ранку. Закінчується <b>{ $count } товарів</b>; першими скінчаться:
}
inventory-drift = { $count ->
    [one] ⚠️ Залишок { $count } товару не збігається із журналом рухів: { $skus }. Хтось писав повз журнал. Поки залишки не перебудовано, вірте журналу.
   *[other] ⚠️ Залишки { $count } товарів не збігаються із журналом рухів: { $skus }. Хтось писав повз журнал. Поки залишки не перебудовано, вірте журналу.
}
inventory-everywhere = скрізь
inventory-prices = 💶 Ціни
inventory-costs = 🏷 Собівартість
inventory-cost = 🏷 Собівартість
inventory-price-change = ✏️ Змінити ціну
inventory-price-none = Ціни ще немає.
inventory-price-held = { $place }: <b>{ $price }</b>, з { $since }
inventory-price-floor = , не нижче { $price }
inventory-price-ceiling = , не вище { $price }
inventory-price-coming = ⏳ з { $from }, { $place }: { $price }
inventory-price-shown = 🛒 { $account } показує { $price } ({ $age } тому)
inventory-price-plan = Ціна зміниться так:
inventory-price-set = ✅ Ціну встановлено:
inventory-price-moved = Ціну тим часом змінено; нічого не записано. Перегляньте, будь ласка, ще раз.
inventory-price-not-yours = Ви можете дивитися ціни, але не змінювати. Зверніться до старшого.
inventory-price-confirm = 🙋 { $name } просить встановити ціну:
inventory-from-now = відтепер
inventory-past = Цей день уже минув. Ціна починає діяти сьогодні або пізніше.
inventory-not-money = «{ $text }» — не сума. Напишіть, наприклад, 249.90 або 249,90 EUR.
inventory-which-currency = У якій валюті? Напишіть, наприклад, 249,90 EUR.
inventory-two-numbers = «{ $text }» може означати { $grouped } або { $fraction }. Напишіть без знака між тисячами.
inventory-too-fine = У «{ $text }» більше знаків після коми, ніж є монет.
inventory-two-currencies = Дві валюти в одній зміні не поєднати. Візьміть одну.
inventory-bounds-not-yours = Нижню й верхню межі встановлюють старші.
inventory-below-floor = { $price } нижче за межу { $floor }. Старший може опустити межу: «{ $price } мін …».
inventory-above-ceiling = { $price } вище за межу { $ceiling }. Старший може підняти межу: «{ $price } макс …».
inventory-beyond-percent = ⚠️ Це зміна більш ніж на { $percent } %: її має підтвердити старший.
inventory-beyond-first = ⚠️ Немає ціни, з якою порівняти: її має підтвердити старший.
inventory-cost-change = ✏️ Змінити собівартість
inventory-cost-none = Собівартість ще невідома.
inventory-cost-plain = <b>{ $total }</b> за одиницю
inventory-cost-landed = <b>{ $total }</b> за одиницю: { $unit } постачальнику, { $landed } за доставку сюди
inventory-cost-plan = Собівартість зміниться так:
inventory-cost-past = Те, що продано відтоді, буде перераховано.
inventory-cost-set = ✅ Собівартість встановлено:
inventory-cost-moved = Собівартість тим часом змінено; нічого не записано. Перегляньте, будь ласка, ще раз.
inventory-sales = 📊 Продажі
inventory-profit = 💰 Прибуток
inventory-sales-none = За цей час нічого не продано.
inventory-sales-sum = Продано { $units } на <b>{ $revenue }</b>
inventory-sales-more = І ще { $count } раніше: вони в таблиці.
inventory-sales-converted = Усе в { $currency }, за курсом кожного дня.
inventory-sold-in = Продано в { $currency }:
inventory-sales-what = «{ $word }» — не період, не акаунт і не товар, які я знаю. Періоди пишуть так: тиждень, 30д, 2026-10, 2026-Q3 або 2026-01-01..2026-03-31.
inventory-profit-sum = { $settled ->
    [yes] Комісії остаточні
   *[no] ≈ Комісії приблизні
}: продано { $units } на { $revenue }
    комісії { $fees }, доставка { $shipping }
    повернення { $refunded }, собівартість { $cost }
    маржа <b>{ $margin }</b> ({ $percent } %){ $uncosted ->
    [0] {""}
    [one] ; { $uncosted } одиниця без відомої в цій валюті собівартості рахується як безкоштовна
    [few] ; { $uncosted } одиниці без відомої в цій валюті собівартості рахуються як безкоштовні
   *[other] ; { $uncosted } одиниць без відомої в цій валюті собівартості рахуються як безкоштовні
}
inventory-settled = остаточно
inventory-estimated = приблизно
inventory-others = інші
inventory-no-rate = Для одного з цих днів немає курсу з { $from } у { $to }, тому валюти лишаються окремо.
inventory-all-in = Усе в { $currency }
inventory-apart = Валюти окремо
inventory-7-days = 7 дн
inventory-30-days = 30 дн
inventory-90-days = 90 дн
inventory-year = Рік
inventory-by-day = Дні
inventory-by-week = Тижні
inventory-by-month = Місяці
inventory-by-place = Майданчики
inventory-top = Найкращі
inventory-bottom = Найгірші
inventory-chart = 📈 Графік
inventory-chart-note = Залишок за { $days } днів
inventory-all-warehouses = усі склади
cmd-count-title = Інвентаризація
cmd-count-about = Разом порахувати склад чи кілька товарів: <code>/count KYIV</code>, <code>/count KYIV MUG-10 MUG-20</code>.
cmd-count-what = Який склад і які товари на ньому?
cmd-tally-title = Пораховано
cmd-tally-about = Скільки є того, що зараз рахують: <code>14</code>, або <code>/tally MUG-10 14</code>, щоб виправити.
cmd-tally-quantity = Скільки їх? Код або фото штрихкоду скаже, що перед вами.
inventory-count = 🧮 Який склад рахуємо?
inventory-count-open = 🧮 Ці підрахунки відкриті. Продовжте один із них або почніть новий.
inventory-count-what = 🧮 Що рахуємо на складі { $warehouse }? Товари можна й написати: <code>/count { $warehouse } MUG-10</code>.
inventory-count-all = 🧮 Усе
inventory-count-these = 🧮 Рахуємо { $what } на складі { $warehouse }.
inventory-count-begin = ▶ Почати
inventory-count-progress = 🧮 <b>{ $name }</b>: пораховано { $counted } з { $items }
inventory-count-how-many = Скільки їх? Напишіть число або виберіть нижче.
inventory-count-expected = ✅ Як очікувалося
inventory-count-type = ⌨️ Ввести
inventory-count-later = ⏭ Пізніше
inventory-count-leave = 🚪 Піти
inventory-count-next = ▶ Далі
inventory-count-review = 📋 Підсумок
inventory-count-done = Усе пораховано. Тепер старший може записати це в журнал.
inventory-count-found-how = Знайшли те, чого не було в списку? Його додасть <code>/tally MUG-10 3</code>.
inventory-count-one-at-a-time = На цьому фото я бачу кілька товарів. Сфотографуйте один.
inventory-count-counted = { $code } уже пораховано: { $counted }, порахував(ла) { $by }. Число виправляє <code>/tally { $code } 14</code>.
inventory-count-theirs = { $code } зараз рахує { $by }. Усе одно записати ваше число: <code>/tally { $code } 14</code>.
inventory-count-not-listed = 🔎 <b>{ $code }</b> немає в списку { $name }.
    { $title }
    Додати{ $counted ->
        [none] {""}
       *[other] {", "}пораховано { $counted }
    }, щоб підрахунок це показав?
inventory-count-add = ➕ Додати
inventory-count-taken = Решту рахують інші.
inventory-count-left = Те, чого ви не порахували, вільне для інших. Дякую!
inventory-count-number = Напишіть ціле число, наприклад 14 або =140.
inventory-count-not-counting = Зараз ви нічого не рахуєте. Почати: /count.
inventory-count-no-variance = Поки що все так, як очікувалося.
inventory-count-variance = { $count ->
    [one] { $count } розбіжність, одиниць { $units }{ $has_value ->
        [yes] , { $value }
       *[no] {""}
    }:
    [few] { $count } розбіжності, одиниць { $units }{ $has_value ->
        [yes] , { $value }
       *[no] {""}
    }:
   *[other] { $count } розбіжностей, одиниць { $units }{ $has_value ->
        [yes] , { $value }
       *[no] {""}
    }:
}
inventory-count-asks = 🙋 { $name } просить записати цей підрахунок:
inventory-count-approve = ✅ Записати
inventory-count-drop = 🗑 Відкинути
inventory-count-approved = ✅ Підрахунок записано в журнал. Підтвердив: { $name }.
inventory-count-drop-plan = Усе, що вже пораховано, буде забуто:
inventory-count-drop-yes = 🗑 Так, відкинути
inventory-count-dropped = 🗑 Підрахунок відкинуто, нічого не записано. Вирішив: { $name }.
inventory-count-closed = Цей підрахунок уже завершено. Нічого не змінено.
inventory-count-unknown = Підрахунку №{ $number } немає. /count показує відкриті.
inventory-count-nothing = Там нічого рахувати.
cmd-import-title = Завантажити файл
cmd-import-about = Товари, підрахунок, ціни, собівартість, штрихкоди чи продажі з CSV або XLSX, з переглядом: надішліть файл із <code>/import stock</code>.
cmd-import-kind = Що у файлі?
cmd-import-kind-products = товари
cmd-import-kind-stock = підраховані залишки
cmd-import-kind-prices = ціни
cmd-import-kind-costs = собівартість
cmd-import-kind-barcodes = штрихкоди
cmd-import-kind-sales = продажі
cmd-import-file = Який файл? CSV або XLSX, перший рядок — назви стовпців.
cmd-export-title = Вивантажити файл
cmd-export-about = Усе одного виду як XLSX або CSV; такий файл можна завантажити назад.
cmd-export-kind = Що саме?
cmd-export-kind-products = товари
cmd-export-kind-stock = залишки
cmd-export-kind-prices = ціни
cmd-export-kind-costs = собівартість
cmd-export-kind-barcodes = штрихкоди
cmd-export-kind-sales = продажі
cmd-export-format = У якому форматі?
inventory-file-empty = У цьому файлі немає рядків, тож нічого не змінено.
inventory-file-locked = Це старий формат або файл під паролем. Збережіть його як XLSX або CSV.
inventory-file-large = Ця таблиця більша, ніж я можу прийняти. Надішліть її частинами.
inventory-file-cut = Файл обривається або пошкоджений. Нічого не змінено; надішліть його ще раз.
inventory-file-damaged = Файл обривається або пошкоджений у рядку { $row }. Нічого не змінено; надішліть його ще раз.
inventory-file-unreadable = Це не схоже на таблицю. Надішліть CSV або XLSX.
inventory-columns = <b>{ $name }</b>: { $kind }. Ось стовпці; натисніть, щоб змінити.
inventory-columns-missing = Скажіть, де вони: { $fields }.
inventory-which-column = У якому стовпці <b>{ $field }</b>?
inventory-no-column = – ні в якому
inventory-preview = 👀 Переглянути
inventory-looking = Переглядаю { $name }. Ще нічого не записано.
inventory-would = <b>{ $name }</b>, { $count ->
    [one] { $rows } рядок
    [few] { $rows } рядки
   *[other] { $rows } рядків
}: нових { $new }, змінених { $changed }, без змін { $same }, відхилено { $refused }. Ще нічого не записано.
inventory-row = рядок { $row }
inventory-all-refused = Усі відхилені рядки.
inventory-apply = ✅ Записати { $rows }
inventory-point = 1234.56
inventory-comma = 1234,56
inventory-day-first = Спершу день
inventory-month-first = Спершу місяць
inventory-writing = Записую { $name }
inventory-imported = ✅ { $name }: нових { $new }, змінених { $changed }, без змін { $same }, відхилено { $refused }.
inventory-import-stopped = ✖ { $name }: зупинено після { $rows } із { $all } рядків. Записано нових { $new }, змінених { $changed }; вони залишаються. Щоб записати решту, надішліть файл ще раз.
inventory-exporting = Готую файл; він буде тут за мить.
inventory-export-large = { $rows } рядків не вмістяться в один файл Telegram. Скористайтеся командним рядком.
files-missing = це потрібно, а клітинка порожня.
files-missing-for-new = такого ще немає, тож це поле теж потрібне.
files-not-a-number = «{ $text }» — не число.
files-not-whole = «{ $text }» — не ціле число.
files-too-large = «{ $text }» завелике.
files-too-fine = у «{ $text }» більше ніж { $decimals } знаки після коми.
files-two-numbers = «{ $text }» може означати { $grouped } або { $fraction }. Натисніть, як пишуть дробову частину.
files-not-a-date = «{ $text }» — не дата.
files-two-dates = «{ $text }» може означати { $day-first } або { $month-first }. Натисніть, що стоїть першим.
files-too-small = не може бути менше ніж { $least }.
files-too-long = довше ніж { $most } байтів.
files-bad-character = є символ, якого не буває в тексті.
files-long-label = довше ніж { $most } символів: таких етикеток немає.
files-check-digit = остання цифра { $text } мала б бути { $right }: якусь цифру прочитано чи набрано хибно. Якщо це ваша власна етикетка, напишіть ␣{ $text }.
files-unknown-word = «{ $text }» — не одне з: { $known }.
files-no-currency = не сказано, яка валюта. Натисніть її.
files-not-a-currency = «{ $text }» — не валюта, як-от EUR.
files-two-currencies = у клітинці { $cell }, у рядку { $row }.
files-unknown = { $what ->
    [warehouse] немає складу { $name }.
    [account] немає акаунта { $name }.
    [order] немає замовлення { $name }.
    [line] немає рядка замовлення { $name }.
   *[other] немає { $what } { $name }.
}
files-not-stocked = { $code } не має власного залишку: це набір або послуга.
files-twice = рядок { $row } уже каже це.
files-below-floor = { $price } нижче за мінімум { $floor }.
files-above-ceiling = { $price } вище за максимум { $ceiling }.
files-reorder-to = не може бути нижче за точку замовлення.
files-stays = це { $is } і таким залишиться; змінити можна лише інші поля.
files-short = є лише { $available }, а цей склад не йде нижче нуля.
cmd-count-file = Який файл?
inventory-col-counted = Пораховано
inventory-count-as-table = 📄 Як таблицю
inventory-count-paper = Впишіть у стовпець «Пораховано», скільки є, і надішліть файл назад із підписом <code>/count #{ $number }</code>. Порожнє лишається непорахованим.
inventory-count-which = До якого підрахунку цей файл? Надішліть його з номером підрахунку, наприклад <code>/count #7</code>.
inventory-count-file-no-table = Не можу прочитати цей файл як таблицю. Надішліть CSV або XLSX.
inventory-count-file-long = У файлі понад { $most } рядків. Надішліть його частинами.
inventory-count-file-columns = Не знаходжу стовпців. У першому рядку мають бути їхні назви: код і пораховано.
inventory-count-file-number = Рядок { $row }: «{ $text }» — не кількість одиниць. Нічого не взято.
inventory-count-file-sku = Рядок { $row }: товару «{ $code }» немає. Нічого не взято.
inventory-count-file-taken = { $count ->
    [one] ✔ Взято { $count } рядок.
    [few] ✔ Взято { $count } рядки.
   *[other] ✔ Взято { $count } рядків.
}
inventory-open-prices = 💶 Ціни
inventory-count-bin = Окремих комірок не порахувати: продажі й надходження записуються за складом, тож я не знаю, що має лежати в { $bin }. Порахуйте склад або назвіть товари.
inventory-count-bin-open = Це підрахунок однієї комірки, а що має лежати в комірці, я не знаю. Відкиньте його й порахуйте склад або товари на ньому.
inventory-count-not-yours = Це вже порахували, або рахує хтось інший. Нічого не змінено; число виправляє <code>/tally MUG-10 14</code>.
inventory-count-otherwise = ⚠️ Це не те, що було показано: тим часом щось дорахували, і нічого не записано. Тепер так:
inventory-count-again = { $count ->
    [one] 🔁 { $name }: залишок { $codes } виправили вже після підрахунку, тож ту саму нестачу могло б бути записано двічі. Товар знову в списку, його треба порахувати ще раз; нічого не записано.
   *[other] 🔁 { $name }: залишки { $codes } виправили вже після підрахунку, тож ту саму нестачу могло б бути записано двічі. Товари знову в списку, їх треба порахувати ще раз; нічого не записано.
}
inventory-count-file-moment = Рядок { $row }: стовпець «Станом на» змінено. Залиште його як є або надішліть список без нього. Нічого не взято.
inventory-count-file-twice = Рядки { $first } і { $second } обидва кажуть, скільки є { $code }. Зробіть із них один. Нічого не взято.
inventory-col-as_of = Станом на
files-sold-since = відколи файл переглянуто, пішло { $sold } — більше, ніж він рахує. Порахуйте ще раз.
files-not-a-time = час у «{ $text }» не прочитати. Напишіть його як 2026-11-21 13:45.
inventory-apply-same = ✅ Усе так і є
files-other-brand = рядок { $row } каже, що цей продукт — { $brand }, а бренд у продукту один.
inventory-beyond-worth = ⚠️ Це коштує більше ніж { $value }: має підтвердити старший.
inventory-receive-which = Частину замовлено. Якщо це вона, виберіть замовлення, щоб її більше не чекати:
inventory-receive-order = За замовленням { $order } після цього { $left ->
    [0] більше нічого не очікується.
   *[other] ще очікується { $shown }.
}
inventory-out = { $count ->
    [one] ⛔ Скінчився { $count } товар:
    [few] ⛔ Скінчилися { $count } товари:
   *[other] ⛔ Скінчилося { $count } товарів:
}
inventory-watching-out = Ви дізнаєтеся, коли він скінчиться. Точки замовлення в нього немає, тож раніше попередити нема за чим.
inventory-rebuild = 🔧 Перебудувати за журналом
inventory-rebuilt = { $count ->
    [one] 🔧 Залишок { $count } місця знову дорівнює сумі журналу.
   *[other] 🔧 Залишки { $count } місць знову дорівнюють сумі журналу.
}
files-not-a-kit = { $code } — не комплект.
files-same-currency = курс буває між двома валютами.
cmd-import-kind-warehouses = склади
cmd-import-kind-accounts = акаунти
cmd-import-kind-components = складові комплектів
cmd-import-kind-rates = курси валют
cmd-import-kind-fees = комісії
cmd-import-kind-refunds = повернення
cmd-import-kind-expected = очікувані надходження
cmd-export-kind-fees = комісії
cmd-export-kind-refunds = повернення
cmd-export-kind-expected = очікувані надходження
files-more-than-sold = продано лише { $sold }.
files-other-line = рядок { $line } цього замовлення — про інше, і таким залишиться.
files-order-over = це вже закрито: усе надійшло або замовлення скасовано.
cmd-export-kind-warehouses = склади
cmd-export-kind-accounts = акаунти
cmd-export-kind-components = складові комплектів
cmd-export-kind-rates = курси валют
