import { mergeCard, type Card } from '../../src/program/card.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { builtInDiffers } from '../../src/scoring/built-in-differs.js';
import type { Task } from '../../src/tasks/task.js';
import { grid } from '../../src/values/grid.js';

/** The rule is vmirror. */
export const MIRRORED: Task = {
  id: 'mirrored',
  demo: [
    { input: grid([[1, 2, 0], [0, 3, 3], [0, 0, 4]]), output: grid([[0, 2, 1], [3, 3, 0], [4, 0, 0]]) },
    { input: grid([[5, 0, 0], [5, 6, 0], [0, 0, 7]]), output: grid([[0, 0, 5], [0, 6, 5], [7, 0, 0]]) },
  ],
  test: [{ input: grid([[8, 0, 8], [0, 9, 9], [1, 0, 0]]), output: grid([[8, 0, 8], [9, 9, 0], [0, 0, 1]]) }],
};

/** What a solver's lines are called by: the name of what is special about it. */
export const SOLVERS = {
  right: 'O = vmirror(I)',
  same: 'O = identity(I)',
  red: 'O = replace(I, ZERO, TWO)',
  failing: 'O = first(ZERO)',
  /** Over a second of computation. */
  slow: 'x1 = power(rot90, 5000000)\n    x2 = power(x1, 4)\n    O = x2(I)',
  /** A power of a power of ten million. */
  endless: 'x1 = power(rot90, 10000000)\n    x2 = power(x1, 10000000)\n    O = x2(I)',
  /** A product of products: 4.8 million pairs. */
  huge: 'x1 = asindices(I)\n    x2 = product(x1, x1)\n    x3 = product(x2, x2)\n    x4 = product(x3, x2)\n    x5 = product(x4, x1)\n    O = size(x5)',
} as const;

/** A differ that computes for ever on a grid to compare with, and fails at once where there is none. */
export const ENDLESS_DIFFER = 'x1 = power(rot90, 10000000)\n    x2 = power(x1, 10000000)\n    x3 = x2(C)\n    x4 = height(x3)\n    O = astuple(x4, x3)';

/** A card of some of the solvers, with the built-in differs and others. */
export function smallCard(names: readonly (keyof typeof SOLVERS)[], differs: Readonly<Record<string, string>> = {}): Card {
  const text = names.map((name) => `def solve_${name}(I):\n    ${SOLVERS[name]}\n    return O\n`).join('\n');
  const others = Object.entries(differs).map(([name, lines]) => {
    const [program] = parseSolvers(`def differ(S, I, C):\n    ${lines}\n    return O\n`);
    return { name, program: program! };
  });
  return mergeCard(names.join('-'), parseSolvers(text), [...builtInDiffers(), ...others]);
}
