# Що каже сам бот, незалежно від модуля.

kit-stranger = Я вас ще не знаю. Цей бот — для працівників магазину: попросіть доступ, і адміністратор вирішить.
kit-request-access = 🔑 Попросити доступ
kit-denied-right = Вам цього не можна: потрібне право <b>{ $right }</b>. Його може надати адміністратор.
kit-denied-off = У цьому чаті це вимкнено. Адміністратор може ввімкнути це командою /plugins.
kit-denied-private = Це працює лише в приватному чаті зі мною.
kit-denied-group = Це працює лише в групі.
kit-denied-maintenance = Тривають технічні роботи. Спробуйте трохи пізніше.
kit-denied-cooldown = { $seconds ->
    [one] Зачекайте, будь ласка, { $seconds } секунду та спробуйте ще раз.
    [few] Зачекайте, будь ласка, { $seconds } секунди та спробуйте ще раз.
   *[many] Зачекайте, будь ласка, { $seconds } секунд та спробуйте ще раз.
}
kit-unavailable = <b>{ $service }</b> не відповідає (з { $since }). Нічого не змінено. Спробуйте за хвилину.
kit-broken = Сталася помилка на нашому боці, нічого не змінено. Якщо вона повториться, повідомте адміністратору код <code>{ $code }</code>.
kit-try-again = 🔁 Спробувати ще раз
kit-unknown = Я не знаю команди /{ $typed }. Що я вмію, покаже /help.
kit-unknown-near = Я не знаю команди /{ $typed }. Можливо, ви мали на увазі одну з цих?
kit-chatter = Я цього не зрозумів. Усе, що я вмію, є в меню.
kit-menu = ☰ Меню
kit-help = ❓ Довідка
kit-back = ‹ Назад
kit-cancel = ✖ Скасувати
kit-skip = Пропустити
kit-usage = Це пишеться так: <code>{ $usage }</code>
kit-misfit-unknown = Я не знаю, що робити з «{ $word }».
kit-misfit-whole = <code>{ $field }</code> має бути цілим числом.
kit-misfit-range = <code>{ $field }</code> має бути від { $min } до { $max }.
kit-misfit-choice = <code>{ $field }</code> має бути одним із: { $choices }.
kit-answer-whole = Це не ціле число.
kit-answer-range = Має бути від { $min } до { $max }.
kit-answer-choice = Такої відповіді серед наведених нижче немає.
kit-misfit-file = Для цього потрібен файл. Надішліть його, будь ласка.
kit-misfit-text = Для цього потрібен текст, а не файл. Напишіть його, будь ласка.
kit-ask-whole = <i>Ціле число від { $min } до { $max }.</i>
kit-ask-input = <i>Напишіть або надішліть файлом (до 20 МБ).</i>
kit-ask-file = <i>Надішліть файл або зображення (до 20 МБ).</i>
kit-ask-choice = <i>Виберіть нижче або напишіть.</i>
kit-ask-text = <i>Напишіть відповідь.</i>
kit-ask-reply = <i>Тут, у групі, дайте відповідь саме на це повідомлення.</i>
kit-form-cancelled = Скасовано. Нічого не змінено.
kit-form-nothing = Скасовувати не було чого.
kit-form-outdated = Це запитання вже закрите. Почніть знову з меню.
kit-form-over = Це запитання вже закрите.
kit-form-theirs = Це запитання поставлено не вам.
kit-file-what = Що зробити з <b>{ $name }</b>?
kit-file-nothing = У мене немає для вас нічого, що працює з файлами.
kit-file-gone = Цього файлу в мене вже немає. Надішліть його ще раз.
kit-file-too-big = Файл більший за { $megabytes } МБ — більше Telegram не передає. Надішліть менший.
kit-tap-done = Це вже зроблено.
kit-tap-outdated = Це меню застаріло, ось поточне.
kit-job-progress = { $done } з { $of }
kit-job-cancelled = Скасовано. Зроблене до цього залишається.
kit-job-cancelling = Зупиниться після поточного кроку.
kit-job-denied = Не зроблено: той, хто це замовив, уже не в команді.
kit-job-over = Це вже завершено.
kit-parked = ⚠️ Повідомлення № { $number } відкладено: мені не вдалося його обробити. Причина — у журналі; після оновлення його можна обробити знову.
kit-unknown-zone = Я не знаю часового поясу { $name }. Напишіть місто (<code>Kyiv</code>), пояс (<code>Europe/Kyiv</code>) або зсув (<code>UTC+3</code>).
kit-similar-zones = Я не знаю часового поясу { $name }. Може, { $similar }?
