import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeValue } from '../../src/dsl/notation.js';
import { PRIMITIVES } from '../../src/dsl/registry.js';
import { ArcError } from '../../src/values/error.js';
import type { Value } from '../../src/values/value.js';
import { evaluate } from './python.js';

const VALUES = [
  '0', '1', '2', '-1', '10', '5000', '9007199254740993', 'True', 'False', 'None', '()', '{}', '((), ())', '(1, 2)', '(-1, 1)',
  '(True, 0)', '(1,)', '(1, 2, 3)', '((1, 2), (3,))', '((1, 2), 3)', '((0, 0), (0, 1))', '((3, (0, 0)), (3, (1, 1)))', '(9999, 0)',
  'G33', 'G23', '((7,),)', '((10, True), (-1, 2))', 'IND', 'OBJ', '{1, 2}', '{(1, 2, 3)}', '{IND, OBJ}', '{OBJ}', '(OBJ, OBJ)',
  '{(0, 0), (3, (0, 0))}', '{(True, 0)}', '{(5000, 0)}', '{(99, (0, 0))}', '{(1, (5000, 0))}', '(G33, G23)', '{G33}', '{{}}',
  'size', 'add', 'first', 'identity', 'objects', 'rbind(add, 1)', 'lbind(replace, G33)', 'compose(size, first)', 'matcher(size, 2)',
].map((text) => ({ text, value: evaluate(text) }));

const textsOf = (values: readonly Value[]): readonly string[] =>
  values.map((value) => (typeof value === 'function' ? 'function' : JSON.stringify(encodeValue(value))));

describe('any arguments', () => {
  for (const { name, arity, call } of PRIMITIVES) {
    it(`${name}(...) gives a value or fails with ArcError for any arguments, and leaves them as they are`, () => {
      const argumentLists = fc.array(fc.constantFrom(...VALUES), { minLength: arity, maxLength: arity });
      fc.assert(fc.property(argumentLists, (list) => {
        const values = list.map(({ value }) => value), before = textsOf(values);
        try {
          const result = call(...values);
          if (typeof result !== 'function') encodeValue(result);
        } catch (error) {
          expect(error, `${name}(${list.map(({ text }) => text).join(', ')})`).toBeInstanceOf(ArcError);
        }
        expect(textsOf(values)).toEqual(before);
      }), { numRuns: 100 });
    });
  }
});
