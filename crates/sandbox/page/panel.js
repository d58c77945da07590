// The right column: what happens behind the scenes. Three tabs; the last one acts on the world.

import { clockTime, h, icon, iconButton, reconcile } from './dom.js';
import { copy, moveFocus } from './overlay.js';
import { shorten } from './preview.js';
import { WorldTab } from './worldtab.js';

const TABS = [['traffic', 'Traffic'], ['refused', 'Refused'], ['world', 'World']];
const WIDE = '(min-width: 1180px)';
const SHOWN = 200;

export class Panel {
  constructor(app) {
    this.app = app;
    this.opened = new Set();
    this.tab = localStorage.getItem('sandbox-tab') ?? 'traffic';
    const chosen = localStorage.getItem('sandbox-panel');
    this.shown = window.matchMedia(WIDE).matches && chosen !== 'closed';
    this.world = new WorldTab(app);
    this.tabs = h('div', { class: 'tabs', role: 'tablist', 'aria-label': 'Behind the scenes', onkeydown: (event) => this.arrow(event) },
      TABS.map(([name, label]) => h('button', {
        type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': `panel-${name}`, 'data-test': `tab-${name}`, onclick: () => this.show(name),
      }, label, h('span', { class: 'tab-count', hidden: true }))));
    this.filter = h('input', { type: 'search', placeholder: 'Filter by method or text', 'aria-label': 'Filter the traffic', oninput: () => this.render() });
    this.quiet = h('input', { type: 'checkbox', checked: true, onchange: () => this.render() });
    this.calls = h('ol', { class: 'calls' });
    this.refused = h('ol', { class: 'calls' });
    this.pages = {
      traffic: h('div', {}, h('div', { class: 'filters' }, this.filter, h('label', { class: 'check' }, this.quiet, 'Hide waiting polls')), this.calls),
      refused: h('div', {}, this.refused),
      world: this.world.node,
    };
    for (const [name, page] of Object.entries(this.pages)) {
      page.classList.add('page');
      for (const [key, value] of Object.entries({ id: `panel-${name}`, role: 'tabpanel', 'aria-labelledby': `tab-${name}`, tabindex: '0' })) {
        page.setAttribute(key, value);
      }
    }
    this.node = h('aside', { class: 'panel', 'aria-label': 'Behind the scenes', onkeydown: (event) => this.escape(event) },
      h('header', { class: 'bar' }, this.tabs, iconButton('close', 'Close this column', { onclick: () => this.toggle(), 'data-test': 'panel-close' })),
      Object.values(this.pages));
  }

  isOpen() {
    return this.shown;
  }

  toggle() {
    this.shown = !this.shown;
    if (window.matchMedia(WIDE).matches) localStorage.setItem('sandbox-panel', this.shown ? 'open' : 'closed');
    this.app.render();
    if (this.shown) this.tabs.querySelector('[aria-selected=true]')?.focus();
    else document.querySelector('[data-test=panel]')?.focus();
  }

  escape(event) {
    if (event.key === 'Escape' && !window.matchMedia(WIDE).matches) this.toggle();
  }

  show(name) {
    this.tab = name;
    localStorage.setItem('sandbox-tab', name);
    this.render();
  }

  arrow(event) {
    if (moveFocus(this.tabs, event, '[role=tab]')) document.activeElement.click();
  }

  render() {
    document.body.classList.toggle('with-panel', this.shown);
    this.node.hidden = !this.shown;
    if (!this.shown) return;
    for (const [name] of TABS) {
      const button = this.tabs.querySelector(`#tab-${name}`);
      button.setAttribute('aria-selected', String(name === this.tab));
      button.tabIndex = name === this.tab ? 0 : -1;
      this.pages[name].hidden = name !== this.tab;
    }
    const count = this.tabs.querySelector('#tab-refused .tab-count');
    count.hidden = !this.app.world.refused.length;
    count.textContent = this.app.world.refused.length;
    if (this.tab === 'traffic') this.renderTraffic();
    if (this.tab === 'refused') this.renderRefused();
    if (this.tab === 'world') this.world.render();
  }

  renderTraffic() {
    const wanted = this.filter.value.trim().toLowerCase();
    const entries = this.app.world.traffic.filter((entry) => this.passes(entry, wanted)).slice(-SHOWN).reverse();
    this.list(this.calls, entries, 'Nothing yet. Write to the bot, and every call it makes appears here.');
  }

  passes({ call, update }, wanted) {
    if (call && this.quiet.checked && /^getUpdates$/i.test(call.method) && call.ok !== false) return false;
    return !wanted || JSON.stringify(call ?? update).toLowerCase().includes(wanted);
  }

  renderRefused() {
    const entries = this.app.world.refused.toReversed().map((call) => ({ key: `r${call.n}`, call }));
    this.list(this.refused, entries, 'Telegram would have accepted everything so far.', true);
  }

  list(parent, entries, hint, loud = false) {
    const rows = entries.length ? entries : [{ key: 'hint', hint }];
    reconcile(parent, rows, {
      key: (row) => row.key, signature: () => '', build: (row, isNew) => {
        const node = row.hint ? h('li', { class: 'hint quiet' }, row.hint) : row.call ? this.drawCall(row.call, loud) : this.drawUpdate(row);
        if (isNew && parent.kept?.size) flash(node);
        return node;
      },
    });
  }

  drawCall(call, loud) {
    const bad = call.ok === false || call.status >= 400;
    const details = h('details', {},
      h('summary', {}, h('span', { class: `status ${bad ? 'bad' : 'good'}` }, call.status ?? '···'),
        h('span', { class: 'method' }, call.method), h('span', { class: 'call-gist' }, gist(call.params)),
        h('span', { class: 'quiet ms' }, Number.isFinite(call.ms) ? `${Math.round(call.ms)} ms` : '')));
    fillWhenOpen(details, () => [
      h('p', { class: 'quiet' }, [`#${call.n}`, timeOf(call.at), call.encoding].filter(Boolean).join(' · ')), json(call.params ?? {}),
    ]);
    return h('li', { 'data-test': loud ? 'refused' : 'call', 'data-method': call.method, class: bad ? 'bad' : '' },
      details, call.error && h('p', { class: 'call-error' }, errorText(call.error)),
      call.warning && h('p', { class: 'call-error warning' }, call.warning));
  }

  drawUpdate({ update, bot }) {
    const kind = Object.keys(update ?? {}).find((name) => name !== 'update_id') ?? 'update';
    const body = update?.[kind] ?? {};
    const words = body.text ?? body.data ?? body.caption ?? body.query ?? '';
    const details = h('details', {}, h('summary', {}, h('span', { class: 'status in', title: 'Queued for the bot' }, icon('down')),
      h('span', { class: 'method' }, kind), h('span', { class: 'call-gist' }, shorten(String(words), 60)),
      h('span', { class: 'quiet ms' }, 'update')));
    const name = this.app.world.bot(bot)?.username;
    fillWhenOpen(details, () => [h('p', { class: 'quiet' }, `update ${update?.update_id ?? ''}${name ? ` for @${name}` : ''}`), json(update)]);
    return h('li', { 'data-test': 'update', 'data-kind': kind }, details);
  }
}

function flash(node) {
  node.classList.add('fresh');
  setTimeout(() => node.classList.remove('fresh'), 1200);
}

/** The body is only built when somebody looks. */
function fillWhenOpen(details, build) {
  details.addEventListener('toggle', () => {
    if (!details.open || details.querySelector('.call-body')) return;
    details.append(h('div', { class: 'call-body' }, build()));
  });
}

function json(value) {
  const text = JSON.stringify(unfold(value), null, 2);
  return h('div', { class: 'json-box' },
    iconButton('copy', 'Copy', { class: 'icon-button tiny', onclick: () => copy(text) }), h('pre', { class: 'json', tabindex: '0' }, text));
}

/** Form fields carry JSON as text (reply_markup and the like); it is shown as what it means. */
function unfold(value) {
  if (typeof value === 'string' && /^[[{]/.test(value)) {
    try {
      return JSON.parse(value);
    } catch {
      return value;
    }
  }
  if (value && typeof value === 'object' && !Array.isArray(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unfold(inner)]));
  }
  return value;
}

function gist(params) {
  const said = params?.text ?? params?.caption ?? params?.action ?? params?.chat_id ?? '';
  return shorten(String(said).replace(/\s+/g, ' '), 60);
}

function errorText(error) {
  return typeof error === 'string' ? error : error.description ?? JSON.stringify(error);
}

function timeOf(at) {
  return Number.isFinite(at) ? clockTime(at > 1e11 ? at / 1000 : at, true) : String(at ?? '');
}
