// Inline queries: a message that starts with the bot's name asks it for results while one types.

import { post } from './api.js';

const PAUSE_MS = 300;
const WAIT_MS = 10000;

export class InlineQueries {
  constructor(app) {
    this.app = app;
    this.waiting = new Map();
    this.early = new Map();
  }

  /** The results for the text, or null when it is no inline query or more has been typed meanwhile. */
  async fitting(text, stillWanted, choose) {
    const [, name, query] = /^@(\w+)\s(.*)$/s.exec(text) ?? [];
    const bot = name && this.app.world.bots.find((one) => one.username.toLowerCase() === name.toLowerCase());
    if (!bot) return null;
    await new Promise((resolve) => { setTimeout(resolve, PAUSE_MS); });
    if (!stillWanted()) return null;
    const chat = this.app.chat();
    const user = this.app.actor(chat)?.id;
    try {
      const { query_id: id } = await post('inline', { bot: bot.id, user, query, chat: chat.id });
      const results = await this.answer(String(id));
      return {
        hint: 'Nothing found.',
        options: results.map((result) => ({
          title: result.title ?? result.type, about: result.description ?? '', choose: () => choose({ query_id: id, result_id: result.id, user }),
        })),
      };
    } catch (error) {
      return { options: [], hint: error.message };
    }
  }

  /** The event with the results may come before the answer to the question. */
  answer(id) {
    if (this.early.has(id)) return Promise.resolve(this.early.get(id));
    return new Promise((resolve, reject) => {
      this.waiting.set(id, resolve);
      setTimeout(() => reject(new Error('The bot has not answered.')), WAIT_MS);
    });
  }

  take({ query_id: id, results = [] }) {
    this.waiting.get(String(id))?.(results);
    this.waiting.delete(String(id));
    this.early.set(String(id), results);
    if (this.early.size > 20) this.early.delete(this.early.keys().next().value);
  }
}
