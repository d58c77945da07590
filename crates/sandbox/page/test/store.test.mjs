import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

import { Presses } from '../presses.js';
import { World } from '../store.js';

const bot = { id: 7, username: 'box_bot', first_name: 'Box' };
const anna = { id: 103, first_name: 'Anna' };
const ben = { id: 104, first_name: 'Ben' };

function world() {
  let ms = 1_000_000;
  const made = new World(() => ms);
  made.pass = (more) => {
    ms += more;
  };
  made.load({
    seq: 10, now: 5000, bots: [bot], users: [anna, ben],
    chats: [
      { id: -1, type: 'group', title: 'Ops', members: [{ user_id: 103, status: 'member' }, { user_id: 104, status: 'left' }, { user_id: 7, status: 'member' }] },
      { id: 104, bot: 7, type: 'private', messages: [] },
    ],
  });
  return made;
}

const message = (id, text, by = 'bot') => ({ message_id: id, date: 5000, text, sandbox: { by } });

test('everybody has a private chat, in the order of people, groups after them', () => {
  assert.deepEqual(world().chats.map((chat) => chat.id), [103, 104, -1]);
});

test('messages come, change and go', () => {
  const it = world();
  const texts = () => it.chat(104).messages.map((one) => one.text);
  it.apply({ seq: 11, kind: 'message', chat: 104, message: message(1, 'a') });
  it.apply({ seq: 12, kind: 'message', chat: 104, message: message(2, 'b') });
  it.apply({ seq: 13, kind: 'edit', chat: 104, message: message(1, 'A') });
  assert.deepEqual(texts(), ['A', 'b']);
  it.apply({ seq: 14, kind: 'delete', chat: 104, message_ids: [1] });
  assert.deepEqual(texts(), ['b']);
});

test('an event is taken once, and one about an unknown chat asks for the state', () => {
  const it = world();
  assert.equal(it.apply({ seq: 11, kind: 'message', chat: 104, message: message(1, 'a') }), true);
  assert.equal(it.apply({ seq: 11, kind: 'delete', chat: 104, message_ids: [1] }), true);
  assert.equal(it.chat(104).messages.length, 1);
  assert.equal(it.apply({ seq: 12, kind: 'message', chat: 999, message: message(1, 'a') }), false);
  assert.equal(it.apply({ seq: 1, kind: 'reset' }), false);
  assert.equal(it.seq, 1);
});

test('an edit that takes buttons away remembers them', () => {
  const it = world();
  const buttons = { inline_keyboard: [[{ text: 'Go', callback_data: 'go' }, { text: 'Site', url: 'https://x.org' }]] };
  it.apply({ seq: 11, kind: 'message', chat: 104, message: { ...message(1, 'a'), reply_markup: buttons } });
  it.apply({ seq: 12, kind: 'edit', chat: 104, message: message(1, 'b') });
  assert.deepEqual(it.earlierKeyboards.get('104/1').map((button) => button.text), ['Go']);
});

test('typing ends after five seconds or with the message', () => {
  const it = world();
  it.apply({ seq: 11, kind: 'action', chat: 104, action: 'typing' });
  assert.equal(it.actionIn(it.chat(104), null), 'typing');
  it.pass(5001);
  assert.equal(it.actionIn(it.chat(104), null), null);
  it.apply({ seq: 12, kind: 'action', chat: 104, action: 'typing' });
  it.apply({ seq: 13, kind: 'message', chat: 104, message: message(1, 'a') });
  assert.equal(it.actionIn(it.chat(104), null), null);
});

test('a draft lasts until the message comes', () => {
  const it = world();
  it.apply({ seq: 11, kind: 'draft', chat: 104, draft_id: 1, text: 'a' });
  it.apply({ seq: 12, kind: 'draft', chat: 104, draft_id: 1, text: 'ab' });
  assert.deepEqual(it.draftsIn(it.chat(104), null).map((draft) => draft.text), ['ab']);
  it.apply({ seq: 13, kind: 'message', chat: 104, message: message(1, 'abc') });
  assert.equal(it.draftsIn(it.chat(104), null).length, 0);
});

test('the clock goes on and can be set', () => {
  const it = world();
  it.pass(3000);
  assert.equal(it.now(), 5003);
  it.apply({ seq: 11, kind: 'clock', now: 9000 });
  assert.equal(it.now(), 9000);
});

test('those who left do not speak', () => {
  const it = world();
  assert.deepEqual(it.peopleIn(it.chat(-1)).map((person) => person.first_name), ['Anna']);
  assert.deepEqual(it.botsIn(it.chat(-1)), [bot]);
});

test('refusals are kept, waiting and good calls are not', () => {
  const it = world();
  it.apply({ seq: 11, kind: 'call', call: { n: 1, status: 200, ok: true } });
  it.apply({ seq: 12, kind: 'call', call: { n: 2, status: 400, ok: false } });
  it.apply({ seq: 13, kind: 'call', call: { n: 3, status: 502, ok: false } });
  assert.deepEqual(it.refused.map((call) => call.n), [2]);
  assert.equal(it.traffic.length, 3);
});

test('a press ends with its answer, whichever comes first', () => {
  const presses = new Presses(() => {});
  const key = Presses.key(1, '2', 'go');
  presses.begin(key);
  assert.equal(presses.state(1, '2', 'go'), 'busy');
  presses.answer('q1');
  presses.named(key, 'q1');
  assert.equal(presses.state(1, '2', 'go'), null);
  presses.begin(key);
  presses.named(key, 'q2');
  presses.named(key, 'q1');
  assert.equal(presses.state(1, '2', 'go'), 'busy');
  presses.answer('q2');
  assert.equal(presses.state(1, '2', 'go'), null);
});

test('FILES.txt names every file of the page', () => {
  const folder = new URL('..', import.meta.url);
  const listed = readFileSync(new URL('FILES.txt', folder), 'utf8').trim().split('\n').sort();
  const there = readdirSync(folder).filter((name) => /\.(js|css|html|svg)$/.test(name)).sort();
  assert.deepEqual(listed, there);
});

test('no file makes markup out of data', () => {
  const folder = new URL('..', import.meta.url);
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.js'))) {
    const text = readFileSync(new URL(name, folder), 'utf8');
    assert.doesNotMatch(text, /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/, name);
    assert.ok(text.split('\n').length <= 400, `${name} is too long`);
  }
});
