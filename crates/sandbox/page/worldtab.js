// The tab that acts on the world: the clock, limits, faults, what people and groups do to the bot, a fresh start.

import { clockTime, h } from './dom.js';
import { hasTopics } from './grouping.js';
import { dialog } from './overlay.js';
import { nameOf } from './preview.js';

const FAULTS = [
  ['429 with 30 s', 'The next sendMessage is told to wait 30 seconds.', { kind: 'status', method: 'sendMessage', status: 429, retry_after: 30 }],
  ['502 page', 'The next sendMessage gets the HTML page of a tired gateway.', { kind: 'bad_gateway', method: 'sendMessage' }],
  ['Hang', 'The next sendMessage gets no answer for 30 seconds.', { kind: 'hang', method: 'sendMessage', ms: 30000 }],
  ['Slow', 'The next sendMessage takes 3 seconds longer.', { kind: 'latency', method: 'sendMessage', ms: 3000 }],
  ['Cut before', 'The connection breaks before the next sendMessage is read.', { kind: 'cut_before', method: 'sendMessage' }],
  ['Cut after', 'The next sendMessage is done, then the connection breaks: does the bot say it twice?', { kind: 'cut_after', method: 'sendMessage' }],
  ['Truncate', 'The next answer to sendMessage ends in the middle.', { kind: 'truncate', method: 'sendMessage' }],
];
const STEPS = [['+1 min', 60], ['+10 min', 600], ['+1 h', 3600], ['+1 day', 86400]];
const LIMITS = [['off', 'Off'], ['realistic', 'Realistic'], ['strict', 'Strict']];

export class WorldTab {
  constructor(app) {
    this.app = app;
    this.time = h('p', { class: 'world-clock', 'data-test': 'clock' });
    this.limits = h('div', { class: 'segments', role: 'radiogroup', 'aria-label': 'Limits' }, LIMITS.map(([mode, label]) => h('label', {},
      h('input', { type: 'radio', name: 'limits', value: mode, onchange: () => app.act('limits', { mode }) }), h('span', {}, label))));
    this.faults = h('div', { class: 'active-faults' });
    this.here = h('div', { class: 'here' });
    this.node = h('div', { class: 'world' },
      section('Clock', this.time, h('div', { class: 'buttons' }, STEPS.map(([label, seconds]) => button(label, () => app.act('clock', { advance_s: seconds }))))),
      section('Limits', h('p', { class: 'quiet' }, 'How strictly Telegram\'s speed limits are kept.'), this.limits),
      section('Faults', h('p', { class: 'quiet' }, 'Each button breaks the next sendMessage, once.'),
        h('div', { class: 'buttons' }, FAULTS.map(([label, title, body]) => button(label, () => app.act('fault', { times: 1, ...body }), { title }))), this.faults),
      this.here,
      section('Start over', h('p', { class: 'quiet' }, 'Every message goes; the world is as it was at the start. What the bot keeps for itself stays.'),
        h('div', { class: 'buttons' }, button('Reset the world', () => this.reset(), { danger: true, 'data-test': 'reset' }))));
  }

  render() {
    const { world } = this.app;
    const now = world.now();
    const day = new Intl.DateTimeFormat('en-GB', { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(new Date(now * 1000));
    this.time.replaceChildren(h('b', {}, clockTime(now, true)), ` ${day}`);
    for (const radio of this.limits.querySelectorAll('input')) radio.checked = radio.value === modeOf(world.limits);
    this.renderFaults(Array.isArray(world.faults) ? world.faults : []);
    this.renderHere();
  }

  renderFaults(list) {
    const mark = JSON.stringify(list);
    if (mark === this.faultMark) return;
    this.faultMark = mark;
    this.faults.replaceChildren(...(list.length ? [
      h('ul', {}, list.map((fault) => h('li', {}, describe(fault)))),
      button('Clear all faults', () => this.app.act('faults/clear'), { 'data-test': 'faults-clear' }),
    ] : []));
  }

  /** The part that is about the open chat; built again only when something in it would read differently. */
  renderHere() {
    const chat = this.app.chat();
    const bot = chat && this.app.world.botsIn(chat)[0];
    const person = chat && this.app.actor(chat);
    const blocked = chat && this.app.isBlocked(chat);
    const member = chat && this.app.botIsIn(chat);
    const mark = JSON.stringify([chat?.id, chat?.type, chat && this.app.titleOf(chat), chat?.members, bot?.id, person?.id, blocked, member]);
    if (mark === this.hereMark) return;
    this.hereMark = mark;
    this.here.replaceChildren(...(chat ? [chat.type === 'private' ? this.privateActions(chat, bot, person, blocked) : this.groupActions(chat, bot, member)] : []));
  }

  privateActions(chat, bot, person, blocked) {
    return section(`${nameOf(person)} and ${nameOf(bot)}`,
      h('p', { class: 'quiet' }, blocked ? `${nameOf(person)} has blocked the bot: it can't write here.` : 'A blocked bot can\'t write to the person any more.'),
      h('div', { class: 'buttons' }, button(blocked ? 'Unblock the bot' : 'Block the bot', async () => {
        if (await this.app.act('block', { user: person.id, bot: bot.id, blocked: !blocked })) this.app.setBlocked(chat, !blocked);
      }, { 'data-test': 'block' })));
  }

  groupActions(chat, bot, member) {
    const owner = bot ?? this.app.world.bots[0];
    const set = (status) => this.app.act('member', { chat: chat.id, bot: owner?.id, status }).then(() => this.app.reload());
    const move = (user, status) => this.app.act('member', { chat: chat.id, user: user.id, status });
    const here = this.app.world.peopleIn(chat);
    const outside = this.app.world.users.filter((user) => !here.includes(user));
    const speaker = this.app.actor(chat);
    return section(this.app.nameOfChat(chat),
      h('div', { class: 'buttons' },
        outside.slice(0, 4).map((user) => button(`Let ${user.first_name} in`, () => move(user, 'member'))),
        here.length > 1 && speaker && button(`${speaker.first_name} leaves`, () => move(speaker, 'left'))),
      h('div', { class: 'buttons' },
        member ? button('Kick the bot', () => set('kicked'), { 'data-test': 'kick' }) : button('Add the bot', () => set('member')),
        member && button('Make it admin', () => set('administrator')),
        chat.type === 'group' && !chat.migrated_to && button('Migrate to a supergroup', () => this.app.act('migrate', { chat: chat.id, to: supergroupId(chat.id) }), { 'data-test': 'migrate' }),
        hasTopics(chat) && button('New topic…', () => this.newTopic(chat), { 'data-test': 'new-topic' })));
  }

  async newTopic(chat) {
    const field = h('input', { type: 'text', maxlength: 128, 'aria-label': 'Name of the topic', placeholder: 'Name of the topic', autofocus: true });
    const name = await dialog({ title: 'New topic', body: field, buttons: [{ label: 'Create', value: () => field.value.trim(), primary: true }] });
    if (name) this.app.act('topics', { chat: chat.id, name });
  }

  async reset() {
    const sure = await dialog({
      title: 'Reset the world?', role: 'alertdialog', body: h('p', {}, 'All messages and topics made since the start will be gone.'),
      buttons: [{ label: 'Keep it', value: false }, { label: 'Reset', value: true, danger: true, primary: true }],
    });
    if (sure && await this.app.act('reset')) this.app.toast('The world is as it was at the start.', 'good');
  }
}

function section(title, ...children) {
  return h('section', {}, h('h2', {}, title), children);
}

function button(label, onclick, { danger, ...attributes } = {}) {
  return h('button', { type: 'button', class: `button ${danger ? 'danger' : ''}`, onclick, ...attributes }, label);
}

function modeOf(limits) {
  return typeof limits === 'string' ? limits : limits?.mode ?? 'off';
}

function describe(fault) {
  const parts = [fault.kind ?? 'fault', fault.status, fault.method && `on ${fault.method}`, fault.chat && `in ${fault.chat}`,
    fault.nth > 1 && `from call ${fault.nth}`, fault.times > 1 && `${fault.times}×`, fault.retry_after && `wait ${fault.retry_after} s`,
    fault.ms && `${fault.ms / 1000} s`];
  return parts.filter(Boolean).join(' ').replaceAll('_', ' ');
}

function supergroupId(id) {
  return -1001000000000 - Math.abs(id);
}
