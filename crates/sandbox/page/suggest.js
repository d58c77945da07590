// The list above the composer that the text field steers: commands, or the results of an inline query.

import { h } from './dom.js';

export class Suggestions {
  constructor(field) {
    Object.assign(this, { field, options: [], at: 0 });
    this.node = h('div', { class: 'commands', id: 'suggestions', role: 'listbox', 'aria-label': 'Suggestions', hidden: true, 'data-test': 'commands' });
    for (const [name, value] of Object.entries({ 'aria-autocomplete': 'list', 'aria-controls': 'suggestions', 'aria-haspopup': 'listbox' })) {
      field.setAttribute(name, value);
    }
  }

  isOpen() {
    return !this.node.hidden;
  }

  /** Options are `{title, about, choose(how)}`, `how` being "send" or "write"; the hint stands in for an empty list. */
  show(options, hint) {
    this.options = options;
    this.at = 0;
    this.node.hidden = !options.length && !hint;
    this.node.replaceChildren(...(options.length ? options.map((option, index) => this.draw(option, index)) : [h('p', { class: 'quiet' }, hint ?? '')]));
    this.mark();
  }

  draw(option, index) {
    return h('div', {
      class: 'option', id: `suggestion-${index}`, role: 'option', 'data-test': 'command',
      onpointerdown: (event) => event.preventDefault(), onclick: () => option.choose('send'),
      onpointermove: () => {
        this.at = index;
        this.mark();
      },
    }, h('b', {}, option.title), h('span', { class: 'quiet' }, option.about));
  }

  mark() {
    const nodes = [...this.node.querySelectorAll('.option')];
    nodes.forEach((node, index) => node.setAttribute('aria-selected', String(index === this.at)));
    nodes[this.at]?.scrollIntoView({ block: 'nearest' });
    if (nodes[this.at] && this.isOpen()) this.field.setAttribute('aria-activedescendant', `suggestion-${this.at}`);
    else this.field.removeAttribute('aria-activedescendant');
  }

  close() {
    this.node.hidden = true;
    this.mark();
  }

  /** True when the key was for the list: arrows choose, Enter sends, Tab only writes down, Escape closes. */
  takesKey(event) {
    if (!this.isOpen()) return false;
    const chosen = this.options[this.at];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && chosen) {
      this.at = (this.at + step + this.options.length) % this.options.length;
      this.mark();
    } else if (event.key === 'Enter' && !event.shiftKey && chosen) chosen.choose('send');
    else if (event.key === 'Tab' && !event.shiftKey && chosen) chosen.choose('write');
    else if (event.key === 'Escape') this.close();
    else return false;
    event.preventDefault();
    return true;
  }
}
