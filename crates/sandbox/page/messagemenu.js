// What can be done with one message.

import { h } from './dom.js';
import { messageKey } from './grouping.js';
import { copy, dialog, menu } from './overlay.js';

const EMOJI = ['👍', '👎', '❤️', '🔥', '🎉', '🤔', '👀'];

export function messageMenu(app, chat, message, at) {
  const person = app.actor(chat);
  const text = message.text ?? message.caption ?? '';
  const ephemeral = !message.message_id;
  const mine = message.sandbox?.by === 'user' && message.from?.id === person?.id;
  const items = [
    !ephemeral && { label: 'Reply', icon: 'reply', run: () => app.composer.answer(message) },
    mine && message.text && { label: 'Edit', icon: 'edit', run: () => app.composer.edit(message) },
    text && { label: 'Copy the text', icon: 'copy', run: () => copy(text, 'Text copied') },
    { label: 'Show the JSON', icon: 'code', run: () => showJson(message) },
    ...oldButtons(app, chat, message),
  ].filter(Boolean);
  const close = menu(at, items, ephemeral ? null : reactionRow((emoji) => {
    close();
    app.react(chat, message, emoji);
  }));
}

function reactionRow(choose) {
  return h('div', { class: 'reaction-row', role: 'group', 'aria-label': 'React' }, EMOJI.map((emoji) => (
    h('button', { type: 'button', role: 'menuitem', class: 'reaction-choice', 'aria-label': `React with ${emoji}`, onclick: () => choose(emoji) }, emoji))));
}

/** A phone that was offline still shows the buttons from before the edit; what such a press does is worth trying. */
function oldButtons(app, chat, message) {
  const buttons = app.world.earlierKeyboards.get(`${chat.id}/${messageKey(message)}`) ?? [];
  return buttons.slice(0, 6).map((button) => ({
    label: `Press the old “${button.text}”`, icon: 'clock',
    run: () => app.press(chat, message, button, 'callback_data', true),
  }));
}

function showJson(message) {
  const text = JSON.stringify(message, null, 2);
  dialog({
    title: `Message ${messageKey(message)}`, wide: true, body: h('pre', { class: 'json', tabindex: '0' }, text),
    buttons: [{ label: 'Copy', value: 'copy' }, { label: 'Close', value: null, primary: true }],
  }).then((choice) => choice === 'copy' && copy(text, 'JSON copied'));
}
