# What the bot itself says, whatever the plugin.

kit-stranger = I do not know you yet. This bot is for the staff of the shop: ask for access, and an administrator will decide.
kit-request-access = 🔑 Request access
kit-denied-right = You may not do this: it needs the right <b>{ $right }</b>. An administrator can give it to you.
kit-denied-off = This is switched off in this chat. An administrator can switch it on with /plugins.
kit-denied-private = This works only in a private chat with me.
kit-denied-group = This works only in a group.
kit-denied-maintenance = Maintenance is under way. Please try again a little later.
kit-denied-cooldown = { $seconds ->
    [one] That was quick. Please wait { $seconds } second and try again.
   *[other] That was quick. Please wait { $seconds } seconds and try again.
}
kit-unavailable = <b>{ $service }</b> does not answer (since { $since }). Nothing was changed. Please try again in a moment.
kit-broken = Something went wrong on our side, and nothing was changed. If it happens again, tell an administrator the code <code>{ $code }</code>.
kit-try-again = 🔁 Try again
kit-unknown = I do not know the command /{ $typed }. /help shows what I can do.
kit-unknown-near = I do not know the command /{ $typed }. Did you mean one of these?
kit-chatter = I did not understand that. Everything I can do is in the menu.
kit-menu = ☰ Menu
kit-help = ❓ Help
kit-back = ‹ Back
kit-cancel = ✖ Cancel
kit-usage = This is how it is written: <code>{ $usage }</code>
kit-misfit-unknown = I do not know what to do with “{ $word }”.
kit-misfit-whole = <code>{ $field }</code> must be a whole number.
kit-misfit-range = <code>{ $field }</code> must be between { $min } and { $max }.
kit-misfit-choice = <code>{ $field }</code> must be one of: { $choices }.
kit-answer-whole = This is not a whole number.
kit-answer-range = It must be between { $min } and { $max }.
kit-answer-choice = This is none of the answers below.
kit-misfit-file = I need a file for this. Please send one.
kit-misfit-text = I need text for this, not a file. Please write it.
kit-ask-whole = <i>A whole number from { $min } to { $max }.</i>
kit-ask-input = <i>Write it, or send it as a file (up to 20 MB).</i>
kit-ask-file = <i>Send a file or a picture (up to 20 MB).</i>
kit-ask-choice = <i>Choose below, or write it.</i>
kit-ask-text = <i>Write your answer.</i>
kit-ask-reply = <i>Here in the group, reply to this message.</i>
kit-form-cancelled = Cancelled. Nothing was changed.
kit-form-nothing = There was nothing to cancel.
kit-form-outdated = This question is no longer open. Please start again from the menu.
kit-form-over = This question is no longer open.
kit-form-theirs = This question was put to somebody else.
kit-file-what = What shall I do with <b>{ $name }</b>?
kit-file-nothing = I have nothing that works with files for you.
kit-file-gone = I no longer have that file. Please send it again.
kit-file-too-big = The file is larger than { $megabytes } MB, which is the most that Telegram hands over. Please send a smaller one.
kit-tap-done = This was done already.
kit-tap-outdated = This menu was out of date; here is the current one.
kit-job-progress = { $done } of { $of }
kit-job-cancelled = Cancelled. What was done until then stays done.
kit-job-cancelling = It stops after the current step.
kit-job-denied = Not done: whoever asked for this is no longer one of the team.
kit-job-over = It was over already.
kit-parked = ⚠️ Message no. { $number } was set aside, because I could not handle it. The log says why; after an upgrade it can be tried again.
kit-unknown-zone = I do not know the zone { $name }. Please write a city (<code>Kyiv</code>), a zone (<code>Europe/Kyiv</code>) or an offset (<code>UTC+3</code>).
kit-similar-zones = I do not know the zone { $name }. Did you mean { $similar }?
