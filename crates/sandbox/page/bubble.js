// One bubble: who, the quote it answers, media, text, time, reactions, and the buttons below it.
// `cx` is {chat, world, person, group, hands(place), presses, jump(key), menu(message, at), press(message, button), react}.

import { problems, toTree } from './entities.js';
import { avatar, clockTime, h, icon, iconButton } from './dom.js';
import { messageKey } from './grouping.js';
import { renderMedia } from './media.js';
import { nameOf, preview, shorten } from './preview.js';
import { renderRich } from './rich.js';
import { renderTree } from './text.js';

export function renderBubble(row, cx) {
  const first = row.messages[0];
  const said = row.messages.find((message) => message.text || message.caption || message.rich_message) ?? first;
  const by = first.sandbox?.by ?? (first.from?.is_bot ? 'bot' : 'user');
  const names = ['row', row.own && 'own', row.head && 'head', row.tail && 'tail', `by-${by}`];
  const unseen = first.sandbox?.only_for && first.sandbox.only_for !== cx.person?.id;
  const node = h('li', {
    class: [...names, unseen && 'unseen'].filter(Boolean).join(' '), tabindex: '-1',
    'data-message': row.key, 'data-by': by, 'data-test': 'message', 'data-user': first.from?.id,
  },
  cx.group && !row.own && h('span', { class: 'avatar-space' }, row.tail && avatar(row.sender, { size: 'small', bot: by === 'bot' })),
  h('div', { class: 'stack' },
    h('div', { class: `bubble ${bare(row, said) ? 'bare' : ''}` }, bubbleParts(row, said, by, cx), menuButton(said, row, cx)),
    keyboard(said, cx)));
  node.addEventListener('contextmenu', (event) => {
    if (event.target.closest('a, .photo') || window.getSelection()?.toString()) return;
    event.preventDefault();
    cx.menu(said, { x: event.clientX, y: event.clientY });
  });
  return node;
}

/** A bubble that is only pictures: its time is written onto them. */
function bare(row, said) {
  return row.messages.every((message) => message.photo) && !said.caption && !said.sandbox?.reactions?.length;
}

function bubbleParts(row, said, by, cx) {
  const first = row.messages[0];
  const media = renderMedia(row.messages);
  const body = textOf(said, cx);
  return [
    h('span', { class: 'visually-hidden' }, `${nameOf(row.sender)}: `),
    cx.group && row.head && !row.own && h('div', { class: 'name', 'data-hue': by === 'bot' ? 'bot' : Math.abs(row.sender.id) % 7 },
      nameOf(row.sender), by === 'bot' && h('span', { class: 'badge' }, 'bot')),
    onlyFor(first, cx),
    first.forward_origin && h('div', { class: 'quiet note' }, `Forwarded from ${originOf(first.forward_origin)}`),
    first.via_bot && h('div', { class: 'quiet note' }, `via @${first.via_bot.username}`),
    quote(first, cx),
    said.show_caption_above_media ? [body, media] : [media, body],
    warnings(said),
    reactions(said, cx),
    meta(said, !body),
  ];
}

function onlyFor(message, { world }) {
  const id = message.sandbox?.only_for;
  if (!id) return null;
  const name = nameOf(world.user(id) ?? { id });
  return h('div', { class: 'note only-for', 'data-test': 'only-for' }, icon('eye'), `Only ${name} sees this`);
}

function originOf(origin) {
  return nameOf(origin.sender_user ?? origin.sender_chat ?? origin.chat ?? { first_name: origin.sender_user_name });
}

function quote(message, { jump, chat }) {
  const answered = message.reply_to_message;
  if (!answered || (answered.forum_topic_created && chat.is_forum)) return null;
  return h('button', { type: 'button', class: 'quote', onclick: () => jump(messageKey(answered)) },
    h('span', { class: 'quote-name' }, nameOf(answered.from)),
    h('span', { class: 'quote-text' }, message.quote?.text ?? shorten(preview(answered), 120)));
}

function textOf(message, cx) {
  const hands = cx.hands(`${cx.chat.id}/${messageKey(message)}`);
  if (message.rich_message) {
    const pressed = { ...hands, button: (button) => inlineButton(message, button, cx) };
    return h('div', { class: 'text rich' }, renderRich(message.rich_message, pressed));
  }
  const text = message.text ?? message.caption;
  if (!text) return null;
  return h('div', { class: `text ${bigEmoji(message) ? 'big-emoji' : ''}`, dir: 'auto' },
    renderTree(toTree(text, message.entities ?? message.caption_entities ?? []), hands));
}

function bigEmoji({ text, entities }) {
  return text && !entities?.length && text.length <= 12 && /^(\p{Extended_Pictographic}|\p{Emoji_Modifier}|\u200d|\ufe0f)+$/u.test(text);
}

function warnings(message) {
  const text = message.text ?? message.caption ?? '';
  const found = problems(text, message.entities ?? message.caption_entities ?? []);
  return found.map((sentence) => h('div', { class: 'note problem' }, icon('warning'), sentence));
}

function meta(message, alone) {
  const edited = message.edit_date && !message.edit_hidden;
  const title = new Date(message.date * 1000).toLocaleString('en-GB');
  return h('span', { class: `meta ${alone ? 'alone' : ''}`, title },
    edited && h('span', { 'data-test': 'edited' }, 'edited '),
    h('time', { datetime: new Date(message.date * 1000).toISOString() }, clockTime(message.date)));
}

/** `[{emoji, user}]` as `[[emoji, [id, …]], …]`; other shapes that say the same are taken too. */
export function reactionGroups(list) {
  const groups = new Map();
  const entries = Array.isArray(list) ? list : Object.entries(list ?? {}).map(([emoji, ids]) => ({ emoji, ids }));
  for (const { emoji, type, user_id: user, user: other, ids, total_count: count } of entries) {
    const mark = emoji ?? type?.emoji ?? '?';
    const people = Array.isArray(ids) ? ids : Array(count ?? 1).fill(user ?? other?.id ?? other ?? 0);
    groups.set(mark, [...groups.get(mark) ?? [], ...people]);
  }
  return [...groups];
}

function reactions(message, { world, react, person }) {
  const groups = reactionGroups(message.sandbox?.reactions);
  if (!groups.length) return null;
  return h('div', { class: 'reactions' }, groups.map(([emoji, ids]) => {
    const names = ids.map((id) => nameOf(world.user(id) ?? world.bot(id) ?? { id })).join(', ');
    return h('button', {
      type: 'button', class: 'reaction', title: names,
      'aria-pressed': String(ids.includes(person?.id)), onclick: () => react(message, emoji),
    }, emoji, ids.length > 1 && h('span', {}, ` ${ids.length}`), h('span', { class: 'visually-hidden' }, ` from ${names}`));
  }));
}

function menuButton(message, row, { menu }) {
  return iconButton('chevron', `Actions for the message from ${nameOf(row.sender)}`, {
    class: 'icon-button bubble-menu', 'aria-haspopup': 'menu', tabindex: '-1', 'data-test': 'message-menu',
    onclick: (event) => menu(message, event.currentTarget),
  });
}

function keyboard(message, cx) {
  const rows = message.reply_markup?.inline_keyboard;
  if (!rows?.length) return null;
  return h('div', { class: 'inline-keyboard', role: 'group', 'aria-label': 'Buttons' },
    rows.map((row) => h('div', { class: 'button-row' }, row.map((button) => inlineButton(message, button, cx)))));
}

const ACTIONS = ['url', 'callback_data', 'copy_text', 'switch_inline_query', 'switch_inline_query_current_chat',
  'switch_inline_query_chosen_chat', 'web_app', 'login_url', 'callback_game', 'pay'];

function inlineButton(message, button, cx) {
  const kind = ACTIONS.find((name) => button[name] !== undefined);
  const disabled = button.disabled || button.is_disabled || !kind;
  const state = button.callback_data === undefined ? null : cx.presses.state(cx.chat.id, messageKey(message), button.callback_data);
  const corner = { url: 'link', login_url: 'link', copy_text: 'copy' }[kind];
  return h('button', {
    type: 'button', class: ['inline-button', button.style, state].filter(Boolean).join(' '), disabled: Boolean(disabled),
    'data-test': 'inline-button', 'data-state': state, 'aria-busy': state === 'busy' ? 'true' : null,
    title: state === 'late' ? 'The bot has not answered this press for 15 seconds' : titleOf(kind, button),
    onclick: () => cx.press(message, button, kind),
  }, h('span', { class: 'label' }, button.text), corner && h('span', { class: 'corner' }, icon(corner)));
}

function titleOf(kind, button) {
  if (kind === 'url') return button.url;
  if (kind === 'copy_text') return `Copies “${shorten(button.copy_text.text ?? '')}”`;
  return kind === 'callback_data' ? null : kind;
}

/** The bubble of an answer that is still being written, with a way to stop it. */
export function renderDraft(draft, cx) {
  const body = draft.rich_message
    ? h('div', { class: 'text rich' }, renderRich(draft.rich_message, cx.hands(`draft${draft.draft_id}`)))
    : h('div', { class: 'text', dir: 'auto' }, draft.text
      ? renderTree(toTree(draft.text, draft.entities ?? []), cx.hands(`draft${draft.draft_id}`)) : h('em', { class: 'quiet' }, 'Thinking…'),
    h('span', { class: 'caret', 'aria-hidden': 'true' }));
  return h('li', { class: 'row by-bot head tail draft', 'data-test': 'draft', 'data-draft': draft.draft_id },
    h('div', { class: 'stack' }, h('div', { class: 'bubble' }, body),
      draft.can_stop && h('button', {
        type: 'button', class: 'button stop', 'data-test': 'stop', onclick: () => cx.stopDraft(draft),
      }, icon('stop'), 'Stop')));
}
