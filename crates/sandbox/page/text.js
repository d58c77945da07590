// A tree from entities.js as nodes of the page. `hands` are what a reader can do with the text:
// {command(text), mention(text), search(text), open(href), copy(text), now(), revealed: Set, place: string}.

import { formatMoment, plain, safeHref, relative } from './entities.js';
import { h, icon } from './dom.js';

export function renderTree(tree, hands, path = '') {
  return tree.map((node, index) => {
    if (typeof node === 'string') return document.createTextNode(node);
    const here = `${path}/${index}`;
    const render = KINDS[node.type] ?? inline('span');
    return render(node, renderTree(node.children ?? [], hands, here), hands, here);
  });
}

const inline = (tag, name) => (_, children) => h(tag, { class: name }, children);

const KINDS = {
  bold: inline('strong'),
  italic: inline('em'),
  underline: inline('u'),
  strikethrough: inline('s'),
  subscript: inline('sub'),
  superscript: inline('sup'),
  marked: inline('mark'),
  custom_emoji: inline('span', 'emoji'),
  spoiler,
  code,
  pre,
  blockquote: (_, children) => h('blockquote', {}, children),
  expandable_blockquote: expandable,
  url: (node, children, hands) => link(plain(node.children), children, hands),
  text_link: (node, children, hands) => link(node.url, children, hands),
  email: (node, children, hands) => link(`mailto:${plain(node.children)}`, children, hands),
  email_address: (node, children, hands) => link(`mailto:${node.email_address}`, children, hands),
  phone_number: (node, children, hands) => link(`tel:${plain(node.children).replace(/[^\d+]/g, '')}`, children, hands),
  mention: (node, children, hands) => action(children, 'Mention', () => hands.mention(plain(node.children))),
  text_mention: (node, children) => h('span', { class: 'mention', title: `Person ${node.user?.id ?? ''}` }, children),
  hashtag: (node, children, hands) => action(children, 'Search', () => hands.search(plain(node.children))),
  cashtag: (node, children, hands) => action(children, 'Search', () => hands.search(plain(node.children))),
  bot_command: (node, children, hands) => action(children, 'Send this command', () => hands.command(plain(node.children))),
  bank_card: (node, children, hands) => action(children, 'Copy', () => hands.copy(plain(node.children))),
  date_time: moment,
};

function action(children, title, onclick) {
  return h('button', { type: 'button', class: 'in-text', title, onclick }, children);
}

function link(address, children, hands) {
  const href = safeHref(address);
  if (!href) return h('span', { class: 'dead-link', title: `Not a link this page opens: ${address}` }, children);
  return h('a', {
    href, title: href, target: '_blank', rel: 'noopener noreferrer',
    onclick: (event) => hands.open(href) && event.preventDefault(),
  }, children);
}

/** Covered until it is pressed; while covered a screen reader is told so instead of being read the text. */
function spoiler(_, children, hands, path) {
  const place = `${hands.place}${path}`;
  const inside = h('span', { class: 'covered' }, children);
  const node = h('span', { class: 'spoiler', role: 'button', tabindex: '0', 'aria-label': 'Hidden text, press to show' }, inside);
  const reveal = () => {
    hands.revealed.add(place);
    node.classList.add('revealed');
    for (const name of ['role', 'tabindex', 'aria-label']) node.removeAttribute(name);
    inside.removeAttribute('inert');
  };
  inside.setAttribute('inert', '');
  node.addEventListener('click', reveal, { once: true });
  node.addEventListener('keydown', (event) => ['Enter', ' '].includes(event.key) && (event.preventDefault(), reveal()));
  if (hands.revealed.has(place)) reveal();
  return node;
}

function code(node, children, hands) {
  return h('code', {
    role: 'button', tabindex: '0', title: 'Copy',
    onclick: () => hands.copy(plain(node.children)),
    onkeydown: (event) => event.key === 'Enter' && hands.copy(plain(node.children)),
  }, children);
}

function pre(node, children, hands) {
  const bar = h('span', { class: 'pre-bar' }, h('span', {}, node.language ?? ''),
    h('button', { type: 'button', 'aria-label': 'Copy the block', title: 'Copy', onclick: () => hands.copy(plain(node.children)) },
      icon('copy')));
  return h('div', { class: 'pre' }, bar, h('pre', { tabindex: '0' }, h('code', {}, children)));
}

function expandable(node, children, hands, path) {
  const place = `${hands.place}${path}`;
  const body = h('div', { class: 'fold' }, children);
  const toggle = h('button', { type: 'button', class: 'fold-toggle', onclick: () => show(!open()) });
  const quote = h('blockquote', { class: 'expandable' }, body, toggle);
  const open = () => quote.classList.contains('open');
  const show = (wanted) => {
    quote.classList.toggle('open', wanted);
    toggle.textContent = wanted ? 'Show less' : 'Show all';
    toggle.setAttribute('aria-expanded', String(wanted));
    hands.revealed[wanted ? 'add' : 'delete'](place);
  };
  show(hands.revealed.has(place));
  return quote;
}

function moment(node, children, hands) {
  const now = hands.now();
  const words = formatMoment(node.unix_time, node.date_time_format, { now, locale: 'en-GB' });
  const exact = formatMoment(node.unix_time, 'wDT', { now, locale: 'en-GB' }) ?? '';
  return h('time', {
    class: 'moment', datetime: exact && new Date(node.unix_time * 1000).toISOString(),
    title: `${exact} (${relative(node.unix_time - now, 'en-GB')})`,
  }, words ?? children);
}
