// A small card and task for the scripts beside this, which run in processes of their own on dist/.
import { mergeCard } from '../../dist/program/card.js';
import { parseSolvers } from '../../dist/program/parse-solvers.js';
import { builtInDiffers } from '../../dist/scoring/built-in-differs.js';
import { generateTask } from '../../dist/tasks/generators/generate.js';

export const TASK = generateTask('mirror-half', { seed: 1, samples: 3, tests: 1, size: { height: 6, width: 6 } });

/** A card of solvers given by their lines, with the built-in differs. */
export function cardOf(...solvers) {
  const text = solvers.map((lines, k) => `def solve_${k}(I):\n    ${lines.join('\n    ')}\n    return O\n`).join('\n');
  return mergeCard('small', parseSolvers(text), builtInDiffers());
}
