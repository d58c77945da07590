// Text and entities to a tree of nodes, without a browser: a node is a string or {type, children, …the entity's fields}.
// Offsets are UTF-16 code units, which is what JavaScript strings count in.

const BLOCKS = new Set(['blockquote', 'expandable_blockquote', 'pre']);
const STYLES = new Set(['bold', 'italic', 'underline', 'strikethrough', 'spoiler']);

/** The tree for a text. Entities that overlap without nesting are cut where they cross, so nothing is ever lost. */
export function toTree(text, entities = []) {
  const spans = entities.map((entity) => clamp(entity, text.length)).filter((span) => span.end > span.start);
  spans.sort(outermostFirst);
  const root = [];
  for (const [start, end] of segments(text.length, spans)) {
    let level = root;
    for (const span of spans) {
      if (span.start <= start && span.end >= end) level = enter(level, span);
    }
    level.push(text.slice(start, end));
  }
  return finish(root);
}

/** What is wrong with the entities, in sentences; an empty list when Telegram could have sent them. */
export function problems(text, entities = []) {
  const found = [];
  for (const { type, offset, length } of entities) {
    if (length <= 0 || offset < 0) found.push(`An entity (${type}) covers nothing.`);
    else if (offset + length > text.length) found.push(`An entity (${type}) ends after the text.`);
    else if (splitsPair(text, offset) || splitsPair(text, offset + length)) {
      found.push(`An entity (${type}) cuts a character in two.`);
    }
  }
  return found;
}

/** Everything a reader sees, without formatting; spoilers stay covered. */
export function plain(tree) {
  return tree.map((node) => {
    if (typeof node === 'string') return node;
    if (node.type === 'spoiler') return '▒'.repeat(Math.min(plain(node.children).length, 12));
    const inside = plain(node.children ?? []);
    return BLOCKS.has(node.type) ? `\n${inside}\n` : inside;
  }).join('');
}

/** An address that is safe to put into a link, or null. A bare `example.com` becomes https. */
export function safeHref(address) {
  const trimmed = String(address ?? '').trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:/i.test(trimmed) && !/^[\w.-]+:\d+(\/|$)/.test(trimmed)
    ? trimmed : `https://${trimmed}`;
  let url;
  try {
    url = new URL(withScheme);
  } catch {
    return null;
  }
  return ['http:', 'https:', 'mailto:', 'tel:', 'tg:'].includes(url.protocol) ? url.href : null;
}

/** A moment as Telegram's `r|w?[dD]?[tT]?` asks for it; an empty format keeps the bot's own words (null). */
export function formatMoment(unix, format, { now, locale, timeZone } = {}) {
  if (!format) return null;
  const date = new Date(unix * 1000);
  if (Number.isNaN(date.getTime())) return null;
  if (format === 'r') return relative(unix - now, locale);
  const print = (options) => new Intl.DateTimeFormat(locale, { timeZone, ...options }).format(date);
  const parts = [];
  if (format.includes('w')) parts.push(print({ weekday: 'long' }));
  if (format.includes('t')) parts.push(print({ timeStyle: 'short' }));
  if (format.includes('T')) parts.push(print({ timeStyle: 'medium' }));
  if (format.includes('d')) parts.push(print({ dateStyle: 'short' }));
  if (format.includes('D')) parts.push(print({ dateStyle: 'long' }));
  return parts.length ? parts.join(', ') : null;
}

/** Seconds from now, in words: “in 3 hours”, “2 days ago”. */
export function relative(seconds, locale) {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const steps = [['day', 86400], ['hour', 3600], ['minute', 60]];
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  }
  return words.format(Math.trunc(seconds), 'second');
}

/** A rich text (a string, a list, or an object with a type) as the same kind of tree. */
export function richTree(rich) {
  if (rich === null || rich === undefined) return [];
  if (typeof rich === 'string') return [rich];
  if (Array.isArray(rich)) return rich.flatMap(richTree);
  const { text, ...fields } = rich;
  if (rich.type === 'custom_emoji') return [{ ...fields, children: [rich.alternative_text ?? ''] }];
  if (rich.type === 'mathematical_expression') return [{ type: 'code', children: [rich.expression ?? ''] }];
  if (rich.type === 'url') return [{ ...fields, type: 'text_link', children: richTree(text) }];
  return [{ ...fields, children: richTree(text) }];
}

function clamp(entity, length) {
  const { offset, length: size, ...fields } = entity;
  const start = Math.min(Math.max(offset, 0), length);
  return { start, end: Math.min(Math.max(offset + size, start), length), fields };
}

function outermostFirst(a, b) {
  return a.start - b.start || b.end - a.end || depth(a) - depth(b);
}

function depth({ fields: { type } }) {
  if (BLOCKS.has(type)) return 0;
  if (type === 'code') return 3;
  return STYLES.has(type) ? 2 : 1;
}

function segments(length, spans) {
  const cuts = [...new Set([0, length, ...spans.flatMap((span) => [span.start, span.end])])].sort((a, b) => a - b);
  return cuts.slice(1).map((end, index) => [cuts[index], end]);
}

/** The children of the span's node at this level: the one just left, if it is the same span, else a new one. */
function enter(level, span) {
  const last = level.at(-1);
  if (last?.span === span) return last.children;
  const node = { span, children: [] };
  level.push(node);
  return node.children;
}

function finish(level) {
  const nodes = level.map((node) => {
    if (typeof node === 'string') return node;
    return { ...node.span.fields, children: finish(node.children) };
  });
  return withoutSeams(nodes);
}

/** A block breaks the line by itself, so the line breaks that touch it from outside would show as empty lines. */
function withoutSeams(nodes) {
  const isBlock = (node) => typeof node === 'object' && BLOCKS.has(node.type);
  return nodes.map((node, index) => {
    if (typeof node !== 'string') return node;
    let text = node;
    if (index > 0 && isBlock(nodes[index - 1]) && text.startsWith('\n')) text = text.slice(1);
    if (index + 1 < nodes.length && isBlock(nodes[index + 1]) && text.endsWith('\n')) text = text.slice(0, -1);
    return text;
  }).filter((node) => node !== '');
}

function splitsPair(text, at) {
  const before = text.charCodeAt(at - 1);
  const after = text.charCodeAt(at);
  return before >= 0xd800 && before < 0xdc00 && after >= 0xdc00 && after < 0xe000;
}
