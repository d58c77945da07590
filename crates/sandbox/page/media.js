// Photos, albums and files inside a bubble.

import { fileAddress } from './api.js';
import { fileSize, h, icon } from './dom.js';
import { messageKey } from './grouping.js';
import { mediaKind, nameOf } from './preview.js';

const FILES = ['document', 'audio', 'voice', 'video', 'animation', 'video_note', 'sticker'];

/** The attachments of one bubble (several messages are an album), or null. */
export function renderMedia(messages) {
  const photos = messages.filter((message) => message.photo);
  const rest = messages.filter((message) => !message.photo && mediaKind(message));
  if (!photos.length && !rest.length) return null;
  return h('div', { class: 'media' },
    photos.length > 0 && h('div', { class: 'photos', 'data-count': Math.min(photos.length, 4) }, photos.map(photo)),
    rest.map((message) => tagged(message, messages, attachment(message))));
}

/** Every message of an album after the first carries its own id, so that each can be found. */
function tagged(message, messages, node) {
  if (message !== messages[0]) {
    node.setAttribute('data-message', messageKey(message));
    node.setAttribute('data-by', message.sandbox?.by ?? 'bot');
  }
  return node;
}

function photo(message, index, all) {
  const size = message.photo.reduce((best, one) => (one.width > best.width ? one : best));
  const image = h('img', {
    src: fileAddress(size.file_id), alt: message.caption || 'Photo', width: size.width, height: size.height, loading: 'lazy',
  });
  const covered = message.has_media_spoiler;
  const button = h('button', {
    type: 'button', class: `photo ${covered ? 'covered' : ''}`, 'aria-label': covered ? 'Hidden photo, press to show' : 'Open the photo',
    style: { '--ratio': `${size.width || 4} / ${size.height || 3}` },
    onclick: () => {
      if (button.classList.contains('covered')) button.classList.remove('covered');
      else enlarge(size, message.caption);
    },
  }, image);
  image.addEventListener('error', () => {
    image.remove();
    button.append(h('span', { class: 'missing' }, 'The photo could not be shown'));
  });
  return tagged(message, all, button);
}

function enlarge(size, caption) {
  const close = () => box.close();
  const box = h('dialog', { class: 'lightbox', 'aria-label': caption || 'Photo', onclick: close, onclose: () => box.remove() },
    h('img', { src: fileAddress(size.file_id), alt: caption || 'Photo' }));
  document.body.append(box);
  box.showModal();
}

function attachment(message) {
  const kind = mediaKind(message);
  if (FILES.includes(kind)) return file(message[kind], kind);
  if (kind === 'contact') return card(nameOf(message.contact), message.contact.phone_number);
  if (kind === 'location') return card('Location', `${message.location.latitude}, ${message.location.longitude}`);
  if (kind === 'venue') return card(message.venue.title, message.venue.address);
  if (kind === 'poll') return card(message.poll.question, message.poll.options.map((option) => option.text).join(' · '));
  if (kind === 'dice') return card(`${message.dice.emoji} ${message.dice.value}`, 'Dice');
  return card(kind, 'This page only names it');
}

function file(document, kind) {
  const name = document.file_name ?? `${kind}.${(document.mime_type ?? '').split('/')[1] ?? 'bin'}`;
  const ending = name.includes('.') ? name.split('.').pop().slice(0, 4) : '';
  return h('a', {
    class: 'file', href: fileAddress(document.file_id), download: name, 'data-test': 'file', title: `Download ${name}`,
  },
  h('span', { class: 'file-icon', 'data-ending': ending.toLowerCase(), 'aria-hidden': 'true' }, ending ? ending.toUpperCase() : icon('file')),
  h('span', { class: 'file-words' }, h('span', { class: 'file-name' }, name),
    h('span', { class: 'quiet' }, [fileSize(document.file_size), document.mime_type].filter(Boolean).join(' · '))));
}

function card(title, text) {
  return h('div', { class: 'file' }, h('span', { class: 'file-words' },
    h('span', { class: 'file-name' }, title), h('span', { class: 'quiet' }, text)));
}
