plugin-inventory-title = Склад
plugin-inventory-about = Что где лежит, сколько стоит, что приносит и что заканчивается.
set-inventory-limit_units = Единиц без старшего
set-inventory-limit_units-about = Столько единиц за раз сотрудники меняют сами; больше должен подтвердить старший.
set-inventory-limit_value = Стоимость без старшего
set-inventory-limit_value-about = Изменения на такую стоимость (по себестоимости, в её валюте) сотрудники делают сами; большие должен подтвердить старший.
set-inventory-undo_minutes = Отмена, минут
set-inventory-undo_minutes-about = Столько минут изменение можно отменить его кнопкой.
set-inventory-hold_days = Отложено, дней
set-inventory-hold_days-about = На столько дней товар откладывают, если никто не вернёт его раньше.
cmd-stock-title = Остатки
cmd-stock-about = Что есть: по коду, штрихкоду или словам: <code>/stock dell 7490</code>.
cmd-stock-words = Что ищете? Код, штрихкод или слова из названия.
cmd-scan-title = Сканировать
cmd-scan-about = Прочитать штрихкоды с фото; просто пришлите фото.
cmd-scan-photo = На какое фото мне посмотреть?
cmd-adjust-title = Исправить остаток
cmd-adjust-about = Больше или меньше, чем я думаю, с причиной: <code>/adjust MUG-10 -2 KYIV damaged</code>.
cmd-adjust-sku = Что именно? Код или штрихкод.
cmd-adjust-delta = На сколько больше или меньше (с минусом)?
cmd-adjust-warehouse = На каком складе?
cmd-adjust-reason = Почему?
cmd-receive-title = Принять товар
cmd-receive-about = Товар пришёл: <code>/receive MUG-10 24 KYIV PO-17</code>.
cmd-receive-sku = Что именно? Код или штрихкод.
cmd-receive-quantity = Сколько пришло?
cmd-receive-warehouse = На какой склад?
cmd-receive-document = Какая накладная или заказ? Прочерк, если нет.
cmd-transfer-title = Переместить
cmd-transfer-about = С одного склада на другой, с причиной: <code>/transfer MUG-10 6 KYIV LVIV restock</code>.
cmd-transfer-sku = Что именно? Код или штрихкод.
cmd-transfer-quantity = Сколько?
cmd-transfer-from = С какого склада?
cmd-transfer-to = На какой склад?
cmd-transfer-reason = Зачем?
cmd-recount-title = Посчитать товар
cmd-recount-about = Сколько одного товара есть на складе: <code>/recount MUG-10 KYIV 12</code>.
cmd-recount-sku = Что именно? Код или штрихкод.
cmd-recount-warehouse = На каком складе?
cmd-recount-counted = Сколько их там?
cmd-hold-title = Отложить
cmd-hold-about = Отложить единицы для кого-то на несколько дней: <code>/hold MUG-10 3 KYIV госпожа Петренко</code>.
cmd-hold-sku = Что именно? Код или штрихкод.
cmd-hold-quantity = Сколько отложить?
cmd-hold-warehouse = На каком складе?
cmd-hold-note = Для кого или почему? Прочерк, если всё равно.
cmd-attach-title = Привязать штрихкод или этикетку
cmd-attach-about = Неизвестный штрихкод или надпись на этикетке принадлежит товару: <code>/attach 4006381333931 MUG-10</code>.
cmd-attach-code = Какой штрихкод? Или что написано на этикетке.
cmd-attach-sku = Какому товару он принадлежит? Код или слова из названия.
cmd-photo-title = Фото товара
cmd-photo-about = Как товар выглядит: пришлите фото в ответ на его карточку или с подписью <code>/photo MUG-10</code>.
cmd-photo-photo = Какое фото?
cmd-photo-sku = Какого товара? Его код.
inventory-count-one = 🧮 Посчитать
inventory-count-as-expected = ✔ Посчитано; так я и думал, поэтому записывать нечего:
inventory-recount-again = Остаток { $code } на складе { $warehouse } исправили после вашего подсчёта, поэтому одну и ту же недостачу можно было бы записать дважды. Ничего не записано; посчитайте ещё раз.
inventory-hold = 🔒 Отложить
inventory-held = 🔒 Отложено
inventory-hold-plan = Это будет отложено:
inventory-hold-left = <b>{ $quantity }</b> из { $free } свободных, останется { $left }; до { $until }
inventory-hold-for = Для: { $note }
inventory-hold-yes = ✅ Отложить
inventory-hold-done = 🔒 Отложено:
inventory-hold-line = <b>{ $quantity }</b> до { $until }
inventory-hold-list = { $count ->
    [0] 🔒 Из этого уже ничего не отложено.
   *[other] 🔒 Отложено:
}
inventory-let-go = 🔓 Вернуть { $number }
inventory-release-plan = Это снова станет свободным:
inventory-release-yes = ✅ Вернуть
inventory-release-done = 🔓 Снова свободно:
inventory-hold-confirm = 🙋 { $name } просит отложить:
inventory-hold-off-sale = { $code } снят с продажи, поэтому отложить ничего нельзя.
inventory-hold-over = Это уже не отложено. Ничего не изменено.
inventory-off-sale = ⏸ Снять с продажи
inventory-on-sale = ▶ Вернуть в продажу
inventory-off-sale-plan = Товар будет снят с продажи, пока кто-нибудь его не вернёт: кто его ищет, увидит это, и заказывать его не будут.
inventory-off-sale-yes = ✅ Да, снять
inventory-off-sale-done = ⏸ Товар снят с продажи.
inventory-on-sale-plan = Товар снова будет в продаже.
inventory-on-sale-yes = ✅ Да, вернуть
inventory-on-sale-done = ▶ Товар снова в продаже.
inventory-not-for-sale = ⏸ снято с продажи
inventory-condition-new = новое
inventory-condition-open_box = распакованное
inventory-condition-refurbished = восстановленное
inventory-condition-used = б/у
inventory-condition-for_parts = на запчасти
inventory-kind-receive = принято
inventory-kind-sell = продано
inventory-kind-adjust = исправлено
inventory-kind-count = посчитано
inventory-kind-transfer = перемещено
inventory-kind-return = возвращено
inventory-taken-back = отменено
inventory-kind-write_off = списано
inventory-listing-active = активно
inventory-listing-inactive = неактивно
inventory-listing-out_of_stock = нет в наличии
inventory-listing-missing = больше не выставлено
inventory-listing-unknown = состояние неизвестно
inventory-minutes = { $count } мин
inventory-hours = { $count } ч
inventory-days = { $count } дн
inventory-on-hold = ⏸ Снято с продажи: { $why }.
inventory-balance = есть { $hand }{ $has_reserved ->
    [0] {""}
   *[other] , в резерве { $reserved }
}{ $has_incoming ->
    [0] {""}
   *[other] , ожидается { $incoming }
}, <b>свободно { $free }</b>
inventory-free = свободно { $free }
inventory-kit = Собирается из { $parts }.
inventory-kit-off-sale = ⏸ Снято с продажи: { $parts }. Собрать набор нельзя.
inventory-virtual = Хранить нечего: это услуга или загрузка.
inventory-nowhere = Нет ни на одном складе и никогда не было.
inventory-listed = { $quantity } за { $price }, { $state }, { $age } назад
inventory-order = 📉 Ожидается { $forecast }, заказывают при { $point }: <b>заказать { $order }</b>.
inventory-enough = 📈 Ожидается { $forecast }, заказывают при { $point }: хватает.
inventory-velocity = ⏱ За 30 дней продано { $month }; хватит на { $days } дн.
inventory-adjust = ± Исправить
inventory-receive = 📥 Принять
inventory-transfer = 🔁 Переместить
inventory-history = 📜 История
inventory-watch = 🔔 Следить
inventory-unwatch = 🔕 Не следить
inventory-refresh = 🔄 Обновить
inventory-card = 📦 Карточка
inventory-older = Более ранние ›
inventory-previous = ‹ Предыдущие
inventory-next = Следующие ›
inventory-found = { $count ->
    [one] По запросу «{ $words }» — { $total } товар:
    [few] По запросу «{ $words }» — { $total } товара:
   *[other] { $more ->
        [yes] По запросу «{ $words }» — больше { $total } товаров. Первые:
       *[no] По запросу «{ $words }» — { $total } товаров:
    }
}
inventory-nearest = «{ $words }» нет. Ближе всего к этому:
inventory-nothing = По запросу «{ $words }» ничего нет, и похожего тоже. Попробуйте меньше слов или начало кода.
inventory-no-such = Нет товара «{ $name }». /stock ищет по словам.
inventory-which = «{ $name }» может быть { $codes }. Напишите код целиком.
inventory-no-warehouse = Нет склада «{ $name }». Есть: { $codes }.
inventory-plan = Это изменит:
inventory-reason = Причина: { $reason }
inventory-reason-damaged = Повреждено
inventory-reason-lost = Утеряно
inventory-reason-found = Найдено
inventory-reason-miscounted = Ошибка учёта
inventory-reason-sample = Образец
inventory-reason-restock = Пополнение
inventory-reason-order = Под заказ
inventory-reason-repair = Ремонт
inventory-reason-room = Освободить место
inventory-write = ✅ Записать
inventory-written = ✅ Записано:
inventory-moved = Остаток тем временем изменился; ничего не записано. Теперь это изменило бы:
inventory-undo = ↩ Отменить
inventory-undone = ↩ Отменено:
inventory-undo-late = Изменения можно отменить в течение { $minutes } мин. Исправьте остаток иначе.
inventory-zero = Изменение на ноль ничего не меняет. Напишите, на сколько больше или меньше.
inventory-same-place = Это тот же склад, с которого берут. Назовите другой.
inventory-short = На складе { $warehouse } можно взять только { $available } ед. { $code }, а не { $wanted }. Ничего не изменено.
inventory-not-stocked = У { $code } нет своего остатка: его собирают из другого, или это услуга.
inventory-unknown = Я не знаю { $name }.
inventory-reversed = Это уже отменено, или это само отмена.
inventory-closed = Кто-то тем временем это изменил. Ничего не изменено; посмотрите ещё раз.
inventory-beyond-units = ⚠️ Это больше { $units } ед.: должен подтвердить старший.
inventory-beyond-value = ⚠️ Это стоит { $worth }, больше { $value }: должен подтвердить старший.
inventory-ask-lead = 🙋 Спросить старшего
inventory-no-lead = Нет никого, кто мог бы это подтвердить. Обратитесь к владельцу.
inventory-theirs = Ничего не изменено: нажать может { $name } или кто-то из старших.
inventory-asked = { $count ->
    [one] Я спросил { $count } старшего. Здесь вы узнаете, что решено:
   *[other] Я спросил { $count } старших. Здесь вы узнаете, что решено:
}
inventory-confirm = 🙋 { $name } просит записать ({ $reason }):
inventory-confirm-plain = 🙋 { $name } просит записать:
inventory-yes = ✅ Подтвердить
inventory-no = ✖ Отказать
inventory-refused = ✖ Отказано; ничего не записано:
inventory-was-refused = ✖ { $name }: отказ; ничего не записано:
inventory-was-confirmed = ✅ { $name } подтверждает; записано:
inventory-no-history = С этим товаром ещё ничего не происходило.
inventory-watching = Я скажу, когда он будет заканчиваться.
inventory-not-watching = Больше я о нём не напомню.
inventory-not-a-picture = Такую картинку я не могу прочитать. Пришлите фото (JPEG, PNG или WebP).
inventory-no-barcode = На этом фото я не вижу штрихкода. Подойдите ближе, держите ровно, избегайте бликов.
inventory-unknown-code = Код гласит <code>{ $code }</code>; такого товара нет.
inventory-attach = ✅ Привязать
inventory-attached = 🔗 { $code } привязан.
inventory-detached = ↩ { $code } больше не привязан.
inventory-attach-choose = 🔗 Привязать к товару
inventory-attach-plan = 🔗 { $code } будет принадлежать товару:
inventory-attach-which = 🔗 { $code }: какой это из них?
inventory-attach-other = 🔎 Другой
inventory-no-gtin = «{ $code }» похоже на штрихкод, но его последняя цифра должна быть { $right }: какая-то цифра прочитана или набрана неверно. Если это ваша собственная этикетка, напишите <code>={ $code }</code>.
inventory-misfit = «{ $code }» похоже на штрихкод, но его последняя цифра должна быть { $right }: какая-то цифра прочитана или набрана неверно, либо это ваша собственная этикетка.
inventory-misfit-is = { $code } — это <b>{ $sku }</b>: { $title }
inventory-attach-own = 🔗 Это наша собственная этикетка
inventory-no-label = На этикетке что-то написано, не больше 300 символов.
inventory-photo = 🖼 Фото
inventory-photo-plan = Это фото будет на его карточке.
inventory-photo-instead = Это фото будет на его карточке вместо того, что там есть.
inventory-photo-yes = ✅ Поставить
inventory-photo-set = Фото поставлено: на карточке есть кнопка для него.
inventory-photo-gone = Фото больше нет.
inventory-own-code = { $code } — собственный код товара: по нему он и так находится.
inventory-barcode-taken = { $code } уже принадлежит товару { $sku }.
inventory-codes = { $count ->
    [one] { $count } код:
    [few] { $count } кода:
   *[other] { $count } кодов:
}
inventory-code-unknown = такого товара нет
set-inventory-limit_percent = Изменение цены без старшего, процентов
set-inventory-limit_percent-about = На столько процентов сотрудники меняют цену сами; больше должен подтвердить старший.
cmd-low-title = Заканчивается
cmd-low-about = Что ниже точки заказа, как быстро продаётся и сколько заказать: <code>/low</code>, <code>/low dell</code>.
cmd-low-words = Какой поставщик или какие слова из названия?
cmd-alerts-title = Оповещения об остатках
cmd-alerts-about = Слышит ли этот чат о том, что заканчивается.
cmd-price-title = Цена
cmd-price-about = За сколько и где продаётся: <code>/price MUG-10</code>. С ценой — устанавливает её: <code>/price MUG-10 249,90 EUR ebay-main с 2026-12-01</code>.
cmd-price-sku = Что именно? Код или штрихкод.
cmd-price-change = Какая цена?
cmd-setprice-title = Изменить цену
cmd-setprice-about = Новая цена: <code>/setprice MUG-10 249,90 EUR</code>, также с аккаунтом, <code>с</code> дня, <code>мин</code> и <code>макс</code>.
cmd-setprice-sku = Что именно? Код или штрихкод.
cmd-setprice-price = Какая цена? Можно добавить аккаунт, «с 2026-12-01», «мин 199» и «макс 299».
cmd-cost-title = Себестоимость
cmd-cost-about = Сколько единица стоит и стоила: <code>/cost MUG-10</code>. С суммой — устанавливает её: <code>/cost MUG-10 3,10 EUR доставка 0,40</code>.
cmd-cost-sku = Что именно? Код или штрихкод.
cmd-cost-change = Какая себестоимость?
cmd-setcost-title = Изменить себестоимость
cmd-setcost-about = Сколько стоит единица с этого момента или с какого-то дня: <code>/setcost MUG-10 3,10 EUR доставка 0,40 2026-11-01</code>.
cmd-setcost-sku = Что именно? Код или штрихкод.
cmd-setcost-cost = Сколько стоит единица? Можно добавить «доставка 0,40» и день.
cmd-sales-title = Продажи
cmd-sales-about = Что, где и когда продано: <code>/sales</code>, <code>/sales MUG-10 неделя</code>, <code>/sales ebay-main 2026-Q3</code>.
cmd-sales-what = Какой товар, аккаунт или период?
cmd-profit-title = Прибыль
cmd-profit-about = Что остаётся от продаж: <code>/profit</code>, <code>/profit MUG-10 30д</code>, <code>/profit 2026-01-01..2026-03-31</code>.
cmd-profit-what = Какой товар, аккаунт или период?
inventory-as-xlsx = 📄 Как XLSX
inventory-as-picture = 📈 Как картинку
inventory-dark = 🌙 Тёмная
inventory-light = ☀️ Светлая
inventory-low = { $count ->
    [one] 📉 Заканчивается <b>{ $total } товар</b>.
    [few] 📉 Заканчиваются <b>{ $total } товара</b>, сначала те, которых хватит на меньшее время.
   *[other] 📉 Заканчивается <b>{ $total } товаров</b>, сначала те, которых хватит на меньшее время.
}
inventory-low-of = { $count ->
    [one] 📉 По запросу «{ $words }» заканчивается <b>{ $total } товар</b>.
    [few] 📉 По запросу «{ $words }» заканчиваются <b>{ $total } товара</b>, сначала те, которых хватит на меньшее время.
   *[other] 📉 По запросу «{ $words }» заканчивается <b>{ $total } товаров</b>, сначала те, которых хватит на меньшее время.
}
inventory-low-none = 👍 Ничего нет ниже точки заказа.
inventory-low-none-of = 👍 По запросу «{ $words }» ничего нет ниже точки заказа.
inventory-low-pace-of = Темп за 7 · 30 · 90 дней, без дней, когда товара не было; посчитано { $age } назад.
inventory-low-no-pace = Как быстро что продаётся, считается каждую ночь; пока не посчитано.
inventory-low-order = <b>{ $code }</b> · заказать <b>{ $order }</b>
inventory-low-off-sale = <b>{ $code }</b> · ⏸ снято с продажи, не заказывать
inventory-low-stock = ожидается { $forecast }, точка заказа { $point }{ $incoming ->
    [0] {""}
   *[other] , из них в пути { $incoming }
}
inventory-low-pace = { $week } · { $month } · { $quarter } в день{ $days ->
    [-1] {""}
    [one] , хватит на { $days } день
    [few] , хватит на { $days } дня
   *[other] , хватит на { $days } дней
}
inventory-low-still = за 90 дней не продано ни одного
inventory-low-sheet = { $count ->
    [one] { $count } товар, который заканчивается.
    [few] { $count } товара, которые заканчиваются.
   *[other] { $count } товаров, которые заканчиваются.
}
inventory-col-sku = Код
inventory-col-title = Название
inventory-col-supplier = Поставщик
inventory-col-order = Заказать
inventory-col-on_hand = Есть
inventory-col-incoming = В пути
inventory-col-reserved = В резерве
inventory-col-forecast = Ожидается
inventory-col-reorder_point = Точка заказа
inventory-col-multiple = Упаковка
inventory-col-lead_days = Срок поставки, дней
inventory-col-cover = Хватит на дней
inventory-col-sold_7 = Продано за 7 дн
inventory-col-sold_30 = Продано за 30 дн
inventory-col-sold_90 = Продано за 90 дн
inventory-col-per_day_7 = В день, 7 дн
inventory-col-per_day_30 = В день, 30 дн
inventory-col-per_day_90 = В день, 90 дн
inventory-col-from = С
inventory-col-account = Аккаунт
inventory-col-marketplace = Площадка
inventory-col-currency = Валюта
inventory-col-units = Единиц
inventory-col-revenue = Выручка
inventory-col-settled = Комиссии
inventory-col-fees = Комиссии, сумма
inventory-col-shipping = Доставка
inventory-col-refunded = Возвращено
inventory-col-cost = Себестоимость
inventory-col-margin = Маржа
inventory-col-uncosted = Единиц без себестоимости
inventory-alerts-on = 🔔 Этот чат слышит о каждом товаре, который заканчивается: один раз, когда это происходит, и каждое утро — как дела в целом.
inventory-alerts-off = 🔕 Этот чат не слышит о том, что заканчивается.
inventory-alerts-turn-on = 🔔 Включить
inventory-alerts-turn-off = 🔕 Выключить
inventory-alert = { $count ->
    [one] 📉 Заканчивается { $count } товар:
    [few] 📉 Заканчиваются { $count } товара:
   *[other] 📉 Заканчивается { $count } товаров:
}
inventory-alert-more = И ещё { $count }.
inventory-alert-all = 📉 Всё, что заканчивается
inventory-digest = { $count ->
    [one] ☀️ Доброе утро. Заканчивается <b>{ $count } товар</b>:
    [few] ☀️ Доброе утро. Заканчиваются <b>{ $count } товара</b>; первыми кончатся:
   *[other] ☀️ Доброе утро. Заканчивается <b>{ $count } товаров</b>; первыми кончатся:
}
inventory-drift = { $count ->
    [one] ⚠️ Остаток { $count } товара не сходится с журналом движений: { $skus }. Кто-то писал мимо журнала. Пока остатки не перестроены, верьте журналу.
   *[other] ⚠️ Остатки { $count } товаров не сходятся с журналом движений: { $skus }. Кто-то писал мимо журнала. Пока остатки не перестроены, верьте журналу.
}
inventory-everywhere = везде
inventory-prices = 💶 Цены
inventory-costs = 🏷 Себестоимость
inventory-cost = 🏷 Себестоимость
inventory-price-change = ✏️ Изменить цену
inventory-price-none = Цены ещё нет.
inventory-price-held = { $place }: <b>{ $price }</b>, с { $since }
inventory-price-floor = , не ниже { $price }
inventory-price-ceiling = , не выше { $price }
inventory-price-coming = ⏳ с { $from }, { $place }: { $price }
inventory-price-shown = 🛒 { $account } показывает { $price } ({ $age } назад)
inventory-price-plan = Цена изменится так:
inventory-price-set = ✅ Цена установлена:
inventory-price-moved = Цену тем временем изменили; ничего не записано. Посмотрите, пожалуйста, ещё раз.
inventory-price-not-yours = Вы можете смотреть цены, но не менять. Обратитесь к старшему.
inventory-price-confirm = 🙋 { $name } просит установить цену:
inventory-from-now = с этого момента
inventory-past = Этот день уже прошёл. Цена начинает действовать сегодня или позже.
inventory-not-money = «{ $text }» — не сумма. Напишите, например, 249.90 или 249,90 EUR.
inventory-which-currency = В какой валюте? Напишите, например, 249,90 EUR.
inventory-two-numbers = «{ $text }» может значить { $grouped } или { $fraction }. Напишите без знака между тысячами.
inventory-too-fine = В «{ $text }» больше знаков после запятой, чем есть монет.
inventory-two-currencies = Две валюты в одном изменении не соединить. Возьмите одну.
inventory-bounds-not-yours = Нижнюю и верхнюю границы устанавливают старшие.
inventory-below-floor = { $price } ниже границы { $floor }. Старший может опустить границу: «{ $price } мин …».
inventory-above-ceiling = { $price } выше границы { $ceiling }. Старший может поднять границу: «{ $price } макс …».
inventory-beyond-percent = ⚠️ Это изменение больше чем на { $percent } %: его должен подтвердить старший.
inventory-beyond-first = ⚠️ Нет цены, с которой сравнить: её должен подтвердить старший.
inventory-cost-change = ✏️ Изменить себестоимость
inventory-cost-none = Себестоимость ещё неизвестна.
inventory-cost-plain = <b>{ $total }</b> за единицу
inventory-cost-landed = <b>{ $total }</b> за единицу: { $unit } поставщику, { $landed } за доставку сюда
inventory-cost-plan = Себестоимость изменится так:
inventory-cost-past = То, что продано с тех пор, будет пересчитано.
inventory-cost-set = ✅ Себестоимость установлена:
inventory-cost-moved = Себестоимость тем временем изменили; ничего не записано. Посмотрите, пожалуйста, ещё раз.
inventory-sales = 📊 Продажи
inventory-profit = 💰 Прибыль
inventory-sales-none = За это время ничего не продано.
inventory-sales-sum = Продано { $units } на <b>{ $revenue }</b>
inventory-sales-more = И ещё { $count } раньше: они в таблице.
inventory-sales-converted = Всё в { $currency }, по курсу каждого дня.
inventory-sold-in = Продано в { $currency }:
inventory-sales-what = «{ $word }» — не период, не аккаунт и не товар, которые я знаю. Периоды пишут так: неделя, 30д, 2026-10, 2026-Q3 или 2026-01-01..2026-03-31.
inventory-profit-sum = { $settled ->
    [yes] Комиссии окончательные
   *[no] ≈ Комиссии приблизительные
}: продано { $units } на { $revenue }
    комиссии { $fees }, доставка { $shipping }
    возвраты { $refunded }, себестоимость { $cost }
    маржа <b>{ $margin }</b> ({ $percent } %){ $uncosted ->
    [0] {""}
    [one] ; { $uncosted } единица без известной в этой валюте себестоимости считается бесплатной
    [few] ; { $uncosted } единицы без известной в этой валюте себестоимости считаются бесплатными
   *[other] ; { $uncosted } единиц без известной в этой валюте себестоимости считаются бесплатными
}
inventory-settled = окончательно
inventory-estimated = приблизительно
inventory-others = другие
inventory-no-rate = Для одного из этих дней нет курса из { $from } в { $to }, поэтому валюты остаются порознь.
inventory-all-in = Всё в { $currency }
inventory-apart = Валюты порознь
inventory-7-days = 7 дн
inventory-30-days = 30 дн
inventory-90-days = 90 дн
inventory-year = Год
inventory-by-day = Дни
inventory-by-week = Недели
inventory-by-month = Месяцы
inventory-by-place = Площадки
inventory-top = Лучшие
inventory-bottom = Худшие
inventory-chart = 📈 График
inventory-chart-note = Остаток за { $days } дней
inventory-all-warehouses = все склады
cmd-count-title = Инвентаризация
cmd-count-about = Вместе посчитать склад или несколько товаров: <code>/count KYIV</code>, <code>/count KYIV MUG-10 MUG-20</code>.
cmd-count-what = Какой склад и какие товары на нём?
cmd-tally-title = Посчитано
cmd-tally-about = Сколько есть того, что сейчас считают: <code>14</code>, или <code>/tally MUG-10 14</code>, чтобы исправить.
cmd-tally-quantity = Сколько их? Код или фото штрихкода скажет, что перед вами.
inventory-count = 🧮 Какой склад считаем?
inventory-count-open = 🧮 Эти подсчёты открыты. Продолжите один из них или начните новый.
inventory-count-what = 🧮 Что считаем на складе { $warehouse }? Товары можно и написать: <code>/count { $warehouse } MUG-10</code>.
inventory-count-all = 🧮 Всё
inventory-count-these = 🧮 Считаем { $what } на складе { $warehouse }.
inventory-count-begin = ▶ Начать
inventory-count-progress = 🧮 <b>{ $name }</b>: посчитано { $counted } из { $items }
inventory-count-how-many = Сколько их? Напишите число или выберите ниже.
inventory-count-expected = ✅ Как ожидалось
inventory-count-type = ⌨️ Ввести
inventory-count-later = ⏭ Позже
inventory-count-leave = 🚪 Уйти
inventory-count-next = ▶ Дальше
inventory-count-review = 📋 Итог
inventory-count-done = Всё посчитано. Теперь старший может записать это в журнал.
inventory-count-found-how = Нашли то, чего не было в списке? Его добавит <code>/tally MUG-10 3</code>.
inventory-count-one-at-a-time = На этом фото я вижу несколько товаров. Сфотографируйте один.
inventory-count-counted = { $code } уже посчитан: { $counted }, посчитал(а) { $by }. Число исправляет <code>/tally { $code } 14</code>.
inventory-count-theirs = { $code } сейчас считает { $by }. Всё равно записать ваше число: <code>/tally { $code } 14</code>.
inventory-count-not-listed = 🔎 <b>{ $code }</b> нет в списке { $name }.
    { $title }
    Добавить{ $counted ->
        [none] {""}
       *[other] {", "}посчитано { $counted }
    }, чтобы подсчёт это показал?
inventory-count-add = ➕ Добавить
inventory-count-taken = Остальное считают другие.
inventory-count-left = То, чего вы не посчитали, свободно для других. Спасибо!
inventory-count-number = Напишите целое число, например 14 или =140.
inventory-count-not-counting = Сейчас вы ничего не считаете. Начать: /count.
inventory-count-no-variance = Пока всё так, как ожидалось.
inventory-count-variance = { $count ->
    [one] { $count } расхождение, единиц { $units }{ $has_value ->
        [yes] , { $value }
       *[no] {""}
    }:
    [few] { $count } расхождения, единиц { $units }{ $has_value ->
        [yes] , { $value }
       *[no] {""}
    }:
   *[other] { $count } расхождений, единиц { $units }{ $has_value ->
        [yes] , { $value }
       *[no] {""}
    }:
}
inventory-count-asks = 🙋 { $name } просит записать этот подсчёт:
inventory-count-approve = ✅ Записать
inventory-count-drop = 🗑 Отбросить
inventory-count-approved = ✅ Подсчёт записан в журнал. Подтвердил: { $name }.
inventory-count-drop-plan = Всё, что уже посчитано, будет забыто:
inventory-count-drop-yes = 🗑 Да, отбросить
inventory-count-dropped = 🗑 Подсчёт отброшен, ничего не записано. Решил: { $name }.
inventory-count-closed = Этот подсчёт уже завершён. Ничего не изменено.
inventory-count-unknown = Подсчёта №{ $number } нет. /count показывает открытые.
inventory-count-nothing = Там нечего считать.
cmd-import-title = Загрузить файл
cmd-import-about = Товары, подсчёт, цены, себестоимость, штрихкоды или продажи из CSV или XLSX, с просмотром: пришлите файл с <code>/import stock</code>.
cmd-import-kind = Что в файле?
cmd-import-kind-products = товары
cmd-import-kind-stock = подсчитанные остатки
cmd-import-kind-prices = цены
cmd-import-kind-costs = себестоимость
cmd-import-kind-barcodes = штрихкоды
cmd-import-kind-sales = продажи
cmd-import-file = Какой файл? CSV или XLSX, первая строка — названия столбцов.
cmd-export-title = Выгрузить файл
cmd-export-about = Всё одного вида как XLSX или CSV; такой файл можно загрузить обратно.
cmd-export-kind = Что именно?
cmd-export-kind-products = товары
cmd-export-kind-stock = остатки
cmd-export-kind-prices = цены
cmd-export-kind-costs = себестоимость
cmd-export-kind-barcodes = штрихкоды
cmd-export-kind-sales = продажи
cmd-export-format = В каком формате?
inventory-file-empty = В этом файле нет строк, так что ничего не изменено.
inventory-file-locked = Это старый формат или файл под паролем. Сохраните его как XLSX или CSV.
inventory-file-large = Эта таблица больше, чем я могу принять. Пришлите её частями.
inventory-file-cut = Файл обрывается или повреждён. Ничего не изменено; пришлите его ещё раз.
inventory-file-damaged = Файл обрывается или повреждён в строке { $row }. Ничего не изменено; пришлите его ещё раз.
inventory-file-unreadable = Это не похоже на таблицу. Пришлите CSV или XLSX.
inventory-columns = <b>{ $name }</b>: { $kind }. Вот столбцы; нажмите, чтобы изменить.
inventory-columns-missing = Скажите, где они: { $fields }.
inventory-which-column = В каком столбце <b>{ $field }</b>?
inventory-no-column = – ни в каком
inventory-preview = 👀 Просмотреть
inventory-looking = Просматриваю { $name }. Ещё ничего не записано.
inventory-would = <b>{ $name }</b>, { $count ->
    [one] { $rows } строка
    [few] { $rows } строки
   *[other] { $rows } строк
}: новых { $new }, изменённых { $changed }, без изменений { $same }, отклонено { $refused }. Ещё ничего не записано.
inventory-row = строка { $row }
inventory-all-refused = Все отклонённые строки.
inventory-apply = ✅ Записать { $rows }
inventory-point = 1234.56
inventory-comma = 1234,56
inventory-day-first = Сначала день
inventory-month-first = Сначала месяц
inventory-writing = Записываю { $name }
inventory-imported = ✅ { $name }: новых { $new }, изменённых { $changed }, без изменений { $same }, отклонено { $refused }.
inventory-import-stopped = ✖ { $name }: остановлено после { $rows } из { $all } строк. Записано новых { $new }, изменённых { $changed }; они остаются. Чтобы записать остальные, пришлите файл ещё раз.
inventory-exporting = Готовлю файл; он будет здесь через мгновение.
inventory-export-large = { $rows } строк не поместятся в один файл Telegram. Воспользуйтесь командной строкой.
files-missing = это нужно, а ячейка пуста.
files-missing-for-new = такого ещё нет, так что это поле тоже нужно.
files-not-a-number = «{ $text }» — не число.
files-not-whole = «{ $text }» — не целое число.
files-too-large = «{ $text }» слишком велико.
files-too-fine = у «{ $text }» больше { $decimals } знаков после запятой.
files-two-numbers = «{ $text }» может значить { $grouped } или { $fraction }. Нажмите, как пишут дробную часть.
files-not-a-date = «{ $text }» — не дата.
files-two-dates = «{ $text }» может значить { $day-first } или { $month-first }. Нажмите, что стоит первым.
files-too-small = не может быть меньше { $least }.
files-too-long = длиннее { $most } байтов.
files-bad-character = есть символ, которого не бывает в тексте.
files-long-label = длиннее { $most } символов: таких этикеток нет.
files-check-digit = последняя цифра { $text } должна быть { $right }: какая-то цифра прочитана или набрана неверно. Если это ваша собственная этикетка, напишите ␣{ $text }.
files-unknown-word = «{ $text }» — не одно из: { $known }.
files-no-currency = не сказано, какая валюта. Нажмите её.
files-not-a-currency = «{ $text }» — не валюта, например EUR.
files-two-currencies = в ячейке { $cell }, в строке { $row }.
files-unknown = { $what ->
    [warehouse] нет склада { $name }.
    [account] нет аккаунта { $name }.
    [order] нет заказа { $name }.
    [line] нет строки заказа { $name }.
   *[other] нет { $what } { $name }.
}
files-not-stocked = у { $code } нет своего остатка: это набор или услуга.
files-twice = строка { $row } уже говорит это.
files-below-floor = { $price } ниже минимума { $floor }.
files-above-ceiling = { $price } выше максимума { $ceiling }.
files-reorder-to = не может быть ниже точки заказа.
files-stays = это { $is } и таким останется; изменить можно только другие поля.
files-short = есть только { $available }, а этот склад не идёт ниже нуля.
cmd-count-file = Какой файл?
inventory-col-counted = Посчитано
inventory-count-as-table = 📄 Как таблицу
inventory-count-paper = Впишите в столбец «Посчитано», сколько есть, и пришлите файл обратно с подписью <code>/count #{ $number }</code>. Пустое остаётся непосчитанным.
inventory-count-which = К какому подсчёту этот файл? Пришлите его с номером подсчёта, например <code>/count #7</code>.
inventory-count-file-no-table = Не могу прочитать этот файл как таблицу. Пришлите CSV или XLSX.
inventory-count-file-long = В файле больше { $most } строк. Пришлите его частями.
inventory-count-file-columns = Не нахожу столбцов. В первой строке должны быть их названия: код и посчитано.
inventory-count-file-number = Строка { $row }: «{ $text }» — не количество единиц. Ничего не взято.
inventory-count-file-sku = Строка { $row }: товара «{ $code }» нет. Ничего не взято.
inventory-count-file-taken = { $count ->
    [one] ✔ Взята { $count } строка.
    [few] ✔ Взяты { $count } строки.
   *[other] ✔ Взято { $count } строк.
}
inventory-open-prices = 💶 Цены
inventory-count-bin = Отдельные ячейки не посчитать: продажи и поступления записываются по складу, поэтому я не знаю, что должно лежать в { $bin }. Посчитайте склад или назовите товары.
inventory-count-bin-open = Это подсчёт одной ячейки, а что должно лежать в ячейке, я не знаю. Отбросьте его и посчитайте склад или товары на нём.
inventory-count-not-yours = Это уже посчитали, или считает кто-то другой. Ничего не изменено; число исправляет <code>/tally MUG-10 14</code>.
inventory-count-otherwise = ⚠️ Это не то, что было показано: тем временем что-то досчитали, и ничего не записано. Теперь так:
inventory-count-again = { $count ->
    [one] 🔁 { $name }: остаток { $codes } исправили уже после подсчёта, и та же недостача могла бы быть записана дважды. Товар снова в списке, его нужно посчитать ещё раз; ничего не записано.
   *[other] 🔁 { $name }: остатки { $codes } исправили уже после подсчёта, и та же недостача могла бы быть записана дважды. Товары снова в списке, их нужно посчитать ещё раз; ничего не записано.
}
inventory-count-file-moment = Строка { $row }: столбец «По состоянию на» изменён. Оставьте его как есть или пришлите список без него. Ничего не взято.
inventory-count-file-twice = Строки { $first } и { $second } обе говорят, сколько есть { $code }. Сделайте из них одну. Ничего не взято.
inventory-col-as_of = По состоянию на
files-sold-since = с тех пор как файл просмотрен, ушло { $sold } — больше, чем он считает. Посчитайте ещё раз.
files-not-a-time = время в «{ $text }» не прочитать. Напишите его как 2026-11-21 13:45.
inventory-apply-same = ✅ Всё так и есть
files-other-brand = строка { $row } говорит, что этот продукт — { $brand }, а бренд у продукта один.
inventory-beyond-worth = ⚠️ Это стоит больше чем { $value }: должен подтвердить старший.
inventory-receive-which = Часть заказана. Если это она, выберите заказ, чтобы её больше не ждать:
inventory-receive-order = По заказу { $order } после этого { $left ->
    [0] больше ничего не ожидается.
   *[other] ещё ожидается { $shown }.
}
inventory-out = { $count ->
    [one] ⛔ Закончился { $count } товар:
    [few] ⛔ Закончились { $count } товара:
   *[other] ⛔ Закончилось { $count } товаров:
}
inventory-watching-out = Вы узнаете, когда он закончится. Точки заказа у него нет, поэтому раньше предупредить не о чем.
inventory-rebuild = 🔧 Перестроить по журналу
inventory-rebuilt = { $count ->
    [one] 🔧 Остаток { $count } места снова равен сумме журнала.
   *[other] 🔧 Остатки { $count } мест снова равны сумме журнала.
}
files-not-a-kit = { $code } — не комплект.
files-same-currency = курс бывает между двумя валютами.
cmd-import-kind-warehouses = склады
cmd-import-kind-accounts = аккаунты
cmd-import-kind-components = составляющие комплектов
cmd-import-kind-rates = курсы валют
cmd-import-kind-fees = комиссии
cmd-import-kind-refunds = возвраты
cmd-import-kind-expected = ожидаемые поступления
cmd-export-kind-fees = комиссии
cmd-export-kind-refunds = возвраты
cmd-export-kind-expected = ожидаемые поступления
files-more-than-sold = продано только { $sold }.
files-other-line = строка { $line } этого заказа — о другом, и такой останется.
files-order-over = это уже закрыто: всё поступило или заказ отменён.
cmd-export-kind-warehouses = склады
cmd-export-kind-accounts = аккаунты
cmd-export-kind-components = составляющие комплектов
cmd-export-kind-rates = курсы валют
