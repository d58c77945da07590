plugin-access-title = Команда
plugin-access-about = Хто в команді і що кому можна.
cmd-whoami-title = Хто я
cmd-whoami-about = Що я про вас знаю і що вам можна.
cmd-team-title = Команда
cmd-team-about = Усі, хто має роль.
cmd-role-title = Роль
cmd-role-about = Дати комусь іншу роль або забрати її.
cmd-role-who = Чия роль? Напишіть @ім’я або номер.
cmd-role-role = Яка роль?
cmd-grant-title = Право
cmd-grant-about = Дати або забрати одне право в однієї людини.
cmd-grant-who = Чиє право? Напишіть @ім’я або номер.
cmd-grant-right = Яке право? Наприклад, <code>toolbox.use</code>.
cmd-grant-how = Дати його?
cmd-grant-how-yes = Так
cmd-grant-how-no = Ні
cmd-grant-how-default = Як у ролі
cmd-announce-title = Оголошення
cmd-announce-about = Одне повідомлення всій команді.
cmd-announce-text = Що сказати команді?
cmd-request-title = Попросити доступ
cmd-request-about = Попросити, щоб вас впустили.
access-role-stranger = без ролі
access-role-staff = працівник
access-role-lead = старший зміни
access-role-admin = адміністратор
access-role-owner = власник
access-whoami = Ви — <b>{ $name }</b> (номер <code>{ $id }</code>), ваша роль: <b>{ $role }</b>.
access-right-given = + { $right }
access-right-taken = − { $right }
access-team = { $count ->
    [one] Команда: { $count } людина.
    [few] Команда: { $count } людини.
   *[many] Команда: { $count } людей.
}
access-not-found = Я ще не знайомий з { $who }. Спершу ця людина має хоч раз мені написати.
access-too-high = Ви не можете змінити права: { $name }. Це може лише хтось із вищою роллю.
access-role-too-high = Можна давати лише ролі, нижчі за вашу.
access-role-which = Яку роль матиме { $name }?
access-role-set = { $name } тепер має роль: { $role }.
access-your-role = Ваша роль тут тепер: <b>{ $role }</b>.
access-right-unknown = Я не знаю права { $right }. Є такі: { $rights }.
access-right-not-yours = Ви не можете дати { $right }: у вас самих його немає.
access-grant-yes = { $name } тепер має право { $right }.
access-grant-no = { $name } більше не має права { $right }.
access-grant-default = { $name } має право { $right } відповідно до ролі.
access-already-in = Ви вже в команді. Що вам можна, покаже /menu.
access-asked = Ваш запит передано адміністраторам. Щойно хтось із них вирішить, я вам скажу.
access-asked-already = Ваш запит уже в адміністраторів. Щойно хтось із них вирішить, я вам скажу.
access-card = 🔑 <b>{ $name }</b> { $username } (номер <code>{ $id }</code>) просить доступ. Яка роль?
access-deny = ✖ Відмовити
access-decided-already = Щодо { $name } вже вирішено; роль: { $role }.
access-decided-yes = ✅ { $name } у команді; роль: { $role }.
access-decided-no = ✖ { $name } не отримує доступу.
access-welcome = Вітаємо! Ви в команді; ваша роль: <b>{ $role }</b>.
access-denied = Адміністратор відхилив ваш запит. Якщо це помилка, поговоріть із ним.
access-announce-long = Для оголошення це задовго. Вкладіться, будь ласка, у 3000 символів.
access-announce-plan = { $count ->
    [one] Це отримає { $count } людина:
    [few] Це отримають { $count } людини:
   *[many] Це отримають { $count } людей:
}

    { $text }
access-announce-send = 📣 Надіслати
access-announce-queued = Уже надсилаю.
access-announce-from = 📣 <b>{ $name }</b> — команді:
access-announce-sending = Повідомляю команду
access-announce-done = { $count ->
    [one] Повідомлено { $count } людину.
    [few] Повідомлено { $count } людини.
   *[many] Повідомлено { $count } людей.
}
access-open-gone = Про це вже вирішено.
