import type { Literal } from './step.js';

/** Constants that may stand for one another: colors, small integers, ranks, symbols, angles, scales, truth values, directions, sizes. */
const KINDS: readonly (readonly string[])[] = [
  ['ZERO', 'ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'SIX', 'SEVEN', 'EIGHT', 'NINE'],
  ['BLACK', 'BLUE', 'RED', 'GREEN', 'YELLOW', 'GRAY', 'MAGENTA', 'ORANGE', 'CYAN', 'BURGUNDY'],
  ['NEG_ONE', 'NEG_TWO', 'TEN'],
  [...numbered('F', 0, 9), ...numbered('L', 1, 10)],
  numbered('R', 0, 9), numbered('A', 0, 9), ['SM2', 'SM3', 'SD2', 'SD3'], ['F', 'T'],
  ['DOWN', 'RIGHT', 'UP', 'LEFT', 'UNITY', 'NEG_UNITY', 'UP_RIGHT', 'DOWN_LEFT', 'ORIGIN'],
  ['ZERO_BY_TWO', 'TWO_BY_ZERO', 'TWO_BY_TWO', 'THREE_BY_THREE'],
];

const DIRECTIONS: readonly (readonly [number, number])[] = [[1, 0], [0, 1], [-1, 0], [0, -1], [1, 1], [-1, -1], [-1, 1], [1, -1], [0, 0]];

/** The other constants of the kind that a constant is of; none for one that is alone in its kind, and for other names. */
export function constantsLike(name: string): string[] {
  return KINDS.find((kind) => kind.includes(name))?.filter((other) => other !== name) ?? [];
}

/** What may stand for a constant that is written out: another digit for a digit, the other truth value, another direction. */
export function literalsLike(literal: Literal): Literal[] {
  if (typeof literal === 'boolean') return [!literal];
  if (typeof literal === 'number') return literal >= 0 && literal <= 9 ? [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].filter((digit) => digit !== literal) : [];
  if (literal === null) return [];
  const isDirection = literal.every((component) => Math.abs(component) <= 1);
  return isDirection ? DIRECTIONS.filter(([i, j]) => i !== literal[0] || j !== literal[1]) : [];
}

function numbered(prefix: string, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, k) => `${prefix}${from + k}`);
}
