// What belongs to this browser: the address of the open chat, unread counts, the theme.

export function readHash() {
  const hash = new URLSearchParams(window.location.hash.slice(1));
  const number = (name) => (hash.has(name) && Number.isFinite(Number(hash.get(name))) ? Number(hash.get(name)) : null);
  return { chat: number('chat'), bot: number('bot'), thread: number('thread') };
}

/** `#chat=103`, with `&thread=5` in a topic and `&bot=…` where there are several bots. */
export function writeHash({ id, bot, thread }, severalBots, replace) {
  const parts = id === null ? [] : [`chat=${id}`];
  if (thread) parts.push(`thread=${thread}`);
  if (severalBots && bot) parts.push(`bot=${bot}`);
  const hash = parts.length ? `#${parts.join('&')}` : '';
  if (hash === window.location.hash) return;
  window.history[replace ? 'replaceState' : 'pushState'](null, '', window.location.pathname + hash);
}

/** Counts that survive a reload of the page, not the end of the tab. */
export function unreadCounts() {
  const place = `unread ${window.location.pathname}`;
  const counts = new Map(JSON.parse(sessionStorage.getItem(place) ?? '[]'));
  const save = () => sessionStorage.setItem(place, JSON.stringify([...counts]));
  return {
    of: (key) => counts.get(key) ?? 0,
    total: () => [...counts.values()].reduce((sum, one) => sum + one, 0),
    add(key) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
      save();
    },
    forget(key) {
      if (counts.delete(key)) save();
    },
    clear() {
      counts.clear();
      save();
    },
  };
}

export const theme = {
  isDark() {
    const { theme: chosen } = document.documentElement.dataset;
    return chosen ? chosen === 'dark' : window.matchMedia('(prefers-color-scheme: dark)').matches;
  },
  /** The other one; when that is what the system wants anyway, the choice is forgotten again. */
  toggle() {
    const next = this.isDark() ? 'light' : 'dark';
    const system = window.matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
    if (next === system) {
      delete document.documentElement.dataset.theme;
      localStorage.removeItem('sandbox-theme');
    } else {
      document.documentElement.dataset.theme = next;
      localStorage.setItem('sandbox-theme', next);
    }
  },
};
