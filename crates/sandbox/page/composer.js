// Where messages are written: the text, the files, who is speaking, what is answered or edited, and the bot's keyboard.

import { upload } from './api.js';
import { Attachments } from './attachments.js';
import { Commands } from './commands.js';
import { h, iconButton } from './dom.js';
import { inThread, messageKey, replyMarkupFor } from './grouping.js';
import { InlineQueries } from './inline.js';
import { nameOf, preview } from './preview.js';
import { Suggestions } from './suggest.js';

export class Composer {
  constructor(app) {
    this.app = app;
    this.texts = new Map();
    this.about = null;
    this.keyboardHidden = new Set();
    this.forced = new Set();
    this.field = h('textarea', {
      rows: 1, placeholder: 'Message', id: 'message-field', 'aria-label': 'Message', 'data-test': 'composer', autocomplete: 'off', enterkeyhint: 'send',
      oninput: () => this.typed(), onkeydown: (event) => this.key(event), onpaste: (event) => this.pasted(event),
    });
    this.menu = new Suggestions(this.field);
    this.commands = new Commands(app);
    this.inline = new InlineQueries(app);
    this.field.addEventListener('blur', () => this.menu.close());
    this.files = new Attachments(() => this.refresh());
    this.banner = h('div', { class: 'about', hidden: true });
    this.speaker = h('select', { 'aria-label': 'Who is speaking', 'data-test': 'speaker', onchange: () => app.speakAs(Number(this.speaker.value)) });
    this.speakerLabel = h('label', { class: 'speaker', hidden: true }, h('span', {}, 'as'), this.speaker);
    this.slash = h('button', {
      type: 'button', class: 'icon-button slash', 'aria-label': 'Commands', title: 'Commands', 'data-test': 'commands-button',
      onpointerdown: (event) => event.preventDefault(), onclick: () => this.toggleCommands(),
    }, '/');
    this.keys = iconButton('keyboard', "The bot's keyboard", { hidden: true, onclick: () => this.toggleKeyboard(), 'data-test': 'keyboard-toggle' });
    this.sendButton = h('button', { type: 'submit', class: 'send', 'data-test': 'send', 'aria-label': 'Send', title: 'Send' },
      iconButton('send', '').firstChild);
    this.keyboard = h('div', { class: 'reply-keyboard', role: 'group', 'aria-label': "The bot's keyboard", hidden: true });
    this.node = h('form', { class: 'composer', onsubmit: (event) => { event.preventDefault(); this.send(); } },
      this.menu.node, this.banner, this.files.node,
      h('div', { class: 'input-row' }, this.speakerLabel,
        h('div', { class: 'field' }, this.slash, this.field, this.keys,
          iconButton('clip', 'Send files', { onclick: () => this.files.input.click(), 'data-test': 'clip' })),
        this.sendButton),
      this.files.input, this.keyboard);
  }

  /** Called whenever the world or the open chat changed. */
  render() {
    const { app } = this;
    const chat = app.chat();
    this.node.hidden = !chat;
    if (!chat) return;
    const where = `${chat.id}/${chat.bot ?? ''}/${app.open.thread ?? ''}`;
    if (where !== this.where) this.moveTo(where);
    this.renderSpeaker(chat);
    this.renderKeyboard(chat);
    this.refresh();
  }

  moveTo(where) {
    if (this.where && this.about?.kind !== 'edit') this.texts.set(this.where, this.field.value);
    this.where = where;
    this.about = null;
    this.field.value = this.texts.get(where) ?? '';
    this.files.take();
    this.menu.close();
    this.grow();
  }

  renderSpeaker(chat) {
    this.speakerLabel.hidden = chat.type === 'private';
    if (chat.type === 'private') return;
    const people = this.app.world.peopleIn(chat);
    const mark = JSON.stringify(people.map((one) => [one.id, nameOf(one)]));
    if (mark !== this.speakerMark) {
      this.speakerMark = mark;
      this.speaker.replaceChildren(...people.map((one) => h('option', { value: one.id }, nameOf(one))));
    }
    this.speaker.value = String(this.app.actor(chat)?.id ?? '');
  }

  renderKeyboard(chat) {
    const person = this.app.actor(chat);
    const found = person && replyMarkupFor(inThread(chat, this.app.open.thread), person);
    const key = found ? `${chat.id}/${person.id}/${messageKey(found.message)}` : null;
    const rows = found?.markup.keyboard ?? [];
    this.keys.hidden = !rows.length;
    this.keyboard.hidden = !rows.length || this.keyboardHidden.has(key);
    this.keys.setAttribute('aria-pressed', String(!this.keyboard.hidden));
    this.field.placeholder = found?.markup.input_field_placeholder || (chat.type === 'private' ? `Write as ${person?.first_name ?? 'them'}` : 'Message');
    if (found?.markup.force_reply && !this.forced.has(key)) {
      this.forced.add(key);
      this.answer(found.message);
    }
    if (key === this.keyboardKey) return;
    this.keyboardKey = key;
    this.keyboard.replaceChildren(...rows.map((row) => h('div', { class: 'button-row' }, row.map((button) => this.replyButton(button)))));
  }

  replyButton(button) {
    const given = typeof button === 'string' ? { text: button } : button;
    const asks = Object.keys(given).find((name) => name.startsWith('request_') || name === 'web_app');
    const press = () => (asks ? this.app.toast(`The sandbox does not do “${asks}”.`) : this.app.say(given.text));
    return h('button', { type: 'button', class: `reply-button ${given.style ?? ''}`, 'data-test': 'reply-button', onclick: press }, given.text);
  }

  toggleKeyboard() {
    const hidden = this.keyboardHidden;
    hidden[hidden.has(this.keyboardKey) ? 'delete' : 'add'](this.keyboardKey);
    this.render();
  }

  answer(message) {
    this.about = { kind: 'reply', message };
    this.refresh();
    if (window.matchMedia('(hover: hover)').matches) this.field.focus({ preventScroll: true });
  }

  edit(message) {
    this.about = { kind: 'edit', message, before: this.field.value };
    this.field.value = message.text;
    this.refresh();
    this.grow();
    this.field.focus({ preventScroll: true });
  }

  leaveAbout() {
    if (this.about?.kind === 'edit') this.field.value = this.about.before ?? '';
    this.about = null;
    this.refresh();
    this.grow();
  }

  refresh() {
    const { about } = this;
    this.banner.hidden = !about;
    if (about) {
      this.banner.replaceChildren(
        h('span', { class: 'about-title' }, about.kind === 'edit' ? 'Editing' : `Reply to ${nameOf(about.message.sender_chat ?? about.message.from)}`),
        h('span', { class: 'about-text' }, preview(about.message)),
        iconButton('close', about.kind === 'edit' ? 'Stop editing' : 'Do not reply', { onclick: () => this.leaveAbout() }));
    }
    const empty = !this.field.value.trim() && !this.files.list.length;
    this.sendButton.classList.toggle('ready', !empty);
    this.slash.classList.toggle('active', this.menu.isOpen() && this.field.value.startsWith('/'));
  }

  async typed() {
    this.grow();
    this.refresh();
    await this.suggest(this.field.value);
    this.refresh();
  }

  async suggest(text) {
    const stillWanted = () => this.field.value === text;
    const found = await this.commands.fitting(text, (words, how) => this.command(words, how))
      ?? await this.inline.fitting(text, stillWanted, (chosen) => this.takeResult(chosen));
    if (!stillWanted()) return;
    if (found) this.menu.show(found.options, found.hint);
    else this.menu.close();
  }

  async takeResult(chosen) {
    const chat = this.app.chat();
    this.menu.close();
    if (!await this.app.act('choose_inline', { chat: chat.id, bot: chat.bot, thread: this.app.open.thread, ...chosen })) return;
    this.field.value = '';
    this.grow();
    this.refresh();
  }

  grow() {
    this.field.style.height = 'auto';
    const { scrollHeight } = this.field;
    if (scrollHeight) this.field.style.height = `${Math.min(scrollHeight, 200)}px`;
  }

  toggleCommands() {
    this.field.focus();
    if (this.menu.isOpen()) {
      this.menu.close();
      if (this.field.value === '/') this.field.value = '';
    } else if (!this.field.value.trim()) this.field.value = '/';
    this.typed();
  }

  command(words, how) {
    this.menu.close();
    if (how === 'send') {
      this.field.value = '';
      this.app.say(words, this.taken());
    } else this.field.value = `${words} `;
    this.grow();
    this.refresh();
  }

  insert(text) {
    const { field } = this;
    field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
    field.focus();
    this.typed();
  }

  pasted(event) {
    const { files } = event.clipboardData;
    if (!files.length) return;
    event.preventDefault();
    this.files.add(files);
  }

  key(event) {
    if (event.isComposing || this.menu.takesKey(event)) return;
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.send();
    } else if (event.key === 'Escape' && this.about) this.leaveAbout();
    else if (event.key === 'ArrowUp' && !this.field.value && !this.about) this.editLast(event);
  }

  editLast(event) {
    const person = this.app.actor();
    const last = inThread(this.app.chat(), this.app.open.thread)
      .findLast((message) => message.from?.id === person?.id && message.text && message.message_id);
    if (!last) return;
    event.preventDefault();
    this.edit(last);
  }

  /** What the message answers; asking takes it away. */
  taken() {
    const reply = this.about?.kind === 'reply' ? this.about.message.message_id : undefined;
    this.about = null;
    return { reply_to: reply };
  }

  async send() {
    const text = this.field.value.trim();
    const { about } = this;
    if (!text && !this.files.list.length) return;
    const wrote = this.field.value;
    this.field.value = about?.kind === 'edit' ? about.before ?? '' : '';
    this.menu.close();
    const target = this.taken();
    const files = this.files.take();
    this.grow();
    this.refresh();
    const done = about?.kind === 'edit' ? await this.app.editText(about.message, text)
      : files.length ? await this.sendFiles(files, text, target) : await this.app.say(text, target);
    if (!done && !this.field.value) {
      this.field.value = wrote;
      this.about = about;
      this.grow();
      this.refresh();
    }
  }

  /** One after another, so that they arrive in order; the words go with the first. */
  async sendFiles(files, caption, target) {
    const chat = this.app.chat();
    const common = { chat: chat.id, bot: chat.bot, user: this.app.actor(chat)?.id, thread: this.app.open.thread, ...target };
    // Several pictures, or several files, are one album; a mixture is not, as in Telegram.
    const together = files.length > 1 && files.every(({ kind }) => kind === files[0].kind);
    if (together) common.album = String(Date.now());
    for (const [index, { file, kind }] of files.entries()) {
      try {
        await upload({ ...common, name: file.name, mime: file.type || 'application/octet-stream', kind, caption: index ? '' : caption }, file);
      } catch (error) {
        this.app.toast(`${file.name}: ${error.message}`, 'bad');
        this.files.add(files.slice(index).map((entry) => entry.file));
        return false;
      }
    }
    return true;
  }
}
