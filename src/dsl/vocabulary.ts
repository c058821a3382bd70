import { closest } from '../values/closest.js';
import type { Value } from '../values/value.js';
import { CARD_CONSTANTS, CARD_WORDS, findCardWord } from './card-words.js';
import type { Primitive } from './primitive.js';
import { CONSTANTS, findPrimitive, PRIMITIVES } from './registry.js';

/** What a name in a program means. */
export type Word =
  | { readonly kind: 'primitive'; readonly primitive: Primitive }
  | { readonly kind: 'constant'; readonly value: Value };

/** The meaning of a name: one of the 160, a constant, a card word, a typed twin; `undefined` for a name known to nobody. */
export function findWord(name: string): Word | undefined {
  const primitive = findPrimitive(name) ?? findCardWord(name);
  if (primitive !== undefined) return { kind: 'primitive', primitive };
  const value = CONSTANTS.has(name) ? CONSTANTS.get(name) : CARD_CONSTANTS.get(name);
  return value === undefined ? undefined : { kind: 'constant', value };
}

/** The known name nearest to a misspelt one; `others` are names that the program itself defines. */
export function nearestWord(name: string, others: readonly string[] = []): string {
  const known = [...PRIMITIVES, ...CARD_WORDS].map((primitive) => primitive.name);
  return closest(name, [...others, ...known, ...CONSTANTS.keys(), ...CARD_CONSTANTS.keys()]);
}
