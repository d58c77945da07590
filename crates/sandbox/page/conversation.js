// The middle column: header, pinned bar, the messages. The composer sits below it and has its own file.

import { renderBubble, renderDraft } from './bubble.js';
import { avatar, h, icon, iconButton, reconcile } from './dom.js';
import { arrange, hasTopics, inThread, messageKey, threadOf } from './grouping.js';
import { messageMenu } from './messagemenu.js';
import { nameOf, preview, serviceText, shorten } from './preview.js';

const PAGE = 150;
const NEAR_PX = 90;
const DOING = {
  typing: 'is typing', upload_photo: 'is sending a photo', upload_document: 'is sending a file', upload_video: 'is sending a video',
  record_video: 'is recording a video', record_voice: 'is recording a voice message', upload_voice: 'is sending a voice message',
  choose_sticker: 'is choosing a sticker', find_location: 'is looking for a place',
};

export class Conversation {
  constructor(app) {
    this.app = app;
    this.shown = null;
    this.limit = PAGE;
    this.stuck = true;
    this.lastTop = 0;
    this.marks = new WeakMap();
    this.header = h('header', { class: 'bar' });
    this.pinned = h('div', { class: 'pinned', hidden: true });
    this.list = h('ol', { class: 'messages', tabindex: '0', 'data-test': 'messages' });
    this.scroller = h('div', { class: 'scroller', role: 'log', 'aria-live': 'polite' }, this.list);
    this.jumpButton = h('button', {
      type: 'button', class: 'jump', hidden: true, 'aria-label': 'To the newest message', title: 'To the newest message',
      onclick: () => this.toEnd(true),
    }, icon('down'), h('span', { class: 'count' }));
    this.node = h('div', { class: 'log-area' }, this.scroller, this.jumpButton);
    this.scroller.addEventListener('scroll', () => this.scrolled());
    this.list.addEventListener('keydown', (event) => this.walk(event));
    new ResizeObserver(() => this.stuck && this.toEnd()).observe(this.list);
    new ResizeObserver(() => this.stuck && this.toEnd()).observe(this.scroller);
  }

  render() {
    const { app } = this;
    const chat = app.chat();
    if (!chat) return this.renderNothing();
    const where = `${chat.id}/${chat.bot ?? ''}/${app.open.thread ?? ''}`;
    const switched = this.shown !== where;
    if (switched) this.startOver(where);
    this.renderHeader(chat);
    this.renderPinned(chat);
    const messages = inThread(chat, app.open.thread);
    this.renderRows(chat, messages, switched);
    if (switched || this.stuck) this.toEnd();
    this.renderJump(messages);
    if (switched) setTimeout(() => this.scroller.setAttribute('aria-live', 'polite'), 300);
  }

  startOver(where) {
    this.shown = where;
    this.limit = PAGE;
    this.stuck = true;
    this.lastTop = 0;
    this.seen = null;
    this.scroller.setAttribute('aria-live', 'off');
    this.list.kept = new Map();
    this.list.replaceChildren();
  }

  renderNothing() {
    this.startOver(null);
    this.header.replaceChildren();
    this.pinned.hidden = true;
    this.list.append(h('li', { class: 'empty' }, h('p', {}, 'Choose a chat on the left.')));
  }

  renderHeader(chat) {
    const { app } = this;
    const mark = JSON.stringify([chat.id, chat.bot, app.open.thread, app.titleOf(chat), this.subtitle(chat), app.panel.isOpen()]);
    if (mark === this.headerMark) return;
    this.headerMark = mark;
    const doing = this.doing(chat);
    const focused = this.header.contains(document.activeElement) && document.activeElement.getAttribute('aria-label');
    this.header.replaceChildren(
      iconButton('back', 'Back to the chats', { class: 'icon-button only-narrow', onclick: () => app.leaveChat(), 'data-test': 'back' }),
      avatar(app.faceOf(chat), { size: 'medium' }),
      h('div', { class: 'titles' },
        h('h1', { 'data-test': 'title' }, app.titleOf(chat)),
        h('p', { class: `quiet ${doing ? 'doing' : ''}`, 'data-test': 'subtitle', role: 'status' }, this.subtitle(chat),
          doing && h('span', { class: 'dots', 'aria-hidden': 'true' }, h('i'), h('i'), h('i')))),
      iconButton('panel', 'What happens behind the scenes', {
        'aria-pressed': String(app.panel.isOpen()), 'data-test': 'panel', onclick: () => app.panel.toggle(),
      }));
    if (focused) [...this.header.querySelectorAll('button')].find((one) => one.getAttribute('aria-label') === focused)?.focus();
  }

  doing(chat) {
    const action = this.app.world.actionIn(chat, this.app.open.thread);
    return action ? `${nameOf(this.app.world.botsIn(chat)[0])} ${DOING[action] ?? 'is busy'}` : null;
  }

  subtitle(chat) {
    const doing = this.doing(chat);
    if (doing) return doing;
    const { world } = this.app;
    const bots = world.botsIn(chat).map((bot) => `@${bot.username}`).join(', ');
    if (chat.type === 'private') return `You write as ${nameOf(world.user(chat.id))}, to ${bots}`;
    const people = world.peopleIn(chat).length;
    const kind = hasTopics(chat) ? 'forum' : chat.type;
    return [kind, `${people} ${people === 1 ? 'person' : 'people'}`, bots && `with ${bots}`].filter(Boolean).join(' · ');
  }

  renderPinned(chat) {
    const pinned = chat.pinned
      .map((id) => chat.messages.find((message) => message.message_id === id))
      .filter((message) => message && (!hasTopics(chat) || threadOf(message) === (this.app.open.thread ?? null)));
    const message = pinned.at(-1);
    this.pinned.hidden = !message;
    const mark = message ? `${messageKey(message)}/${preview(message)}/${pinned.length}` : '';
    if (mark === this.pinnedMark) return;
    this.pinnedMark = mark;
    this.pinned.replaceChildren(...(message ? [h('button', {
      type: 'button', 'data-test': 'pinned', onclick: () => this.jump(messageKey(message)),
    }, icon('pin'), h('span', { class: 'pinned-title' }, pinned.length > 1 ? `Pinned (${pinned.length})` : 'Pinned'),
    h('span', { class: 'pinned-text' }, preview(message)))] : []));
  }

  renderRows(chat, messages, switched) {
    const { app } = this;
    const person = app.actor(chat);
    const cx = this.context(chat, person);
    const rows = arrange(messages.slice(-this.limit), {
      now: app.world.now(),
      own: (message) => (chat.type === 'private' ? message.sandbox?.by !== 'bot' : message.from?.id === person?.id),
    });
    const extra = [];
    if (messages.length > this.limit) rows.unshift({ kind: 'earlier', key: 'earlier' });
    if (!messages.length) extra.push({ kind: 'empty', key: 'empty' });
    for (const draft of app.world.draftsIn(chat, app.open.thread)) extra.push({ kind: 'draft', key: `draft-${draft.draft_id}`, draft });
    reconcile(this.list, [...rows, ...extra], {
      key: (row) => row.key,
      signature: (row) => this.signature(row, cx),
      build: (row, isNew) => this.build(row, cx, isNew && !switched),
      leave: switched ? undefined : fadeOut,
    });
    this.scroller.setAttribute('aria-label', `Conversation: ${app.titleOf(chat)}`);
  }

  context(chat, person) {
    const { app } = this;
    return {
      chat, person, world: app.world, group: chat.type !== 'private', presses: app.presses,
      hands: (place) => app.hands(chat, place),
      jump: (key) => this.jump(key),
      menu: (message, at) => messageMenu(app, chat, message, at),
      press: (message, button, kind) => app.press(chat, message, button, kind),
      react: (message, emoji) => app.react(chat, message, emoji),
      stopDraft: (draft) => app.act('stop_draft', { chat: chat.id, bot: chat.bot, user: draft.user ?? person?.id, draft_id: draft.draft_id, thread: draft.thread }),
    };
  }

  signature(row, cx) {
    if (row.kind === 'day') return row.label;
    if (row.kind === 'draft') return this.markOf(row.draft);
    if (!row.message && !row.messages) return `${cx.person?.id}`;
    const marks = (row.messages ?? [row.message]).map((message) => this.markOf(message));
    const buttons = (row.messages ?? []).flatMap((message) => message.reply_markup?.inline_keyboard?.flat() ?? []);
    const states = buttons.map((button) => cx.presses.state(cx.chat.id, row.key, button.callback_data) ?? '');
    return [marks, row.own, row.head, row.tail, cx.person?.id, states].join('|');
  }

  /** A number for an object, the same as long as it is the same object: events replace messages, never change them. */
  markOf(object) {
    if (!this.marks.has(object)) this.marks.set(object, this.lastMark = (this.lastMark ?? 0) + 1);
    return this.marks.get(object);
  }

  build(row, cx, arriving) {
    const node = this.draw(row, cx);
    if (arriving) node.classList.add('arriving');
    return node;
  }

  draw(row, cx) {
    if (row.kind === 'day') return h('li', { class: 'separator' }, h('span', {}, row.label));
    if (row.kind === 'draft') return renderDraft(row.draft, cx);
    if (row.kind === 'empty') return this.empty(cx);
    if (row.kind === 'earlier') {
      return h('li', { class: 'separator' }, h('button', { type: 'button', class: 'button', onclick: () => this.earlier() }, 'Show earlier messages'));
    }
    if (row.kind === 'service') {
      return h('li', { class: 'service', tabindex: '-1', 'data-message': row.key, 'data-test': 'service' },
        h('span', {}, shorten(serviceText(row.message), 140)));
    }
    return renderBubble(row, cx);
  }

  empty(cx) {
    const { app } = this;
    const { chat, person } = cx;
    const bot = app.world.botsIn(chat)[0];
    const isPrivate = chat.type === 'private';
    return h('li', { class: 'empty' },
      avatar(bot, { size: 'large', bot: true }),
      h('p', { class: 'empty-title' }, isPrivate ? `${nameOf(person)} has not written to ${nameOf(bot)} yet` : 'Nothing has been said here yet'),
      h('p', { class: 'quiet' }, isPrivate ? 'Write /start to begin. A bot can only answer people who wrote first.'
        : 'Choose below who is speaking, then write. Type / to see the commands.'),
      isPrivate && h('button', { type: 'button', class: 'button primary', 'data-test': 'start', onclick: () => app.say('/start') }, 'Start'));
  }

  earlier() {
    const fromEnd = this.scroller.scrollHeight - this.scroller.scrollTop;
    this.limit += PAGE;
    this.render();
    this.scroller.scrollTop = this.scroller.scrollHeight - fromEnd;
  }

  /** Shows a message and lights it up for a moment. */
  jump(key) {
    const find = () => this.list.querySelector(`[data-message="${CSS.escape(key)}"]`);
    if (!find()) {
      this.limit = Infinity;
      this.render();
    }
    const node = find();
    if (!node) {
      this.app.toast('That message is no longer here.');
      return;
    }
    this.stuck = false;
    node.scrollIntoView({ block: 'center', behavior: calm() ? 'auto' : 'smooth' });
    node.classList.remove('lit');
    void node.offsetWidth;
    node.classList.add('lit');
  }

  toEnd(smooth = false) {
    this.stuck = true;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth && !calm() ? 'smooth' : 'auto' });
  }

  scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    const near = scrollHeight - scrollTop - clientHeight < NEAR_PX;
    // Content that grows (a photo arrives, the keyboard opens) is not the reader leaving the end; moving up is.
    this.stuck = near || (this.stuck && scrollTop >= this.lastTop);
    this.lastTop = scrollTop;
    this.renderJump(this.app.chat() ? inThread(this.app.chat(), this.app.open.thread) : []);
  }

  renderJump(messages) {
    if (this.stuck || this.seen === null) this.seen = messages.length;
    const fresh = Math.max(0, messages.length - this.seen);
    this.jumpButton.hidden = this.stuck;
    this.jumpButton.querySelector('.count').textContent = fresh || '';
  }

  /** Up and down walk through the messages; Enter or the menu key opens the menu of one. */
  walk(event) {
    const rows = [...this.list.querySelectorAll(':scope > [data-message]')];
    const here = rows.indexOf(event.target);
    if (event.target !== this.list && here < 0) return;
    if (event.key === 'Enter' && here >= 0) {
      event.preventDefault();
      rows[here].querySelector('.bubble-menu')?.click();
    }
    const to = { ArrowUp: here < 0 ? rows.length - 1 : here - 1, ArrowDown: here + 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    rows[Math.min(Math.max(to, 0), rows.length - 1)]?.focus();
  }
}

function fadeOut(node) {
  if (node.matches('.draft, .empty')) {
    node.remove();
    return;
  }
  node.classList.add('leaving');
  setTimeout(() => node.remove(), calm() ? 0 : 260);
}

function calm() {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}
