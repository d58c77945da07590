import assert from 'node:assert/strict';
import { test } from 'node:test';

import { arrange, dayLabel, inThread, messageKey, replyMarkupFor } from '../grouping.js';
import { preview, serviceText } from '../preview.js';

process.env.TZ = 'UTC';
const NOON = 1_700_049_600;
const anna = { id: 103, first_name: 'Anna', username: 'anna' };
const bot = { id: 7, first_name: 'Box', is_bot: true };
let last = 0;

function says(from, more = {}) {
  last += 1;
  return { message_id: last, from, date: NOON, text: 'x', sandbox: { by: from.is_bot ? 'bot' : 'user' }, ...more };
}

const rowsOf = (messages) => arrange(messages, { now: NOON, own: (message) => message.from.id === anna.id });

test('a run has one head and one tail', () => {
  const rows = rowsOf([says(anna), says(anna), says(bot), says(anna, { date: NOON + 1 }), says(anna, { date: NOON + 900 })]);
  assert.deepEqual(rows.map(({ kind, head, tail }) => [kind, head, tail]), [
    ['day', undefined, undefined], ['bubble', true, false], ['bubble', false, true], ['bubble', true, true], ['bubble', true, true], ['bubble', true, true],
  ]);
  assert.deepEqual(rows.slice(1).map((row) => row.own), [true, true, false, true, true]);
});

test('each day has a separator', () => {
  const rows = rowsOf([says(anna, { date: NOON - 86400 }), says(anna), says(anna)]);
  assert.deepEqual(rows.filter((row) => row.kind === 'day').map((row) => row.label), ['Yesterday', 'Today']);
  assert.equal(dayLabel(NOON - 40 * 86400, NOON), '6 October');
  assert.equal(dayLabel(NOON - 400 * 86400, NOON), '11 October 2022');
});

test('an album is one bubble, two albums are two', () => {
  const rows = rowsOf([says(bot, { media_group_id: 'a' }), says(bot, { media_group_id: 'a' }), says(bot, { media_group_id: 'b' }), says(bot)]);
  assert.deepEqual(rows.slice(1).map((row) => row.messages.length), [2, 1, 1]);
});

test('service messages break a run', () => {
  const rows = rowsOf([says(anna), says(anna, { text: undefined, forum_topic_closed: {} }), says(anna)]);
  assert.deepEqual(rows.map((row) => row.kind), ['day', 'bubble', 'service', 'bubble']);
  assert.ok(rows[1].tail && rows[3].head);
});

test('ephemeral messages have a name of their own', () => {
  assert.equal(messageKey({ message_id: 0, ephemeral_message_id: 4 }), 'e4');
  assert.equal(messageKey({ message_id: 4 }), '4');
});

test('topics keep their messages apart; General holds the rest', () => {
  const inTopic = says(anna, { message_thread_id: 5, is_topic_message: true });
  const general = says(anna);
  const chat = { is_forum: true, topics: [], messages: [inTopic, general, says(anna, { sandbox: { deleted: true } })] };
  assert.deepEqual(inThread(chat, 5), [inTopic]);
  assert.deepEqual(inThread(chat, null), [general]);
  assert.deepEqual(inThread({ ...chat, is_forum: false }, null), [inTopic, general]);
});

const offers = (reply_keyboard, more = {}) => says(bot, { sandbox: { by: 'bot', reply_keyboard }, ...more });

test('the newest keyboard counts until it is taken away', () => {
  const first = offers({ keyboard: [[{ text: 'A' }]] });
  assert.equal(replyMarkupFor([first, says(anna), says(bot)], anna).message, first);
  assert.equal(replyMarkupFor([first, offers({ remove_keyboard: true })], anna), null);
});

test('one-time keyboards and forced replies end with an answer', () => {
  const once = offers({ keyboard: [[{ text: 'A' }]], one_time_keyboard: true });
  assert.ok(replyMarkupFor([once], anna));
  assert.equal(replyMarkupFor([once, says(anna)], anna), null);
  assert.equal(replyMarkupFor([offers({ force_reply: true }), says(anna)], anna), null);
});

test('a selective keyboard is for those it names', () => {
  const mention = [{ type: 'mention', offset: 0, length: 5 }];
  const forAnna = offers({ keyboard: [], selective: true }, { text: '@anna choose', entities: mention });
  assert.ok(replyMarkupFor([forAnna], anna));
  assert.equal(replyMarkupFor([forAnna], { id: 104, username: 'ben' }), null);
});

test('previews are one line', () => {
  assert.equal(preview({ text: 'a\n  b' }), 'a b');
  assert.equal(preview({ photo: [], caption: 'Shelf' }), 'Photo, Shelf');
  assert.equal(preview({ document: { file_name: 'a.csv' } }), 'a.csv');
  assert.equal(preview({ rich_message: { blocks: [{ type: 'heading', text: ['Low ', { type: 'bold', text: 'stock' }] }] } }), 'Low stock');
  assert.equal(preview({ rich_message: { html: '<h1>Low</h1> a &lt; b' } }), 'Low a < b');
});

test('service messages are sentences', () => {
  assert.equal(serviceText({ from: anna, new_chat_members: [anna] }), 'Anna joined');
  assert.equal(serviceText({ from: anna, new_chat_members: [bot] }), 'Anna added Box');
  assert.equal(serviceText({ from: anna, left_chat_member: bot }), 'Anna removed Box');
  assert.equal(serviceText({ from: anna, pinned_message: { text: 'Hi' } }), 'Anna pinned “Hi”');
  assert.equal(serviceText({ from: anna, text: 'x' }), null);
});
