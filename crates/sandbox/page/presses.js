// Buttons that were pressed and not answered yet. Telegram shows a spinner; the deadline for an answer is 15 seconds.

const LATE_MS = 15000;

export class Presses {
  constructor(changed) {
    this.changed = changed;
    this.open = new Map();
    this.answered = new Set();
  }

  static key(chat, message, data) {
    return `${chat}/${message}/${data}`;
  }

  /** A button goes down. */
  begin(key, query = null) {
    clearTimeout(this.open.get(key)?.timer);
    const press = { query, late: false };
    press.timer = setTimeout(() => {
      press.late = true;
      this.changed();
    }, LATE_MS);
    this.open.set(key, press);
    this.changed();
  }

  /** The sandbox has given the press an id. The answer may have come in between, and others press buttons too. */
  named(key, query) {
    const press = this.open.get(key);
    if (this.answered.has(query)) {
      if (press?.query === null || press?.query === query) this.finish(key);
    } else if (press?.query === null) press.query = query;
    else if (press?.query !== query) this.begin(key, query);
  }

  answer(query) {
    this.answered.add(query);
    for (const [key, press] of this.open) {
      if (press.query === query) this.finish(key);
    }
  }

  finish(key) {
    clearTimeout(this.open.get(key)?.timer);
    if (this.open.delete(key)) this.changed();
  }

  clear() {
    for (const key of [...this.open.keys()]) this.finish(key);
  }

  state(chat, message, data) {
    const press = this.open.get(Presses.key(chat, message, data));
    if (!press) return null;
    return press.late ? 'late' : 'busy';
  }
}
