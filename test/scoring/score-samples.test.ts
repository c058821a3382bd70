import { describe, expect, it } from 'vitest';
import { mergeCard, type Card } from '../../src/program/card.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { builtInDiffers, differName } from '../../src/scoring/built-in-differs.js';
import type { Task } from '../../src/tasks/task.js';
import { grid } from '../../src/values/grid.js';
import { scoreCard } from './score-card.js';

/** The rule is vmirror; the last demo is its own mirror image. */
const TASK: Task = {
  id: 'mirrored',
  demo: [
    { input: grid([[1, 2]]), output: grid([[2, 1]]) },
    { input: grid([[3, 0]]), output: grid([[0, 3]]) },
    { input: grid([[5, 5]]), output: grid([[5, 5]]) },
  ],
  test: [{ input: grid([[7, 8]]), output: grid([[8, 7]]) }],
};
const RIGHT = 'def solve_right(I):\n    O = vmirror(I)\n    return O\n';
const SAME = 'def solve_same(I):\n    O = identity(I)\n    return O\n';
const RED = 'def solve_red(I):\n    O = replace(I, ONE, TWO)\n    return O\n';
/** Colors of C that the grid lacks. */
const GAINED = 'def differ(S, I, C):\n    x1 = palette(C)\n    x2 = palette(I)\n    x3 = difference(x1, x2)\n    x4 = size(x3)\n    O = astuple(x4, x3)\n    return O\n';

function cardOf(solvers: string, differ = GAINED): Card {
  const [program] = parseSolvers(differ);
  return mergeCard('card', parseSolvers(solvers), [{ name: 'gained', program: program! }]);
}

describe('scores of a card, by hand', () => {
  it('o counts the samples, demo and test, that an output gets right', async () => {
    const { scores } = await scoreCard(cardOf(RIGHT + SAME + RED), TASK, 'every-output');
    expect(scores.o).toEqual({ right: 4, same: 1, red: 1 });
  });

  it('d adds the rows without owner (size > 0 is iz, 0 is zo) and the solver\'s own rows the other way round', async () => {
    const { scores } = await scoreCard(cardOf(RIGHT + SAME + RED), TASK, 'every-output');
    // right: no colors are gained anywhere: 4 × zo without owner and 4 × iz of its own. same: likewise.
    expect(scores.d).toMatchObject({ right: { gained: { iz: 4, zo: 4 } }, same: { gained: { iz: 4, zo: 4 } } });
    // red: C has 1 and 2 on the first demo, the output only 2: its own row has size 1, one zo more and one iz less.
    expect(scores.d).toMatchObject({ red: { gained: { iz: 3, zo: 5 } } });
  });

  it('s is d as it stands after the demo samples', async () => {
    const { scores } = await scoreCard(cardOf(RIGHT + SAME + RED), TASK, 'every-output');
    expect(scores.s).toEqual({ gained: { iz: { right: 3, same: 3, red: 2 }, zo: { right: 3, same: 3, red: 4 } } });
  });

  it('rows of other owners never count', async () => {
    const alone = await scoreCard(cardOf(RIGHT), TASK, 'every-output');
    const together = await scoreCard(cardOf(RIGHT + RED), TASK, 'every-output');
    expect(together.scores.d.right).toEqual(alone.scores.d.right);
  });

  it.each([
    ['every-output', 4 * 3], ['match-only', 4 + 1 + 1], ['distinct', 3 + 2], ['incremental', 3 + 2],
  ] as const)('%s makes %i differ passes', async (differs, passes) => {
    // On the test sample right gives 8 7, same and red give 7 8.
    expect((await scoreCard(cardOf(RIGHT + SAME + RED), TASK, differs)).differPasses).toBe(passes);
  });

  it.each([
    ['an empty tuple', 'combine(ORIGIN, ORIGIN)', 'difference(x1, x1)'],
    ['a tuple that begins with a boolean', 'flip(F)', 'astuple(x1, x1)'],
    ['a tuple that begins with a tuple', 'identity(I)', 'identity(x1)'],
    ['a set', 'palette(I)', 'identity(x1)'],
    ['a number', 'size(I)', 'identity(x1)'],
    ['a negative size', 'size(I)', 'astuple(NEG_ONE, x1)'],
  ])('a row that is %s adds nothing', async (_, first, last) => {
    const { scores } = await scoreCard(cardOf(RIGHT, `def differ(S, I, C):\n    x1 = ${first}\n    O = ${last}\n    return O\n`), TASK, 'every-output');
    expect(scores.d).toEqual({ right: { gained: { iz: 0, zo: 0 } } });
  });

  it('a size beyond 2⁵³ counts as any other', async () => {
    const steps = ['x1 = multiply(TEN, TEN)', 'x2 = multiply(x1, x1)', 'x3 = multiply(x2, x2)', 'x4 = multiply(x3, x3)', 'x5 = multiply(x4, x4)', 'O = astuple(x5, I)'];
    const { scores } = await scoreCard(cardOf(RIGHT, `def differ(S, I, C):\n    ${steps.join('\n    ')}\n    return O\n`), TASK, 'every-output');
    expect(scores.d).toEqual({ right: { gained: { iz: 4, zo: 4 } } });
  });
});

describe('scores that must not depend on the strategy', () => {
  const equalInAll = async (card: Card, task = TASK) => {
    const digests = await Promise.all((['every-output', 'distinct', 'incremental'] as const).map(async (differs) => (await scoreCard(card, task, differs)).digest));
    expect(new Set(digests).size).toBe(1);
  };

  it('a solver whose value is nested too deep to be written harms no other', async () => {
    const deep = `def solve_deep(I):
    x1 = multiply(TEN, TEN)
    x2 = multiply(x1, x1)
    x3 = power(initset, x2)
    O = x3(I)
    return O
`;
    const card = cardOf(deep + RIGHT);
    expect((await scoreCard(card, TASK, 'distinct')).scores.o).toEqual({ deep: 0, right: 4 });
    await equalInAll(card);
  });

  it('solvers whose values are functions, or hold some, are scored', async () => {
    const functions = 'def solve_f(I):\n    O = lbind(add, ONE)\n    return O\n\n\ndef solve_g(I):\n    x1 = lbind(add, TWO)\n    O = astuple(x1, x1)\n    return O\n';
    const card = mergeCard('functions', parseSolvers(functions + RIGHT), builtInDiffers());
    expect((await scoreCard(card, TASK, 'every-output')).scores.o).toEqual({ f: 0, g: 0, right: 4 });
    await equalInAll(card);
  });

  it('values that are equal in Python but not the same, true and 1, get a pass each', async () => {
    const solvers = 'def solve_true(I):\n    O = flip(F)\n    return O\n\n\ndef solve_one(I):\n    O = increment(ZERO)\n    return O\n';
    // The first element is C itself: a boolean does not count, a number does.
    await equalInAll(cardOf(solvers, 'def differ(S, I, C):\n    O = astuple(C, I)\n    return O\n'));
  });

  it('solvers and differs may be called as what JavaScript objects inherit', async () => {
    const card = mergeCard('names', parseSolvers(['constructor', '__proto__', 'toString'].map((id) => RIGHT.replace('right', id)).join('\n\n')),
      ['constructor', '__proto__'].map((name) => ({ name, program: parseSolvers(GAINED)[0]! })));
    const { scores } = await scoreCard(card, TASK, 'every-output');
    expect(Object.entries(scores.o)).toEqual([['constructor', 4], ['__proto__', 4], ['toString', 4]]);
    expect(Object.keys(scores.d.__proto__!)).toEqual(['constructor', '__proto__']);
    expect(Object.keys(scores.s)).toEqual(['constructor', '__proto__']);
    await equalInAll(card);
  });
});

describe('collectCandidates', () => {
  it('collectCandidates(card, scores) has each distinct row over all samples once, with the samples that its output gets right', async () => {
    const { candidates } = await scoreCard(cardOf(RIGHT + SAME), TASK, 'distinct');
    // Four distinct outputs of each, in order of first appearance.
    expect(candidates.map(({ solverId, value }) => [solverId, value])).toEqual([
      ['right', '((2,1))'], ['same', '((1,2))'], ['right', '((0,3))'], ['same', '((3,0))'], ['right', '((5,5))'], ['same', '((5,5))'], ['right', '((8,7))'], ['same', '((7,8))'],
    ]);
    expect(candidates.map(({ oScore }) => oScore)).toEqual([4, 1, 4, 1, 4, 1, 4, 1]);
  });

  it('collectCandidates(card, scores) takes true and 1 for the same value, as a set of Python does', async () => {
    const solver = 'def solve_b(I):\n    x1 = first(I)\n    x2 = first(x1)\n    x3 = equality(x2, THREE)\n    x4 = branch(x3, T, ONE)\n    O = identity(x4)\n    return O\n';
    expect((await scoreCard(cardOf(solver), TASK, 'distinct')).candidates).toHaveLength(1);
  });
});

describe('builtInDiffers', () => {
  it('builtInDiffers() are named by the md5 of their inlined texts, each another', () => {
    const differs = builtInDiffers();
    expect(new Set(differs.map(({ name }) => name)).size).toBe(4);
    for (const { name, program } of differs) expect(name).toBe(differName(program));
    expect(differs[0]!.name).toMatch(/^differ_[0-9a-f]{32}$/);
  });
});
