plugin-access-title = Команда
plugin-access-about = Кто в команде и что кому можно.
cmd-whoami-title = Кто я
cmd-whoami-about = Что я о вас знаю и что вам можно.
cmd-team-title = Команда
cmd-team-about = Все, у кого есть роль.
cmd-role-title = Роль
cmd-role-about = Дать кому-то другую роль или забрать её.
cmd-role-who = Чья роль? Напишите @имя или номер.
cmd-role-role = Какая роль?
cmd-grant-title = Право
cmd-grant-about = Дать или забрать одно право у одного человека.
cmd-grant-who = Чьё право? Напишите @имя или номер.
cmd-grant-right = Какое право? Например, <code>toolbox.use</code>.
cmd-grant-how = Дать его?
cmd-grant-how-yes = Да
cmd-grant-how-no = Нет
cmd-grant-how-default = Как у роли
cmd-announce-title = Объявление
cmd-announce-about = Одно сообщение всей команде.
cmd-announce-text = Что сказать команде?
cmd-request-title = Попросить доступ
cmd-request-about = Попросить, чтобы вас впустили.
access-role-stranger = без роли
access-role-staff = сотрудник
access-role-lead = старший смены
access-role-admin = администратор
access-role-owner = владелец
access-whoami = Вы — <b>{ $name }</b> (номер <code>{ $id }</code>), ваша роль: <b>{ $role }</b>.
access-right-given = + { $right }
access-right-taken = − { $right }
access-team = { $count ->
    [one] Команда: { $count } человек.
    [few] Команда: { $count } человека.
   *[many] Команда: { $count } человек.
}
access-not-found = Я ещё не знаком с { $who }. Сначала этот человек должен хоть раз мне написать.
access-too-high = Вы не можете изменить права: { $name }. Это может только кто-то с более высокой ролью.
access-role-too-high = Можно давать только роли ниже вашей.
access-role-which = Какую роль получит { $name }?
access-role-set = { $name } теперь имеет роль: { $role }.
access-your-role = Ваша роль здесь теперь: <b>{ $role }</b>.
access-right-unknown = Я не знаю права { $right }. Есть такие: { $rights }.
access-right-not-yours = Вы не можете дать { $right }: у вас самих его нет.
access-grant-yes = { $name } теперь имеет право { $right }.
access-grant-no = { $name } больше не имеет права { $right }.
access-grant-default = { $name } имеет право { $right } по роли.
access-already-in = Вы уже в команде. Что вам можно, покажет /menu.
access-asked = Ваш запрос передан администраторам. Как только кто-то из них решит, я вам скажу.
access-asked-already = Ваш запрос уже у администраторов. Как только кто-то из них решит, я вам скажу.
access-card = 🔑 <b>{ $name }</b> { $username } (номер <code>{ $id }</code>) просит доступ. Какая роль?
access-deny = ✖ Отказать
access-decided-already = По { $name } уже решено; роль: { $role }.
access-decided-yes = ✅ { $name } в команде; роль: { $role }.
access-decided-no = ✖ { $name } не получает доступа.
access-welcome = Добро пожаловать! Вы в команде; ваша роль: <b>{ $role }</b>.
access-denied = Администратор отклонил ваш запрос. Если это ошибка, поговорите с ним.
access-announce-long = Для объявления это слишком длинно. Уложитесь, пожалуйста, в 3000 символов.
access-announce-plan = { $count ->
    [one] Это получит { $count } человек:
    [few] Это получат { $count } человека:
   *[many] Это получат { $count } человек:
}

    { $text }
access-announce-send = 📣 Отправить
access-announce-queued = Уже отправляю.
access-announce-from = 📣 <b>{ $name }</b> — команде:
access-announce-sending = Сообщаю команде
access-announce-done = { $count ->
    [one] Сообщено { $count } человеку.
    [few] Сообщено { $count } людям.
   *[many] Сообщено { $count } людям.
}
access-open-gone = Об этом уже решено.
