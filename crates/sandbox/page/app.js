// Puts the page together: the world, the three columns, what people do, and the address of the open chat.

import { follow, get, post } from './api.js';
import { reactionGroups } from './bubble.js';
import { Chats } from './chats.js';
import { Composer } from './composer.js';
import { Conversation } from './conversation.js';
import { h } from './dom.js';
import { hasTopics, messageKey, threadOf } from './grouping.js';
import { copy, dialog, toast } from './overlay.js';
import { Panel } from './panel.js';
import { nameOf } from './preview.js';
import { Presses } from './presses.js';
import { readHash, theme, unreadCounts, writeHash } from './session.js';
import { World } from './store.js';

const NARROW = '(max-width: 759px)';

class App {
  constructor() {
    this.world = new World();
    this.open = { id: null, bot: null, thread: null };
    this.speakers = new Map();
    this.blocked = new Map();
    this.revealed = new Set();
    this.counts = unreadCounts();
    this.theme = theme;
    this.toast = toast;
    this.presses = new Presses(() => this.render());
    this.panel = new Panel(this);
    this.chats = new Chats(this);
    this.conversation = new Conversation(this);
    this.composer = new Composer(this);
    this.lost = h('div', { class: 'lost', role: 'status', hidden: true, 'data-test': 'lost' }, 'Connection lost – trying again');
    const main = h('main', { class: 'conversation' }, this.conversation.header, this.conversation.pinned, this.lost,
      this.conversation.node, this.composer.node);
    this.composer.files.acceptDrops(main, () => nameOf(this.chat()?.type === 'private' ? this.world.botsIn(this.chat())[0] : this.chat()));
    document.getElementById('app').append(this.chats.node, main, this.panel.node);
    document.querySelector('.skip').addEventListener('click', (event) => {
      event.preventDefault();
      this.composer.field.focus();
    });
    window.addEventListener('hashchange', () => this.readAddress());
    setInterval(() => this.tick(), 1000);
  }

  async start() {
    await this.load();
    this.readAddress();
    if (!this.chat() && !window.matchMedia(NARROW).matches) this.go(this.world.chats[0] ?? {}, null, true);
    follow({
      since: () => this.world.seq,
      resume: () => this.resume(),
      onEvent: (event) => this.take(event),
      onStatus: (status) => this.connection(status),
    });
    const calls = await get('calls', { since: 0 }).catch(() => []);
    const known = this.world.traffic.splice(0);
    for (const call of calls) this.world.pushTraffic({ key: `c${call.n}`, call });
    for (const entry of known) this.world.pushTraffic(entry);
    this.render();
  }

  async load() {
    this.world.load(await get('state'));
    this.blocked.clear();
    this.composer.commands.forget();
    this.render();
  }

  /** `state` again, at most once at a time; what arrives meanwhile asks once more. */
  async reload() {
    if (this.loading) {
      this.again = true;
      return;
    }
    this.loading = true;
    this.during = [];
    try {
      await this.load();
      for (const event of this.during) this.again = !this.world.apply(event) || this.again;
    } catch {
      // The connection is gone; the follower notices and says so.
    }
    this.loading = false;
    if (this.again) {
      this.again = false;
      await this.reload();
    }
  }

  /** A sandbox that was started anew counts from the beginning. */
  async resume() {
    const state = await get('state');
    this.resumed = true;
    if (state.seq >= this.world.seq) return;
    this.world.load(state);
    this.presses.clear();
    this.render();
  }

  connection(status) {
    this.lost.hidden = status === 'connected';
  }

  take(event) {
    if (event.seq <= this.world.seq && event.kind !== 'reset') return;
    const missed = this.resumed && event.seq > this.world.seq + 1;
    this.resumed = false;
    if (this.loading) this.during.push(event);
    const known = this.world.apply(event);
    if (event.kind === 'message') this.countUnread(event);
    if (event.kind === 'answer') this.answered(event);
    if (event.kind === 'press') this.pressed(event);
    if (event.kind === 'inline') this.composer.inline.take(event);
    if (event.kind === 'commands') this.composer.commands.forget();
    if (event.kind === 'reset') {
      this.presses.clear();
      this.counts.clear();
      this.world.drafts.clear();
    }
    const moved = event.kind === 'message' && event.message.migrate_to_chat_id;
    if (moved && this.open.id === event.chat) this.reload().then(() => this.go({ id: moved }));
    else if (!known || missed) this.reload();
    this.render();
  }

  /** Everything is drawn again soon, once, however many events arrive together. */
  render() {
    if (this.drawing) return;
    this.drawing = setTimeout(() => {
      this.drawing = null;
      this.markRead();
      this.renderFrame();
      this.chats.render();
      this.conversation.render();
      this.composer.render();
      this.panel.render();
    }, 15);
  }

  renderFrame() {
    const chat = this.chat();
    document.body.classList.toggle('in-chat', Boolean(chat));
    const unread = this.counts.total();
    document.title = [unread ? `(${unread})` : '', chat ? this.titleOf(chat) : 'Sandbox'].filter(Boolean).join(' ');
  }

  /** What passes by itself: typing ends after 5 s, drafts after 30 s, the clock goes on. */
  tick() {
    const { world } = this;
    const now = world.wallClock();
    const over = [world.actions, world.drafts].flatMap((map) => (
      [...map].filter(([, entry]) => entry.until <= now).map(([key]) => map.delete(key))));
    if (over.length) this.render();
    else if (this.panel.isOpen() && this.panel.tab === 'world') this.panel.world.render();
  }

  // The open chat, and names.

  chat() {
    return this.open.id === null ? undefined : this.world.chat(this.open.id, this.open.bot);
  }

  /** Who speaks in this chat: the person whose private chat it is, in groups whoever was chosen. */
  actor(chat = this.chat()) {
    if (!chat) return undefined;
    if (chat.type === 'private') return this.world.user(chat.id);
    const people = this.world.peopleIn(chat);
    return people.find((person) => person.id === this.speakers.get(chat.id)) ?? people[0];
  }

  speakAs(id) {
    this.speakers.set(this.chat().id, id);
    this.composer.commands.forget();
    this.render();
  }

  nameOfChat(chat) {
    if (chat.type !== 'private') return nameOf(chat);
    const several = this.world.bots.length > 1;
    return nameOf(this.world.user(chat.id) ?? chat) + (several ? ` → ${nameOf(this.world.bot(chat.bot))}` : '');
  }

  titleOf(chat) {
    if (!chat) return '';
    if (chat.type === 'private') return this.nameOfChat(chat);
    const topic = hasTopics(chat) && (chat.topics.find((one) => one.thread_id === this.open.thread)?.name ?? 'General');
    return topic ? `${nameOf(chat)} › ${topic}` : nameOf(chat);
  }

  faceOf(chat) {
    return chat.type === 'private' ? this.world.user(chat.id) : chat;
  }

  noteOf(chat) {
    if (chat.type === 'private') return this.isBlocked(chat) ? 'blocked' : this.world.user(chat.id)?.note ?? null;
    if (chat.migrated_to) return 'moved';
    return hasTopics(chat) ? 'forum' : null;
  }

  isBlocked(chat) {
    const key = `${chat.id}/${chat.bot}`;
    if (this.blocked.has(key)) return this.blocked.get(key);
    return chat.blocked ?? chat.members.some((one) => one.user_id === chat.bot && one.status === 'kicked');
  }

  setBlocked(chat, blocked) {
    this.blocked.set(`${chat.id}/${chat.bot}`, blocked);
    this.render();
  }

  botIsIn(chat) {
    return chat.members.some((one) => this.world.bot(one.user_id) && !['left', 'kicked'].includes(one.status));
  }

  // Where one is.

  go({ id, bot, thread }, message = null, replace = false) {
    if (id === undefined) return;
    this.setOpen(id, bot, thread);
    writeHash(this.open, this.world.bots.length > 1, replace);
    this.render();
    if (message) setTimeout(() => this.conversation.jump(message), 60);
    else if (!window.matchMedia(NARROW).matches && !replace) setTimeout(() => this.composer.field.focus({ preventScroll: true }), 30);
  }

  setOpen(id, bot, thread) {
    this.open = { id, bot: bot ?? null, thread: thread ?? null };
  }

  leaveChat() {
    this.setOpen(null);
    writeHash(this.open, false, false);
    this.render();
  }

  readAddress() {
    const { chat, bot, thread } = readHash();
    this.setOpen(chat, bot, thread);
    this.render();
  }

  // Unread counts.

  countUnread({ chat: id, bot, message }) {
    const chat = this.world.chat(id, bot);
    if (!chat || message.from?.id === this.actor(chat)?.id) return;
    const thread = hasTopics(chat) ? threadOf(message) : null;
    const visible = this.chat() === chat && (this.open.thread ?? null) === thread && document.visibilityState === 'visible';
    if (!visible) this.counts.add(countKey(chat, thread));
  }

  unread(chat, thread) {
    return this.counts.of(countKey(chat, thread));
  }

  markRead() {
    const chat = this.chat();
    if (chat && document.visibilityState === 'visible') this.counts.forget(countKey(chat, this.open.thread));
  }

  // What people do.

  /** Sends something to the control plane; a refusal becomes a toast, and the answer is null. */
  async act(path, body) {
    try {
      return await post(path, body) ?? {};
    } catch (error) {
      toast(error.message, 'bad');
      return null;
    }
  }

  say(text, more = {}) {
    const chat = this.chat();
    this.conversation.stuck = true;
    return this.act('say', { chat: chat.id, bot: chat.bot, user: this.actor(chat)?.id, thread: this.open.thread, text, ...more });
  }

  editText(message, text) {
    const chat = this.chat();
    return this.act('edit', { chat: chat.id, bot: chat.bot, user: this.actor(chat)?.id, message_id: message.message_id, text });
  }

  /** The same reaction a second time takes it away. */
  react(chat, message, emoji) {
    const user = this.actor(chat)?.id;
    const mine = reactionGroups(message.sandbox?.reactions).some(([mark, ids]) => mark === emoji && ids.includes(user));
    return this.act('react', { chat: chat.id, bot: chat.bot, user, message_id: message.message_id, emoji: mine ? null : emoji });
  }

  async press(chat, message, button, kind, stale = false) {
    if (kind === 'url' || kind === 'login_url') {
      const url = button.url ?? button.login_url.url;
      if (!this.openLink(chat, url)) window.open(url, '_blank', 'noopener,noreferrer');
    } else if (kind === 'copy_text') copy(button.copy_text.text);
    else if (kind === 'callback_data') await this.pressCallback(chat, message, button.callback_data, stale);
    else if (kind?.startsWith('switch_inline')) {
      const query = typeof button[kind] === 'string' ? button[kind] : button[kind].query ?? '';
      this.composer.insert(`@${this.world.botsIn(chat)[0]?.username} ${query}`);
    } else toast('The sandbox does not do buttons of this kind.');
  }

  async pressCallback(chat, message, data, stale) {
    const key = Presses.key(chat.id, messageKey(message), data);
    const target = { message_id: message.message_id, ephemeral_message_id: message.ephemeral_message_id };
    this.presses.begin(key);
    const done = await this.act('press', {
      chat: chat.id, bot: chat.bot, user: this.actor(chat)?.id, data, ...target, ...(stale ? { stale: true } : {}),
    });
    if (done?.query_id === undefined) this.presses.finish(key);
    else this.presses.named(key, String(done.query_id));
  }

  pressed({ query_id: query, chat, message_id: message, ephemeral_message_id: ephemeral, data }) {
    if (data === undefined || (!message && !ephemeral)) return;
    const key = Presses.key(chat, message ? String(message) : `e${ephemeral ?? 0}`, data);
    this.presses.named(key, String(query));
  }

  answered({ query_id: query, chat: id, user, text, alert, url }) {
    this.presses.answer(String(query));
    if (!text && !url) return;
    const here = this.chat()?.id === id && this.actor()?.id === user;
    const words = [here ? '' : `${nameOf(this.world.user(user))}: `, text || url].join('');
    const from = nameOf(this.chat() && this.world.botsIn(this.chat())[0]);
    if (alert) dialog({ title: from, body: h('p', { class: 'alert-text' }, words), role: 'alertdialog', test: 'alert' });
    else toast(words);
  }

  /** Links to the bot itself stay here: `t.me/bot?start=word` opens the person's private chat and starts it. */
  openLink(chat, href) {
    const url = new URL(href);
    const name = url.protocol === 'tg:' ? url.searchParams.get('domain') : /^(www\.)?t(elegram)?\.me$/.test(url.hostname) && url.pathname.split('/')[1];
    const bot = name && this.world.bots.find((one) => one.username.toLowerCase() === name.toLowerCase());
    if (bot) {
      const person = this.actor(chat);
      this.go({ id: person.id, bot: bot.id, thread: null });
      const payload = url.searchParams.get('start');
      if (payload !== null) this.say(`/start ${payload}`.trim());
    } else if (url.protocol === 'tg:') toast('This link only works in Telegram.');
    return Boolean(bot) || url.protocol === 'tg:';
  }

  hands(chat, place) {
    return {
      place, revealed: this.revealed, now: () => this.world.now(), copy: (text) => copy(text),
      command: (text) => this.say(text), mention: (text) => this.composer.insert(`${text} `),
      search: (text) => this.chats.find(text), open: (href) => this.openLink(chat, href),
    };
  }
}

function countKey(chat, thread) {
  return `${chat.id}/${chat.bot ?? ''}/${thread ?? ''}`;
}

const app = new App();
app.start().catch((error) => {
  app.connection('lost');
  toast(error.message, 'bad');
  setTimeout(() => window.location.reload(), 3000);
});
