// The blocks of a rich message: headings, tables, lists, details and so on.

import { richTree } from './entities.js';
import { fileAddress } from './api.js';
import { h } from './dom.js';
import { renderTree } from './text.js';

/** A whole rich message: the blocks that the sandbox made of what the bot wrote. */
export function renderRich(rich, hands) {
  return renderBlocks(rich.blocks, hands);
}

function renderBlocks(blocks, hands, path = 'r') {
  return (blocks ?? []).map((block, index) => {
    const here = `${path}.${index}`;
    const render = BLOCKS[block.type] ?? unknown;
    return render(block, {
      text: (rich) => renderTree(richTree(rich), hands, here),
      blocks: (inner, name = '') => renderBlocks(inner, hands, `${here}${name}`),
      hands,
    });
  });
}

const BLOCKS = {
  paragraph: (block, draw) => h('p', {}, draw.text(block.text)),
  heading: (block, draw) => h('p', {
    class: `heading size-${Math.min(Math.max(block.size ?? 3, 1), 6)}`, role: 'heading', 'aria-level': Math.min((block.size ?? 3) + 1, 6),
  }, draw.text(block.text)),
  pre: (block, { hands }) => renderTree([{ type: 'pre', language: block.language, children: richTree(block.text) }], hands)[0],
  footer: (block, draw) => h('p', { class: 'quiet' }, draw.text(block.text)),
  divider: () => h('hr'),
  mathematical_expression: (block) => h('p', { class: 'formula' }, h('code', {}, block.expression ?? '')),
  anchor: () => h('span', { hidden: true }),
  list,
  blockquote: (block, draw) => h('blockquote', {}, draw.blocks(block.blocks), credit(block, draw)),
  pullquote: (block, draw) => h('blockquote', { class: 'pull' }, draw.text(block.text), credit(block, draw)),
  collage: (block, draw) => h('figure', { class: 'collage' }, draw.blocks(block.blocks), caption(block, draw)),
  slideshow: (block, draw) => h('figure', { class: 'collage' }, draw.blocks(block.blocks), caption(block, draw)),
  table,
  details: (block, draw) => h('details', { open: block.is_open === true },
    h('summary', {}, draw.text(block.summary)), draw.blocks(block.blocks)),
  photo: (block, draw) => h('figure', {},
    h('img', { src: fileAddress(block.photo?.at(-1)?.file_id), alt: 'Photo', loading: 'lazy' }), caption(block, draw)),
  thinking: (block, draw) => h('p', { class: 'quiet thinking' }, draw.text(block.text)),
  expandable_blockquote: (block, { hands }) => renderTree([{ type: 'expandable_blockquote', children: richTree(block.text) }], hands)[0],
  buttons: (block, { hands }) => h('div', { class: 'inline-keyboard', role: 'group', 'aria-label': 'Buttons' },
    h('div', { class: 'button-row' }, (block.buttons ?? []).map((button) => hands.button?.(button)))),
  document: file,
  audio: file,
  video: file,
  animation: file,
  voice_note: file,
  map: (block, draw) => h('figure', {}, h('p', { class: 'quiet' }, `A map of ${block.location?.latitude}, ${block.location?.longitude}`),
    caption(block, draw)),
};

function file(block, draw) {
  const inner = block[block.type] ?? {};
  return h('figure', {}, h('a', { href: fileAddress(inner.file_id), download: inner.file_name ?? true }, inner.file_name ?? block.type),
    caption(block, draw));
}

function unknown(block) {
  return h('p', { class: 'quiet' }, `A block this page does not draw: ${block.type}`);
}

function credit(block, draw) {
  return block.credit && h('cite', {}, draw.text(block.credit));
}

function caption(block, draw) {
  return block.caption && h('figcaption', {}, draw.text(block.caption.text ?? block.caption));
}

function list(block, draw) {
  const items = block.items ?? [];
  return h('ul', { class: 'rich-list' }, items.map((item, index) => h('li', {},
    h('span', { class: 'label', 'aria-hidden': item.has_checkbox }, item.has_checkbox ? '' : item.label ?? '•'),
    item.has_checkbox && h('input', { type: 'checkbox', disabled: true, checked: item.is_checked === true, 'aria-label': 'Done' }),
    h('div', {}, draw.blocks(item.blocks, `i${index}`)))));
}

function table(block, draw) {
  const names = ['table', block.is_bordered && 'bordered', block.is_striped && 'striped', block.is_compact && 'compact'];
  return h('div', { class: 'table-scroll', tabindex: '0', role: 'region', 'aria-label': 'Table' },
    h('table', { class: names.filter(Boolean).join(' ') },
      block.caption && h('caption', {}, draw.text(block.caption)),
      h('tbody', {}, (block.cells ?? []).map((row) => h('tr', {}, row.map((cell) => h(cell.is_header ? 'th' : 'td', {
        colspan: cell.colspan, rowspan: cell.rowspan, 'data-align': cell.align, 'data-valign': cell.valign,
      }, draw.text(cell.text))))))));
}
