# Что говорит сам бот, независимо от модуля.

kit-stranger = Я вас ещё не знаю. Этот бот — для сотрудников магазина: попросите доступ, и администратор решит.
kit-request-access = 🔑 Попросить доступ
kit-denied-right = Вам этого нельзя: нужно право <b>{ $right }</b>. Его может дать администратор.
kit-denied-off = В этом чате это выключено. Администратор может включить это командой /plugins.
kit-denied-private = Это работает только в личном чате со мной.
kit-denied-group = Это работает только в группе.
kit-denied-maintenance = Идут технические работы. Попробуйте немного позже.
kit-denied-cooldown = { $seconds ->
    [one] Подождите, пожалуйста, { $seconds } секунду и попробуйте ещё раз.
    [few] Подождите, пожалуйста, { $seconds } секунды и попробуйте ещё раз.
   *[many] Подождите, пожалуйста, { $seconds } секунд и попробуйте ещё раз.
}
kit-unavailable = <b>{ $service }</b> не отвечает (с { $since }). Ничего не изменено. Попробуйте через минуту.
kit-broken = Произошла ошибка на нашей стороне, ничего не изменено. Если она повторится, сообщите администратору код <code>{ $code }</code>.
kit-try-again = 🔁 Попробовать ещё раз
kit-unknown = Я не знаю команды /{ $typed }. Что я умею, покажет /help.
kit-unknown-near = Я не знаю команды /{ $typed }. Возможно, вы имели в виду одну из этих?
kit-chatter = Я этого не понял. Всё, что я умею, есть в меню.
kit-menu = ☰ Меню
kit-help = ❓ Справка
kit-back = ‹ Назад
kit-cancel = ✖ Отмена
kit-skip = Пропустить
kit-usage = Это пишется так: <code>{ $usage }</code>
kit-misfit-unknown = Я не знаю, что делать с «{ $word }».
kit-misfit-whole = <code>{ $field }</code> — должно быть целое число.
kit-misfit-range = <code>{ $field }</code> — должно быть от { $min } до { $max }.
kit-misfit-choice = <code>{ $field }</code> — одно из: { $choices }.
kit-answer-whole = Это не целое число.
kit-answer-range = Должно быть от { $min } до { $max }.
kit-answer-choice = Такого ответа среди приведённых ниже нет.
kit-misfit-file = Для этого нужен файл. Пришлите его, пожалуйста.
kit-misfit-text = Для этого нужен текст, а не файл. Напишите его, пожалуйста.
kit-ask-whole = <i>Целое число от { $min } до { $max }.</i>
kit-ask-input = <i>Напишите или пришлите файлом (до 20 МБ).</i>
kit-ask-file = <i>Пришлите файл или изображение (до 20 МБ).</i>
kit-ask-choice = <i>Выберите ниже или напишите.</i>
kit-ask-text = <i>Напишите ответ.</i>
kit-ask-reply = <i>Здесь, в группе, ответьте именно на это сообщение.</i>
kit-form-cancelled = Отменено. Ничего не изменено.
kit-form-nothing = Отменять было нечего.
kit-form-outdated = Этот вопрос уже закрыт. Начните снова из меню.
kit-form-over = Этот вопрос уже закрыт.
kit-form-theirs = Этот вопрос задан не вам.
kit-file-what = Что сделать с <b>{ $name }</b>?
kit-file-nothing = У меня нет для вас ничего, что работает с файлами.
kit-file-gone = Этого файла у меня уже нет. Пришлите его ещё раз.
kit-file-too-big = Файл больше { $megabytes } МБ — больше Telegram не передаёт. Пришлите файл поменьше.
kit-tap-done = Это уже сделано.
kit-tap-outdated = Это меню устарело, вот текущее.
kit-job-progress = { $done } из { $of }
kit-job-cancelled = Отменено. Сделанное до этого остаётся.
kit-job-cancelling = Остановится после текущего шага.
kit-job-denied = Не сделано: тот, кто об этом просил, больше не в команде.
kit-job-over = Это уже завершено.
kit-parked = ⚠️ Сообщение № { $number } отложено: мне не удалось его обработать. Причина — в журнале; после обновления его можно обработать снова.
kit-unknown-zone = Я не знаю часового пояса { $name }. Напишите город (<code>Kyiv</code>), пояс (<code>Europe/Kyiv</code>) или сдвиг (<code>UTC+3</code>).
kit-similar-zones = Я не знаю часового пояса { $name }. Может быть, { $similar }?
