plugin-access-title = Team
plugin-access-about = Who belongs to the team and what each may do.
cmd-whoami-title = Who am I
cmd-whoami-about = What I know of you and what you may do.
cmd-team-title = Team
cmd-team-about = Everybody with a role.
cmd-role-title = Role
cmd-role-about = Give somebody another role, or take it.
cmd-role-who = Whose role? Write their @name or number.
cmd-role-role = Which role?
cmd-grant-title = Right
cmd-grant-about = Give one right to one person, or take it.
cmd-grant-who = Whose right? Write their @name or number.
cmd-grant-right = Which right? For example <code>toolbox.use</code>.
cmd-grant-how = Shall they have it?
cmd-grant-how-yes = Yes
cmd-grant-how-no = No
cmd-grant-how-default = As their role has it
cmd-announce-title = Announce
cmd-announce-about = One message to the whole team.
cmd-announce-text = What shall I tell the team?
cmd-request-title = Request access
cmd-request-about = Ask to be let in.
access-role-stranger = no role
access-role-staff = staff
access-role-lead = lead
access-role-admin = administrator
access-role-owner = owner
access-whoami = You are <b>{ $name }</b> (number <code>{ $id }</code>), your role: <b>{ $role }</b>.
access-right-given = + { $right }
access-right-taken = − { $right }
access-team = { $count ->
    [one] The team: { $count } person.
   *[other] The team: { $count } people.
}
access-not-found = I have not met { $who }. They must write to me once before I know them.
access-too-high = You cannot change { $name }: only somebody with a higher role can.
access-role-too-high = You can only give roles below your own.
access-role-which = Which role shall { $name } have?
access-role-set = { $name } now has the role: { $role }.
access-your-role = Your role here is now: <b>{ $role }</b>.
access-right-unknown = I know no right { $right }. There are: { $rights }.
access-right-not-yours = You cannot give { $right }: you do not have it yourself.
access-grant-yes = { $name } now has the right { $right }.
access-grant-no = { $name } no longer has the right { $right }.
access-grant-default = { $name } has the right { $right } as their role has it.
access-already-in = You are in already. /menu shows what you can do.
access-asked = Your request is with the administrators. I will tell you as soon as one of them has decided.
access-asked-already = Your request is with the administrators already. I will tell you as soon as one of them has decided.
access-card = 🔑 <b>{ $name }</b> { $username } (number <code>{ $id }</code>) asks for access. Which role?
access-deny = ✖ Deny
access-decided-already = { $name } was decided on already; the role is: { $role }.
access-decided-yes = ✅ { $name } is in; the role is: { $role }.
access-decided-no = ✖ { $name } was not let in.
access-welcome = Welcome! You are in; your role: <b>{ $role }</b>.
access-denied = An administrator has declined your request. If that is a mistake, please speak to them.
access-announce-long = That is too long for an announcement. Please keep it under 3000 characters.
access-announce-plan = { $count ->
    [one] This goes to { $count } person:
   *[other] This goes to { $count } people:
}

    { $text }
access-announce-send = 📣 Send it
access-announce-queued = It is on its way.
access-announce-from = 📣 <b>{ $name }</b> to the team:
access-announce-sending = Telling the team
access-announce-done = { $count ->
    [one] Told { $count } person.
   *[other] Told { $count } people.
}
access-open-gone = This has been decided already.
