// The HTML form of a rich message as blocks, the same shape that `rich.js` draws. The browser only takes the markup
// apart, in a document that is never shown and runs nothing; what is not known here becomes its text.

const STYLES = {
  B: 'bold', STRONG: 'bold', I: 'italic', EM: 'italic', U: 'underline', INS: 'underline', S: 'strikethrough', STRIKE: 'strikethrough',
  DEL: 'strikethrough', 'TG-SPOILER': 'spoiler', CODE: 'code', SUB: 'subscript', SUP: 'superscript', MARK: 'marked',
};
const BLOCK_TAGS = new Set(['P', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6', 'UL', 'OL', 'TABLE', 'DETAILS', 'BLOCKQUOTE', 'ASIDE', 'HR', 'PRE',
  'FOOTER', 'DIV', 'TG-BUTTON-ROW', 'TG-BUTTON', 'FIGURE', 'TG-COLLAGE', 'TG-SLIDESHOW', 'TG-MATH-BLOCK', 'TG-THINKING']);

/** The blocks of a rich message, however the bot wrote it. */
export function blocksOf(rich) {
  if (rich.blocks) return rich.blocks;
  if (rich.html) return fromNodes(new DOMParser().parseFromString(rich.html, 'text/html').body.childNodes);
  return String(rich.markdown ?? '').split(/\n{2,}/).map((text) => ({ type: 'paragraph', text }));
}

/** Runs of text between blocks are paragraphs of their own. */
function fromNodes(nodes) {
  const blocks = [];
  let run = [];
  const flush = () => {
    if (inlineText(run).trim()) blocks.push({ type: 'paragraph', text: trimmed(inline(run)) });
    run = [];
  };
  for (const node of nodes) {
    if (node.nodeType === Node.ELEMENT_NODE && BLOCK_TAGS.has(node.tagName)) {
      flush();
      blocks.push(...block(node));
    } else run.push(node);
  }
  flush();
  return blocks;
}

function block(node) {
  const heading = /^H([1-6])$/.exec(node.tagName);
  if (heading) return [{ type: 'heading', size: Number(heading[1]), text: inline(node.childNodes) }];
  const make = TAGS[node.tagName];
  return make ? [make(node)] : fromNodes(node.childNodes);
}

const TAGS = {
  P: (node) => ({ type: 'paragraph', text: trimmed(inline(node.childNodes)) }),
  HR: () => ({ type: 'divider' }),
  FOOTER: (node) => ({ type: 'footer', text: inline(node.childNodes) }),
  PRE: (node) => ({ type: 'pre', text: node.textContent, language: /language-(\S+)/.exec(node.firstElementChild?.className ?? '')?.[1] }),
  UL: list,
  OL: list,
  TABLE: table,
  BLOCKQUOTE: (node) => ({ type: 'blockquote', blocks: fromNodes(node.childNodes) }),
  ASIDE: (node) => ({ type: 'pullquote', text: inline(node.childNodes) }),
  DETAILS: (node) => ({
    type: 'details', is_open: node.hasAttribute('open'), summary: inline(node.querySelector('summary')?.childNodes ?? []),
    blocks: fromNodes([...node.childNodes].filter((child) => child.tagName !== 'SUMMARY')),
  }),
  'TG-MATH-BLOCK': (node) => ({ type: 'mathematical_expression', expression: node.textContent }),
  'TG-THINKING': (node) => ({ type: 'thinking', text: inline(node.childNodes) }),
  'TG-BUTTON': (node) => ({ type: 'button', text: node.textContent }),
};

function list(node) {
  const start = Number(node.getAttribute('start') ?? 1);
  const items = [...node.children].filter((child) => child.tagName === 'LI').map((item, index) => {
    const box = item.querySelector(':scope > input[type=checkbox]');
    return {
      label: node.tagName === 'OL' ? `${start + index}.` : '•', blocks: fromNodes([...item.childNodes].filter((child) => child !== box)),
      has_checkbox: Boolean(box), is_checked: Boolean(box?.hasAttribute('checked')),
    };
  });
  return { type: 'list', items };
}

function table(node) {
  const cells = [...node.querySelectorAll('tr')].map((row) => [...row.children].map((cell) => ({
    text: inline(cell.childNodes), is_header: cell.tagName === 'TH', align: cell.getAttribute('align') ?? 'left',
    valign: cell.getAttribute('valign') ?? 'middle', colspan: span(cell, 'colspan'), rowspan: span(cell, 'rowspan'),
  })));
  const has = (name) => node.hasAttribute(name);
  return {
    type: 'table', cells, is_bordered: has('bordered') || has('border'), is_striped: has('striped'), is_compact: has('compact'),
    caption: node.querySelector('caption') && inline(node.querySelector('caption').childNodes),
  };
}

function span(cell, name) {
  const size = Number(cell.getAttribute(name));
  return size > 1 && size < 100 ? size : undefined;
}

function inline(nodes) {
  return [...nodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [node.data.replace(/\s+/g, ' ')];
    if (node.nodeType !== Node.ELEMENT_NODE) return [];
    if (node.tagName === 'BR') return ['\n'];
    const text = inline(node.childNodes);
    if (STYLES[node.tagName]) return [{ type: STYLES[node.tagName], text }];
    if (node.tagName === 'A') return [{ type: 'url', url: node.getAttribute('href'), text }];
    if (node.tagName === 'SPAN' && node.className === 'tg-spoiler') return [{ type: 'spoiler', text }];
    if (node.tagName === 'TG-TIME') {
      return [{ type: 'date_time', unix_time: Number(node.getAttribute('unix')), date_time_format: node.getAttribute('format') ?? '', text }];
    }
    return text;
  });
}

function inlineText(nodes) {
  return nodes.map((node) => node.textContent).join('');
}

function trimmed(text) {
  if (typeof text[0] === 'string') text[0] = text[0].trimStart();
  if (typeof text.at(-1) === 'string') text[text.length - 1] = text.at(-1).trimEnd();
  return text;
}
