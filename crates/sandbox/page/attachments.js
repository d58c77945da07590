// Files on their way out: chosen with the clip, dropped, or pasted; shown as chips until they are sent.

import { fileSize, h, icon, iconButton } from './dom.js';

const AS_PHOTO = ['image/png', 'image/jpeg', 'image/webp', 'image/gif'];

export class Attachments {
  constructor(changed) {
    this.changed = changed;
    this.list = [];
    this.input = h('input', {
      type: 'file', multiple: true, class: 'visually-hidden', tabindex: '-1', 'aria-label': 'Files to send', 'data-test': 'file-input',
      onchange: () => {
        this.add(this.input.files);
        this.input.value = '';
      },
    });
    this.node = h('ul', { class: 'chips', 'aria-label': 'Files to send', hidden: true });
  }

  add(files) {
    for (const file of files) {
      this.list.push({ file, kind: AS_PHOTO.includes(file.type) ? 'photo' : 'document' });
    }
    this.render();
  }

  take() {
    const taken = this.list;
    this.list = [];
    this.render();
    return taken;
  }

  render() {
    this.node.hidden = !this.list.length;
    this.node.replaceChildren(...this.list.map((entry) => this.chip(entry)));
    this.changed();
  }

  chip(entry) {
    const { file } = entry;
    const remove = () => {
      this.list = this.list.filter((other) => other !== entry);
      this.render();
    };
    const swap = () => {
      entry.kind = entry.kind === 'photo' ? 'document' : 'photo';
      this.render();
    };
    return h('li', { class: 'chip' }, icon('file'), h('span', { class: 'chip-name' }, file.name),
      h('span', { class: 'quiet' }, fileSize(file.size)),
      AS_PHOTO.includes(file.type) && h('button', { type: 'button', class: 'link', title: 'Change how it is sent', onclick: swap },
        entry.kind === 'photo' ? 'as a photo' : 'as a file'),
      iconButton('close', `Leave out ${file.name}`, { class: 'icon-button tiny', onclick: remove }));
  }

  /** Lets files be dropped onto `area`; `name()` says to whom, for the sign that appears. */
  acceptDrops(area, name) {
    const sign = h('div', { class: 'drop-sign', hidden: true, 'aria-hidden': 'true' });
    area.append(sign);
    let depth = 0;
    const hasFiles = (event) => [...event.dataTransfer?.types ?? []].includes('Files');
    const show = (on) => {
      sign.hidden = !on;
      sign.textContent = `Drop to send to ${name()}`;
    };
    area.addEventListener('dragenter', (event) => {
      if (!hasFiles(event)) return;
      depth += 1;
      show(true);
    });
    area.addEventListener('dragover', (event) => hasFiles(event) && event.preventDefault());
    area.addEventListener('dragleave', () => {
      depth = Math.max(0, depth - 1);
      if (!depth) show(false);
    });
    area.addEventListener('drop', (event) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      depth = 0;
      show(false);
      this.add(event.dataTransfer.files);
    });
  }
}
