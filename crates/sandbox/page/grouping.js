// A list of messages to the rows of a conversation: day separators, service lines, bubbles in runs, albums.

import { serviceText } from './preview.js';

const RUN_GAP_S = 300;

/** The name of a message that stays the same: ephemeral ones have no message_id of their own. */
export function messageKey(message) {
  return message.message_id ? String(message.message_id) : `e${message.ephemeral_message_id ?? 0}`;
}

/** Who speaks: a chat speaking for itself comes before the person or bot behind it. */
export function senderOf(message) {
  return message.sender_chat ?? message.from ?? { id: 0, first_name: '' };
}

/** The messages of one topic; General (null) holds those without a thread. A chat without topics is one conversation. */
export function inThread(chat, thread) {
  const messages = chat.messages.filter((message) => !message.sandbox?.deleted);
  if (!hasTopics(chat)) return messages;
  return messages.filter((message) => threadOf(message) === (thread ?? null));
}

export function hasTopics(chat) {
  return Boolean(chat.is_forum) || (chat.topics?.length ?? 0) > 0;
}

export function threadOf(message) {
  return (message.is_topic_message && message.message_thread_id) || null;
}

/** Rows `{kind: "day" | "service" | "bubble", key, …}` in reading order. */
export function arrange(messages, { now, own }) {
  const rows = [];
  let before = null;
  for (const message of messages) {
    const day = dayOf(message.date);
    if (!before || dayOf(before.date) !== day) rows.push({ kind: 'day', key: `day-${day}`, label: dayLabel(message.date, now) });
    addMessage(rows, message, own);
    before = message;
  }
  closeRuns(rows);
  return rows;
}

function addMessage(rows, message, own) {
  const last = rows.at(-1);
  if (serviceText(message) !== null) {
    rows.push({ kind: 'service', key: messageKey(message), message });
    return;
  }
  const album = message.media_group_id;
  if (album && last?.kind === 'bubble' && last.messages[0].media_group_id === album) {
    last.messages.push(message);
    return;
  }
  rows.push({
    kind: 'bubble', key: messageKey(message), messages: [message],
    sender: senderOf(message), own: own(message), head: true, tail: true,
  });
}

/** The first bubble of a run carries the name, the last one the picture. */
function closeRuns(rows) {
  rows.forEach((row, index) => {
    const next = rows[index + 1];
    if (row.kind !== 'bubble' || next?.kind !== 'bubble') return;
    const gap = next.messages[0].date - row.messages[0].date;
    if (row.sender.id !== next.sender.id || gap > RUN_GAP_S) return;
    row.tail = false;
    next.head = false;
  });
}

function dayOf(unix) {
  const date = new Date(unix * 1000);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}

/** “Today”, “Yesterday”, “12 March”, and the year where it is not this one. */
export function dayLabel(unix, now) {
  if (dayOf(unix) === dayOf(now)) return 'Today';
  if (dayOf(unix) === dayOf(now - 86400)) return 'Yesterday';
  const date = new Date(unix * 1000);
  const sameYear = date.getFullYear() === new Date(now * 1000).getFullYear();
  return new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: sameYear ? undefined : 'numeric' })
    .format(date);
}

/** The custom keyboard (or forced reply) that this person has in front of them: `{markup, message}` or null. */
export function replyMarkupFor(messages, person) {
  for (const message of messages.toReversed()) {
    const markup = message.sandbox?.reply_keyboard ?? message.reply_markup;
    if (!markup || markup.inline_keyboard || message.sandbox?.by !== 'bot') continue;
    if (markup.selective && !isMeant(message, person)) continue;
    if (markup.remove_keyboard) return null;
    const answered = messages.slice(messages.indexOf(message) + 1).some((later) => later.from?.id === person.id);
    if (answered && (markup.one_time_keyboard || !markup.keyboard)) return null;
    return { markup, message };
  }
  return null;
}

/** A selective keyboard is for those the text names and for the sender of the message it answers. */
function isMeant(message, person) {
  if (message.reply_to_message?.from?.id === person.id) return true;
  const text = message.text ?? message.caption ?? '';
  return (message.entities ?? message.caption_entities ?? []).some((entity) => (
    entity.user?.id === person.id
    || (entity.type === 'mention' && person.username
      && text.slice(entity.offset, entity.offset + entity.length) === `@${person.username}`)
  ));
}
