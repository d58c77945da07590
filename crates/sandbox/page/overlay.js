// What appears above the page: toasts, menus, dialogs.

import { h, icon, iconButton } from './dom.js';

const TOAST_MS = 4000;

/** A short note at the bottom; `kind` is "", "good" or "bad". */
export function toast(text, kind = '') {
  const note = h('div', { class: `toast ${kind}`, 'data-test': 'toast' }, text);
  const shelf = document.getElementById('toasts');
  overTheMessages(shelf);
  shelf.append(note);
  if (shelf.children.length > 3) shelf.firstChild.remove();
  const wait = Math.max(TOAST_MS, text.length * 60);
  setTimeout(() => {
    note.classList.add('leaving');
    setTimeout(() => note.remove(), 250);
  }, wait);
}

/** In the middle of the conversation, so that the composer stays free; without one, of the window. */
function overTheMessages(shelf) {
  const area = document.querySelector('.log-area')?.getBoundingClientRect();
  const seen = area?.width > 0;
  shelf.style.left = `${seen ? area.left + area.width / 2 : window.innerWidth / 2}px`;
  shelf.style.bottom = `${seen ? window.innerHeight - area.bottom + 12 : 24}px`;
}

/** A dialog over everything; resolves with the value of the button pressed, or null when it was closed. */
export function dialog({ title, body, buttons = [{ label: 'OK', value: true, primary: true }], wide = false, role = 'dialog', test = 'dialog' }) {
  return new Promise((resolve) => {
    const before = document.activeElement;
    let answer = null;
    const box = h('dialog', { class: wide ? 'wide' : '', 'aria-labelledby': 'dialog-title', role, 'data-test': test });
    const choose = (value) => {
      answer = value;
      box.close();
    };
    box.append(
      h('header', {}, h('h2', { id: 'dialog-title' }, title), iconButton('close', 'Close', { onclick: () => box.close() })),
      h('div', { class: 'dialog-body' }, body),
      h('footer', {}, buttons.map((button) => h('button', {
        type: 'button', class: `button ${button.primary ? 'primary' : ''} ${button.danger ? 'danger' : ''}`,
        autofocus: button.primary, onclick: () => choose(typeof button.value === 'function' ? button.value() : button.value),
      }, button.label))),
    );
    box.addEventListener('click', (event) => event.target === box && box.close());
    box.addEventListener('close', () => {
      box.remove();
      before?.focus?.({ preventScroll: true });
      resolve(answer);
    });
    document.body.append(box);
    box.showModal();
  });
}

let closeMenu = null;

/**
 * A menu at a point or under a node. Items are `{label, icon, run, danger}`; `top` is a node put above them.
 * Arrows move, Escape and a click elsewhere close it, and the focus goes back to where it was.
 */
export function menu(at, items, top = null) {
  closeMenu?.();
  const before = document.activeElement;
  const box = h('div', { class: 'menu', role: 'menu', tabindex: '-1' }, top, items.map((item) => h('button', {
    type: 'button', role: 'menuitem', class: item.danger ? 'danger' : '', onclick: () => { close(); item.run(); },
  }, icon(item.icon), h('span', {}, item.label))));

  function close() {
    box.remove();
    document.removeEventListener('pointerdown', outside, true);
    window.removeEventListener('resize', close);
    closeMenu = null;
    before?.focus?.({ preventScroll: true });
  }
  function outside(event) {
    if (!box.contains(event.target)) close();
  }
  box.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      close();
    } else moveFocus(box, event, '[role^=menuitem], .reaction-choice');
  });
  document.addEventListener('pointerdown', outside, true);
  window.addEventListener('resize', close);
  closeMenu = close;
  document.body.append(box);
  place(box, at);
  box.querySelector('button')?.focus({ preventScroll: true });
  return close;
}

/** Moves the focus among the nodes of a list with the arrow keys, Home and End. */
export function moveFocus(parent, event, selector) {
  const nodes = [...parent.querySelectorAll(selector)];
  const at = nodes.indexOf(document.activeElement);
  const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
  let to = null;
  if (step) to = (at + step + nodes.length) % nodes.length;
  if (event.key === 'Home') to = 0;
  if (event.key === 'End') to = nodes.length - 1;
  if (to === null) return false;
  event.preventDefault();
  nodes[to]?.focus();
  return true;
}

function place(box, at) {
  const anchor = at instanceof Element ? at.getBoundingClientRect() : { left: at.x, right: at.x, top: at.y, bottom: at.y };
  const { width, height } = box.getBoundingClientRect();
  const left = Math.min(anchor.left, window.innerWidth - width - 8);
  const below = anchor.bottom + 4;
  const top = below + height > window.innerHeight - 8 ? Math.max(8, anchor.top - height - 4) : below;
  box.style.left = `${Math.max(8, left)}px`;
  box.style.top = `${top}px`;
}

export async function copy(text, what = 'Copied') {
  try {
    await navigator.clipboard.writeText(text);
    toast(what, 'good');
  } catch {
    dialog({ title: 'Copy this', body: h('textarea', { class: 'copy-source', readonly: true, rows: 4, value: text }) });
  }
}
