// The world as the page knows it: loaded from `state`, kept up to date by events. No browser in here.

import { messageKey, threadOf } from './grouping.js';

const KEEP_TRAFFIC = 1000;
const KEEP_REFUSED = 200;
export const ACTION_MS = 5000;
export const DRAFT_MS = 30000;

export class World {
  constructor(wallClock = () => Date.now()) {
    this.wallClock = wallClock;
    this.traffic = [];
    this.drafts = new Map();
    this.actions = new Map();
    this.earlierKeyboards = new Map();
    this.load({ seq: 0, now: wallClock() / 1000 });
  }

  load({ now, seq, bots = [], users = [], chats = [], limits = 'off', faults = [], refused = [], clock_runs: runs = true }) {
    Object.assign(this, { seq, bots, users, limits, faults, refused, runs });
    this.chats = chats;
    for (const chat of chats) {
      chat.messages ??= [];
      chat.members ??= [];
      chat.topics ??= [];
      chat.pinned ??= [];
    }
    this.addUnopened();
    this.setClock(now);
  }

  /** Everybody can open a private chat with every bot, also before the first message. Forums and their topics end the list. */
  addUnopened() {
    for (const bot of this.bots) {
      for (const user of this.users) {
        if (this.chats.some((chat) => chat.id === user.id && (chat.bot ?? bot.id) === bot.id)) continue;
        this.chats.push({
          id: user.id, bot: bot.id, type: 'private', is_forum: false, members: [], topics: [], pinned: [], messages: [],
        });
      }
    }
    const order = (chat) => (chat.type === 'private'
      ? this.users.findIndex((user) => user.id === chat.id) : this.users.length + Number(Boolean(chat.is_forum)));
    this.chats = this.chats.toSorted((a, b) => order(a) - order(b));
  }

  setClock(now) {
    this.clock = { now, at: this.wallClock() };
  }

  now() {
    const passed = this.runs ? (this.wallClock() - this.clock.at) / 1000 : 0;
    return Math.floor(this.clock.now + passed);
  }

  user(id) {
    return this.users.find((user) => user.id === id);
  }

  bot(id) {
    return this.bots.find((bot) => bot.id === id);
  }

  chat(id, bot) {
    return this.chats.find((chat) => chat.id === id && (!bot || !chat.bot || chat.bot === bot));
  }

  /** The bots that listen in a chat. */
  botsIn(chat) {
    if (chat.bot) return [this.bot(chat.bot)].filter(Boolean);
    const gone = (bot) => chat.members.some((one) => one.user_id === bot.id && ['left', 'kicked'].includes(one.status));
    const members = this.bots.filter((bot) => chat.members.some((one) => one.user_id === bot.id) && !gone(bot));
    return members.length || chat.members.some((one) => this.bot(one.user_id)) ? members : this.bots;
  }

  /** People who can speak in a group. */
  peopleIn(chat) {
    if (chat.type === 'private') return [this.user(chat.id)].filter(Boolean);
    const here = chat.members.filter((one) => !['left', 'kicked'].includes(one.status)).map((one) => this.user(one.user_id));
    return here.filter(Boolean).length ? here.filter(Boolean) : this.users;
  }

  /** Takes one event in; false when it is not enough to know what changed and `state` has to be asked. */
  apply(event) {
    if (event.seq <= this.seq && event.kind !== 'reset') return true;
    this.seq = event.seq;
    const chat = event.chat === undefined ? null : this.chat(event.chat, event.bot);
    if (CHAT_EVENTS[event.kind]) {
      if (!chat) return false;
      CHAT_EVENTS[event.kind](this, chat, event);
      return true;
    }
    return WORLD_EVENTS[event.kind]?.(this, event) ?? true;
  }

  pushTraffic(entry) {
    if (this.traffic.some((one) => one.key === entry.key)) return;
    this.traffic.push(entry);
    if (this.traffic.length > KEEP_TRAFFIC) this.traffic.splice(0, this.traffic.length - KEEP_TRAFFIC);
  }

  actionIn(chat, thread) {
    const action = this.actions.get(`${chat.id}/${thread ?? ''}`);
    return action && action.until > this.wallClock() ? action.name : null;
  }

  draftsIn(chat, thread) {
    return [...this.drafts.values()].filter((draft) => (
      draft.chat === chat.id && (draft.thread ?? null) === (thread ?? null) && draft.until > this.wallClock()));
  }
}

function findMessage(chat, wanted) {
  const key = messageKey(wanted);
  return chat.messages.findIndex((message) => messageKey(message) === key);
}

function put(world, chat, message) {
  const at = findMessage(chat, message);
  if (at >= 0) chat.messages[at] = message;
  else chat.messages.push(message);
  if (message.sandbox?.by !== 'bot' || at >= 0) return;
  world.actions.delete(`${chat.id}/${threadOf(message) ?? ''}`);
  for (const [key, draft] of world.drafts) {
    if (draft.chat === chat.id && (draft.thread ?? null) === threadOf(message)) world.drafts.delete(key);
  }
}

/** Buttons that an edit took away can still be pressed by a client that has not noticed; they are kept for that. */
function keepKeyboard(world, chat, fresh) {
  const old = chat.messages[findMessage(chat, fresh)]?.reply_markup?.inline_keyboard;
  if (!old || JSON.stringify(old) === JSON.stringify(fresh.reply_markup?.inline_keyboard)) return;
  world.earlierKeyboards.set(`${chat.id}/${messageKey(fresh)}`, old.flat().filter((button) => button.callback_data));
}

const CHAT_EVENTS = {
  message: (world, chat, { message }) => put(world, chat, message),
  edit(world, chat, { message }) {
    keepKeyboard(world, chat, message);
    put(world, chat, message);
  },
  delete(_, chat, { message_ids: ids = [], ephemeral_message_ids: ephemeral = [] }) {
    const gone = new Set([...ids.map(String), ...ephemeral.map((id) => `e${id}`)]);
    chat.messages = chat.messages.filter((message) => !gone.has(messageKey(message)));
    chat.pinned = chat.pinned.filter((id) => !gone.has(String(id)));
  },
  pin(_, chat, { pinned }) {
    chat.pinned = pinned;
  },
  reaction(_, chat, { message_id: id, reactions }) {
    const at = chat.messages.findIndex((message) => message.message_id === id);
    if (at < 0) return;
    const message = chat.messages[at];
    chat.messages[at] = { ...message, sandbox: { ...message.sandbox, reactions } };
  },
  action(world, chat, { thread, action }) {
    world.actions.set(`${chat.id}/${thread ?? ''}`, { name: action, until: world.wallClock() + ACTION_MS });
  },
  draft(world, chat, event) {
    const key = `${chat.id}/${event.draft_id}`;
    if (event.done) world.drafts.delete(key);
    else world.drafts.set(key, { ...event, until: world.wallClock() + DRAFT_MS });
  },
};

const WORLD_EVENTS = {
  chat: () => false,
  reset: () => false,
  clock: (world, { now }) => world.setClock(now),
  faults(world, { faults }) {
    world.faults = faults;
  },
  limits(world, { limits }) {
    world.limits = limits;
  },
  update: (world, { seq, bot, update }) => world.pushTraffic({ key: `u${seq}`, update, bot }),
  call(world, { call }) {
    world.pushTraffic({ key: `c${call.n}`, call });
    if (call.status < 400 || call.status >= 500) return;
    world.refused = [...world.refused.filter((one) => one.n !== call.n), call].slice(-KEEP_REFUSED);
  },
};
