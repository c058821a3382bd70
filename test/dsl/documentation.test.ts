import { describe, expect, it } from 'vitest';
import { CARD_WORDS } from '../../src/dsl/card-words.js';
import { readDocumentation } from '../../src/dsl/documentation.js';
import { findPrimitive, PRIMITIVES } from '../../src/dsl/registry.js';

describe('readDocumentation', () => {
  it('readDocumentation(primitive) finds prose, source and an example of each of the 160', () => {
    for (const primitive of PRIMITIVES) {
      const { text, source, examples } = readDocumentation(primitive)!;
      expect([primitive.name, text !== '', source]).toEqual([primitive.name, true, `ARC-DSL ${primitive.name}`]);
      expect(examples.some((example) => example.includes('// => '))).toBe(true);
    }
  });

  it('readDocumentation(word) finds prose and source of each card word', () => {
    for (const word of CARD_WORDS) expect([word.name, readDocumentation(word)?.source]).toEqual([word.name, `card word ${word.name}`]);
  });

  it('readDocumentation(primitive) tells shapes, ties and failures', () => {
    expect(readDocumentation(findPrimitive('argmax')!)).toEqual({
      text: 'The element with the greatest key; the first of equals.', parameters: [],
      errors: ['ArcError `dsl.ValueError` for an empty container, `dsl.TypeError` for keys that cannot be compared'],
      source: 'ARC-DSL argmax', examples: ['argmax(tuple(tuple(1, 2), tuple(2, 1), tuple(2, 0)), first) // => tuple(2, 1)'],
    });
  });
});
