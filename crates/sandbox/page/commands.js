// The bot's commands for the person who is writing, in the chat that is open.

import { get } from './api.js';

export class Commands {
  constructor(app) {
    this.app = app;
    this.cache = new Map();
  }

  forget() {
    this.cache.clear();
  }

  /** What fits the word being typed; only a message that is nothing but the start of a command asks for it. */
  async fitting(text, choose) {
    const wanted = /^\/(\w*)$/.exec(text)?.[1]?.toLowerCase();
    if (wanted === undefined) return null;
    const all = await this.load();
    const options = all.filter(({ command }) => command.startsWith(wanted)).map((entry) => ({
      title: `/${entry.command}`, about: entry.description, choose: (how) => choose(this.words(entry), how),
    }));
    return { options, hint: all.length ? null : 'The bot offers no commands to this person here.' };
  }

  async load() {
    const chat = this.app.chat();
    const user = this.app.actor(chat)?.id;
    const key = `${chat.id}/${chat.bot ?? ''}/${user}`;
    if (!this.cache.has(key)) {
      const lists = await Promise.all(this.app.world.botsIn(chat).map((bot) => this.ask(bot, chat, user)));
      this.cache.set(key, lists.flat());
    }
    return this.cache.get(key);
  }

  async ask(bot, chat, user) {
    try {
      const list = await get('commands', { bot: bot.id, chat: chat.id, user });
      return list.map((entry) => ({ ...entry, bot }));
    } catch {
      return [];
    }
  }

  /** In a group the bot is named, so that no other bot feels spoken to. */
  words({ command, bot }) {
    return this.app.chat().type === 'private' ? `/${command}` : `/${command}@${bot.username}`;
  }
}
