// A message in one line: for the chat list, replies, the pinned bar; and the sentences of service messages.

import { plain, richTree, toTree } from './entities.js';

const MEDIA = {
  photo: 'Photo', video: 'Video', animation: 'GIF', document: 'File', audio: 'Audio', voice: 'Voice message',
  video_note: 'Video message', sticker: 'Sticker', contact: 'Contact', location: 'Location', venue: 'Place',
  poll: 'Poll', dice: 'Dice', checklist: 'Checklist',
};

/** First and last name, a title, or the user name: whatever this person, bot or chat is called. */
export function nameOf(who) {
  if (!who) return 'Someone';
  return [who.first_name, who.last_name].filter(Boolean).join(' ') || who.title || who.username || `#${who.id}`;
}

/** The kind of attachment, by the name of its field, or null. */
export function mediaKind(message) {
  return Object.keys(MEDIA).find((kind) => message[kind]) ?? null;
}

export function preview(message) {
  const service = serviceText(message);
  if (service !== null) return service;
  const text = oneLine(plain(toTree(message.text ?? message.caption ?? '', message.entities ?? message.caption_entities)));
  if (message.rich_message) return richWords(message.rich_message) || 'Rich message';
  const kind = mediaKind(message);
  if (!kind) return text || 'A message of a kind this page does not know';
  const what = kind === 'document' ? message.document.file_name ?? MEDIA.document : MEDIA[kind];
  return text ? `${what}, ${text}` : what;
}

/** The sentence for a service message, or null for an ordinary one. */
export function serviceText(message) {
  const who = nameOf(message.sender_chat ?? message.from);
  for (const [field, say] of Object.entries(SERVICE)) {
    if (message[field] !== undefined) return say(message[field], who, message);
  }
  return null;
}

const SERVICE = {
  new_chat_members: (people, who, { from }) => (
    people.length === 1 && people[0].id === from?.id ? `${who} joined` : `${who} added ${people.map(nameOf).join(', ')}`),
  left_chat_member: (person, who, { from }) => (
    person.id === from?.id ? `${who} left` : `${who} removed ${nameOf(person)}`),
  new_chat_title: (title, who) => `${who} named the group “${title}”`,
  new_chat_photo: (_, who) => `${who} changed the group's picture`,
  delete_chat_photo: (_, who) => `${who} removed the group's picture`,
  group_chat_created: (_, who) => `${who} created the group`,
  supergroup_chat_created: (_, who) => `${who} created the group`,
  channel_chat_created: () => 'The channel was created',
  migrate_to_chat_id: (id) => `The group became a supergroup (${id})`,
  migrate_from_chat_id: (id) => `This supergroup was the group ${id}`,
  pinned_message: (pinned, who) => `${who} pinned “${shorten(preview(pinned))}”`,
  forum_topic_created: (topic, who) => `${who} created the topic “${topic.name}”`,
  forum_topic_edited: (topic, who) => (topic.name ? `${who} named the topic “${topic.name}”` : `${who} changed the topic`),
  forum_topic_closed: (_, who) => `${who} closed the topic`,
  forum_topic_reopened: (_, who) => `${who} opened the topic again`,
  general_forum_topic_hidden: (_, who) => `${who} hid General`,
  general_forum_topic_unhidden: (_, who) => `${who} showed General again`,
  message_auto_delete_timer_changed: () => 'Messages now delete themselves after a while',
  write_access_allowed: (_, who) => `${who} allowed the bot to write`,
  users_shared: (_, who) => `${who} shared people with the bot`,
  chat_shared: (_, who) => `${who} shared a chat with the bot`,
};

function richWords({ blocks, html, markdown }) {
  if (blocks) return oneLine(richPlain(blocks));
  return oneLine((html ?? '').replace(/<\/?(b|strong|i|em|u|ins|s|del|a|code|span|mark|tg-time|tg-spoiler)\b[^>]*>/gi, '').replace(/<[^>]*>/g, ' ').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&') + (markdown ?? ''));
}

function richPlain(blocks) {
  return blocks.map((block) => [
    plain(richTree(block.text ?? block.summary)),
    richPlain(block.blocks ?? []),
    (block.items ?? []).map((item) => richPlain(item.blocks ?? [])).join(' '),
    (block.cells ?? []).flat().map((cell) => plain(richTree(cell.text))).join(' '),
  ].filter(Boolean).join(' ')).join(' ');
}

function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim();
}

export function shorten(text, length = 60) {
  const letters = [...text];
  return letters.length > length ? `${letters.slice(0, length - 1).join('')}…` : text;
}
