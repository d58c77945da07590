// Building nodes. Data only ever becomes text or attributes here, never markup.

/** `h('button', {class: 'x', onclick: f, 'data-test': 'y'}, 'text', child)`; false, null and undefined are left out. */
export function h(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  setAttributes(node, attributes);
  node.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function setAttributes(node, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else if (name === 'value') node.value = value;
    else if (name === 'style') Object.entries(value).forEach(([key, to]) => node.style.setProperty(key, to));
    else node.setAttribute(name, value === true ? '' : String(value));
  }
}

const PATHS = {
  search: 'M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13Zm5 11.5L20 20',
  back: 'M15 5l-7 7 7 7',
  close: 'M6 6l12 12M18 6L6 18',
  panel: 'M4 5h16v14H4ZM14.5 5v14',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4',
  moon: 'M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10Z',
  clip: 'M19 11.5l-7.6 7.6a4.6 4.6 0 0 1-6.5-6.5l8-8a3.1 3.1 0 0 1 4.4 4.4l-8 8a1.6 1.6 0 0 1-2.2-2.3l7-7',
  send: 'M4 12l16-8-5.5 16-3-6.5ZM11.5 13.5L20 4',
  more: 'M6 12h.01M12 12h.01M18 12h.01',
  down: 'M12 5v14M6 13l6 6 6-6',
  chevron: 'M8 10l4 4 4-4',
  pin: 'M9 4h6l-1 6 3 3v1.5H7V13l3-3ZM12 14.5V20',
  file: 'M7 3.5h7l4 4v13H7ZM14 3.5v4h4',
  reply: 'M9 7l-5 5 5 5M4 12h9a6 6 0 0 1 6 6',
  edit: 'M5 19l1-4L16 5l3 3L9 18Z',
  copy: 'M9 9h10v11H9ZM15 9V4H5v11h4',
  code: 'M9 8l-4 4 4 4M15 8l4 4-4 4',
  clock: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16ZM12 7.5V12l3 2',
  keyboard: 'M3.5 7h17v10h-17ZM7 10.5h.01M10.3 10.5h.01M13.7 10.5h.01M17 10.5h.01M8 14h8',
  eye: 'M3 12s3.2-6 9-6 9 6 9 6-3.2 6-9 6-9-6-9-6ZM12 9.5a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5Z',
  group: 'M9 5.5a3 3 0 1 1 0 6 3 3 0 0 1 0-6ZM3 19c.5-3.5 3-5 6-5s5.5 1.5 6 5M16 6a2.7 2.7 0 0 1 0 5.2M17.5 14.3c2 .6 3.2 2.2 3.5 4.7',
  warning: 'M12 4l9 16H3ZM12 10v4.5M12 17.3h.01',
  link: 'M8 16L16 8M9.5 8H16v6.5',
  stop: 'M7 7h10v10H7Z',
  box: 'M4 8l8-4 8 4v8l-8 4-8-4ZM4 8l8 4 8-4M12 12v8',
  check: 'M5 12.5l4.5 4.5L19 7.5',
};

const SVG = 'http://www.w3.org/2000/svg';

export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  for (const [key, value] of Object.entries({ viewBox: '0 0 24 24', class: 'icon', 'aria-hidden': 'true' })) {
    svg.setAttribute(key, value);
  }
  path.setAttribute('d', PATHS[name] ?? '');
  svg.append(path);
  return svg;
}

/** A button that shows only an icon; the label is for screen readers and the tooltip. */
export function iconButton(name, label, attributes = {}) {
  return h('button', { type: 'button', class: 'icon-button', 'aria-label': label, title: label, ...attributes }, icon(name));
}

/** A round picture: initials on a colour that stays with the id; bots show a box. */
export function avatar(who, { size = '', bot = false, topic = false } = {}) {
  const name = who?.title ?? [who?.first_name, who?.last_name].filter(Boolean).join(' ');
  const letters = name.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0]?.toUpperCase()).join('');
  const hue = bot ? 'bot' : String(Math.abs(Number(who?.id ?? 0)) % 7);
  return h('span', { class: `avatar ${size}`, 'data-hue': hue, 'aria-hidden': 'true' },
    bot ? icon('box') : topic ? '#' : letters || '?');
}

/**
 * Makes the parent's children those of `items`, keeping every node whose key and signature stayed the same, so that
 * focus, scroll, selection and running animations survive. `build(item, isNew)` makes a node; `leave(node)`, where
 * given, takes care of a node that has to go.
 */
export function reconcile(parent, items, { key, signature, build, leave = (node) => node.remove() }) {
  const kept = parent.kept ?? new Map();
  const next = new Map();
  let place = firstStaying(parent.firstChild);
  for (const item of items) {
    const name = key(item);
    const mark = signature(item);
    let entry = kept.get(name);
    if (!entry || entry.mark !== mark) {
      const node = build(item, !entry);
      if (entry && place === entry.node) place = firstStaying(place.nextSibling);
      keepFocus(entry?.node, node);
      entry?.node.remove();
      entry = { node, mark };
    }
    next.set(name, entry);
    if (entry.node === place) place = firstStaying(place.nextSibling);
    else parent.insertBefore(entry.node, place);
  }
  parent.kept = next;
  for (const [name, entry] of kept) {
    if (!next.has(name)) leave(entry.node);
  }
}

/** Nodes on their way out stay where they are and do not count. */
function firstStaying(node) {
  let here = node;
  while (here?.classList?.contains('leaving')) here = here.nextSibling;
  return here;
}

/** When a node is replaced while something in it has the focus, the same place in the new one gets it. */
function keepFocus(old, fresh) {
  const active = document.activeElement;
  if (!old || !old.contains(active)) return;
  const places = (node) => [node, ...node.querySelectorAll('button, a, summary, input')];
  const at = places(old).indexOf(active);
  queueMicrotask(() => (places(fresh)[at] ?? fresh).focus({ preventScroll: true }));
}

export function clockTime(unix, seconds = false) {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: seconds ? '2-digit' : undefined })
    .format(new Date(unix * 1000));
}

export function fileSize(bytes) {
  if (!Number.isFinite(bytes)) return '';
  const units = ['B', 'KB', 'MB', 'GB'];
  let power = 0;
  let size = bytes;
  while (size >= 1000 && power < units.length - 1) {
    size /= 1000;
    power += 1;
  }
  return `${power && size < 10 ? size.toFixed(1) : Math.round(size)} ${units[power]}`;
}
