// Run with: node --test crates/sandbox/page/test/
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { formatMoment, plain, problems, richTree, safeHref, toTree } from '../entities.js';

const entity = (type, offset, length, more = {}) => ({ type, offset, length, ...more });

test('text without entities is one string', () => {
  assert.deepEqual(toTree('hello'), ['hello']);
  assert.deepEqual(toTree(''), []);
});

test('offsets count UTF-16 code units', () => {
  assert.deepEqual(toTree('👋 you', [entity('bold', 3, 3)]), ['👋 ', { type: 'bold', children: ['you'] }]);
});

test('entities nest, the longer one outside, code innermost', () => {
  assert.deepEqual(toTree('abcd', [entity('italic', 1, 2), entity('bold', 0, 4)]), [
    { type: 'bold', children: ['a', { type: 'italic', children: ['bc'] }, 'd'] },
  ]);
  assert.deepEqual(toTree('ab', [entity('code', 0, 2), entity('bold', 0, 2), entity('blockquote', 0, 2)]), [
    { type: 'blockquote', children: [{ type: 'bold', children: [{ type: 'code', children: ['ab'] }] }] },
  ]);
});

test('entities that cross are cut, and no letter is lost', () => {
  const tree = toTree('abcdef', [entity('bold', 0, 4), entity('italic', 2, 4)]);
  assert.deepEqual(tree, [
    { type: 'bold', children: ['ab', { type: 'italic', children: ['cd'] }] },
    { type: 'italic', children: ['ef'] },
  ]);
  assert.equal(plain(tree), 'abcdef');
});

test('two entities of one kind side by side stay two', () => {
  assert.equal(toTree('abcd', [entity('bold', 0, 2), entity('bold', 2, 2)]).length, 2);
});

test('an entity keeps its own fields', () => {
  assert.deepEqual(toTree('x', [entity('pre', 0, 1, { language: 'rust' })]), [{ type: 'pre', language: 'rust', children: ['x'] }]);
});

test('line breaks that touch a block are not shown twice', () => {
  assert.deepEqual(toTree('a\nquote\nb', [entity('blockquote', 2, 5)]), ['a', { type: 'blockquote', children: ['quote'] }, 'b']);
  assert.deepEqual(toTree('a\n\nquote', [entity('blockquote', 3, 5)])[0], 'a\n');
});

test('entities outside the text are clamped and reported', () => {
  assert.deepEqual(toTree('abc', [entity('bold', 2, 50)]), ['ab', { type: 'bold', children: ['c'] }]);
  assert.deepEqual(toTree('abc', [entity('bold', 9, 2)]), ['abc']);
  assert.deepEqual(problems('abc', [entity('bold', 2, 50)]), ['An entity (bold) ends after the text.']);
  assert.deepEqual(problems('👋', [entity('bold', 0, 1)]), ['An entity (bold) cuts a character in two.']);
  assert.deepEqual(problems('👋a', [entity('bold', 0, 2), entity('code', 2, 1)]), []);
});

test('random entities never lose, double or move a letter', () => {
  let seed = 7;
  const random = (below) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % below;
  };
  const kinds = ['bold', 'italic', 'underline', 'code', 'text_link', 'strikethrough'];
  for (let round = 0; round < 500; round += 1) {
    const text = Array.from({ length: random(20) }, () => 'abc👋é\n'[random(5)] ?? 'x').join('');
    const entities = Array.from({ length: random(6) }, () => entity(kinds[random(kinds.length)], random(22), random(12)));
    assert.equal(plain(toTree(text, entities)), text);
  }
});

test('a covered text stays covered in previews', () => {
  assert.equal(plain(toTree('pin 1234', [entity('spoiler', 4, 4)])), 'pin ▒▒▒▒');
});

test('only harmless addresses become links', () => {
  assert.equal(safeHref('example.org/a b'), 'https://example.org/a%20b');
  assert.equal(safeHref('localhost:8080/x'), 'https://localhost:8080/x');
  assert.equal(safeHref('mailto:a@example.org'), 'mailto:a@example.org');
  assert.equal(safeHref('tg://resolve?domain=x'), 'tg://resolve?domain=x');
  for (const bad of ['javascript:alert(1)', ' JavaScript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'java\nscript:alert(1)', '']) {
    const href = safeHref(bad);
    assert.ok(href === null || href.startsWith('https://'), `${bad} became ${href}`);
  }
});

test('moments follow their format', () => {
  const how = { now: 1_700_000_000, locale: 'en-GB', timeZone: 'UTC' };
  assert.equal(formatMoment(1_700_000_000, '', how), null);
  assert.equal(formatMoment(1_700_007_300, 'r', how), 'in 2 hours');
  assert.equal(formatMoment(1_699_999_940, 'r', how), '1 minute ago');
  assert.equal(formatMoment(1_700_000_000, 't', how), '22:13');
  assert.equal(formatMoment(1_700_000_000, 'wT', how), 'Tuesday, 22:13:20');
  assert.equal(formatMoment(1_700_000_000, 'D', how), '14 November 2023');
  assert.equal(formatMoment(Number.NaN, 't', how), null);
});

test('rich text becomes the same kind of tree', () => {
  assert.deepEqual(richTree(['a ', { type: 'bold', text: ['b', { type: 'url', url: 'https://x.org', text: 'c' }] }]), [
    'a ', { type: 'bold', children: ['b', { type: 'text_link', url: 'https://x.org', children: ['c'] }] },
  ]);
  assert.deepEqual(richTree(undefined), []);
});
