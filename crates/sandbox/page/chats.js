// The left column: everybody's private chats, the groups, the topics of forums; search.

import { avatar, clockTime, h, icon, iconButton, reconcile } from './dom.js';
import { dayLabel, hasTopics, inThread, messageKey, senderOf } from './grouping.js';
import { nameOf, preview, serviceText, shorten } from './preview.js';

const MAX_HITS = 30;

export class Chats {
  constructor(app) {
    this.app = app;
    this.search = h('input', {
      type: 'search', placeholder: 'Search', 'aria-label': 'Search chats and messages', autocomplete: 'off', 'data-test': 'search',
      oninput: () => this.render(), onkeydown: (event) => event.key === 'Escape' && this.find(''),
    });
    this.theme = iconButton('moon', 'Dark or light', { 'data-test': 'theme', onclick: () => { app.theme.toggle(); this.render(); } });
    this.list = h('ul', { class: 'chat-list' });
    this.node = h('nav', { class: 'chats', 'aria-label': 'Chats' },
      h('header', { class: 'bar' }, h('span', { class: 'brand', 'aria-hidden': 'true' }, icon('box')),
        h('div', { class: 'titles' }, h('p', { class: 'brand-name' }, 'Sandbox'),
          h('p', { class: 'quiet', 'data-test': 'connection', role: 'status' }, 'Telegram on this machine')),
        this.theme),
      h('label', { class: 'search' }, icon('search'), this.search),
      this.list);
    this.list.addEventListener('keydown', (event) => this.walk(event));
  }

  find(text) {
    this.search.value = text;
    this.render();
  }

  render() {
    const wanted = this.search.value.trim().toLowerCase();
    this.theme.replaceChildren(icon(this.app.theme.isDark() ? 'sun' : 'moon'));
    const rows = [...this.section('Private chats', true, wanted), ...this.section('Groups', false, wanted)];
    if (wanted) rows.push(...this.hits(wanted));
    if (wanted && !rows.length) rows.push({ kind: 'none', key: 'none' });
    reconcile(this.list, rows, { key: (row) => row.key, signature: (row) => JSON.stringify(row), build: (row) => this.draw(row) });
  }

  section(title, isPrivate, wanted) {
    const chats = this.app.world.chats.filter((chat) => (chat.type === 'private') === isPrivate);
    const rows = chats.flatMap((chat) => this.rowsOf(chat)).filter((row) => !wanted || row.title.toLowerCase().includes(wanted));
    return rows.length ? [{ kind: 'title', key: title, title }, ...rows] : [];
  }

  rowsOf(chat) {
    const first = { ...this.row(chat, null, this.app.nameOfChat(chat)), note: this.app.noteOf(chat) };
    if (!hasTopics(chat)) return [first];
    return [first, ...chat.topics.filter((topic) => topic.thread_id !== 1).map((topic) => ({
      ...this.row(chat, topic.thread_id, topic.name), kind: 'topic', note: topic.closed ? 'closed' : null,
    }))];
  }

  row(chat, thread, title) {
    const { app } = this;
    const last = inThread(chat, thread).at(-1);
    const { open } = app;
    const current = app.chat() === chat && (open.thread ?? null) === thread;
    return {
      kind: 'chat', key: `${chat.id}/${chat.bot ?? ''}/${thread ?? ''}`, id: chat.id, bot: chat.bot ?? null, thread, title,
      current, unread: current ? 0 : app.unread(chat, thread),
      typing: Boolean(app.world.actionIn(chat, thread)),
      last: last ? this.words(chat, last) : null, when: last ? this.when(last.date) : '',
    };
  }

  words(chat, message) {
    const text = shorten(preview(message), 80);
    if (serviceText(message) !== null) return { text };
    if (chat.type === 'private') return { who: message.sandbox?.by === 'bot' ? '' : 'You', text };
    return { who: nameOf(senderOf(message)).split(' ')[0], text };
  }

  when(unix) {
    const label = dayLabel(unix, this.app.world.now());
    if (label === 'Today') return clockTime(unix);
    return label === 'Yesterday' ? label : label.split(' ').slice(0, 2).map((word) => word.slice(0, 3)).join(' ');
  }

  hits(wanted) {
    const found = [];
    for (const chat of this.app.world.chats) {
      for (const message of chat.messages.toReversed()) {
        if (found.length >= MAX_HITS) break;
        if (!preview(message).toLowerCase().includes(wanted)) continue;
        found.push({
          kind: 'hit', key: `hit/${chat.id}/${messageKey(message)}`, id: chat.id, bot: chat.bot ?? null, message: messageKey(message),
          thread: (hasTopics(chat) && message.is_topic_message && message.message_thread_id) || null,
          title: `${this.app.nameOfChat(chat)}`, text: around(preview(message), wanted), when: this.when(message.date),
        });
      }
    }
    return found.length ? [{ kind: 'title', key: 'Messages', title: 'Messages' }, ...found] : [];
  }

  draw(row) {
    if (row.kind === 'title') return h('li', { class: 'list-title' }, row.title);
    if (row.kind === 'none') return h('li', { class: 'nothing quiet' }, 'Nothing found.');
    if (row.kind === 'hit') return this.drawHit(row);
    return this.drawChat(row);
  }

  drawChat(row) {
    const { app } = this;
    const chat = app.world.chat(row.id, row.bot);
    const topic = row.kind === 'topic';
    return h('li', {}, h('button', {
      type: 'button', class: `chat-row ${topic ? 'topic' : ''}`, 'data-chat': row.id, 'data-thread': row.thread,
      'data-bot': app.world.bots.length > 1 ? row.bot : null, 'aria-current': row.current ? 'page' : null,
      onclick: () => {
        this.search.value = '';
        app.go(row);
      },
    },
    topic ? h('span', { class: 'hash', 'aria-hidden': 'true', 'data-hue': row.thread % 7 }, '#') : avatar(app.faceOf(chat)),
    h('span', { class: 'chat-words' },
      h('span', { class: 'chat-line' },
        h('span', { class: 'chat-title' }, row.title),
        row.note && h('span', { class: 'badge' }, row.note),
        h('span', { class: 'when' }, row.when)),
      h('span', { class: 'chat-line' }, this.lastWords(row),
        row.unread > 0 && h('span', { class: 'unread', 'data-test': 'unread', 'aria-label': `${row.unread} unread` }, row.unread)))));
  }

  lastWords(row) {
    if (row.typing) return h('span', { class: 'last doing' }, 'typing…');
    if (!row.last) return h('span', { class: 'last quiet' }, row.thread ? 'Nothing here yet' : 'No messages yet');
    return h('span', { class: 'last' }, row.last.who && h('span', { class: 'who' }, `${row.last.who}: `), row.last.text);
  }

  drawHit(row) {
    return h('li', {}, h('button', { type: 'button', class: 'chat-row hit', 'data-test': 'hit', onclick: () => this.app.go(row, row.message) },
      h('span', { class: 'chat-words' },
        h('span', { class: 'chat-line' }, h('span', { class: 'chat-title' }, row.title), h('span', { class: 'when' }, row.when)),
        h('span', { class: 'chat-line' }, h('span', { class: 'last' }, row.text)))));
  }

  walk(event) {
    const rows = [...this.list.querySelectorAll('.chat-row')];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = rows.indexOf(document.activeElement);
    if (!step || here < 0) return;
    event.preventDefault();
    rows[Math.min(Math.max(here + step, 0), rows.length - 1)].focus();
  }
}

function around(text, wanted) {
  const at = text.toLowerCase().indexOf(wanted);
  return at > 30 ? `…${shorten(text.slice(at - 20), 80)}` : shorten(text, 80);
}
