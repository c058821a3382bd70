import fc from 'fast-check';
import { CARD_CONSTANTS, CARD_WORDS, findCardWord } from '../../src/dsl/card-words.js';
import type { Primitive, TypeName } from '../../src/dsl/primitive.js';
import { CONSTANTS, PRIMITIVES } from '../../src/dsl/registry.js';
import type { Value } from '../../src/values/value.js';

const SETS: readonly TypeName[] = ['FrozenSet', 'IntegerSet', 'Indices', 'IndicesSet', 'Object', 'Objects', 'Patch'];
const TUPLES: readonly TypeName[] = ['Tuple', 'TupleTuple', 'IntegerTuple', 'Grid'];
const CONTAINERS: readonly TypeName[] = [...SETS, ...TUPLES, 'Container', 'ContainerContainer', 'Element', 'Piece'];

/** What a parameter of a type takes besides its own type and `Any`. */
const TAKES: Partial<Record<TypeName, readonly TypeName[]>> = {
  Container: CONTAINERS, ContainerContainer: CONTAINERS, Tuple: TUPLES, FrozenSet: SETS, Numerical: ['Integer', 'IntegerTuple'],
  Patch: ['Indices', 'Object'], Piece: ['Grid', 'Indices', 'Object', 'Patch'], Element: ['Grid', 'Object'],
};

const TWINS = ['vmirror_t', 'size_f', 'first_o', 'shift_i', 'fill_t', 'apply_f', 'mostcolor_o'].map((name) => findCardWord(name)!);
/** Words whose result may be so large that a test would wait for it. */
const LARGE = ['upscale', 'hupscale', 'vupscale', 'canvas', 'interval', 'power', 'multiply'];
const WORDS: readonly Primitive[] = [...PRIMITIVES, ...CARD_WORDS, ...TWINS].filter(({ name }) => !LARGE.includes(name));
const LITERALS: readonly (readonly [string, TypeName])[] = [['-1', 'Integer'], ['0', 'Integer'], ['3', 'Integer'], ['True', 'Boolean'], ['(1, -1)', 'IntegerTuple'], ['(0, 2)', 'IntegerTuple']];

function typeOf(value: Value): TypeName {
  return typeof value === 'number' ? 'Integer' : typeof value === 'boolean' ? 'Boolean' : 'IntegerTuple';
}

/** Something that may stand in a call: its text and its type. */
type Item = readonly [text: string, type: TypeName];
const CONSTANT_ITEMS: readonly Item[] = [...[...CONSTANTS, ...CARD_CONSTANTS].map(([name, value]): Item => [name, typeOf(value)]), ...LITERALS];
const FUNCTION_ITEMS: readonly Item[] = WORDS.filter(({ arity }) => arity <= 2).map(({ name }): Item => [name, 'Callable']);

function fits(parameter: TypeName, type: TypeName): boolean {
  return parameter === type || parameter === 'Any' || (TAKES[parameter]?.includes(type) ?? false);
}

/**
 * The text of a well-typed straight-line program that a list of numbers decides: each step takes what came before where it fits.
 *
 * @param header `def solve_a(I):` or `def differ(S, I, C):`, …
 */
function programText(header: string, inputs: readonly Item[], choices: readonly number[], steps: number): string {
  let at = 0;
  const number = () => choices[at++ % choices.length]!;
  const choose = <T>(items: readonly T[]): T => items[number() % items.length]!;
  const made: Item[] = [];
  const valuesFor = (type: TypeName): Item[] => {
    const fitting = [...made, ...inputs].filter(([, other]) => fits(type, other));
    // What was made last is more likely, and what may be anything serves where nothing fits.
    return fitting.length > 0 ? [...fitting, ...fitting.slice(-2)] : made.filter(([, other]) => other === 'Any');
  };
  const othersFor = (type: TypeName) => (type === 'Callable' ? FUNCTION_ITEMS : CONSTANT_ITEMS).filter(([, other]) => fits(type, other));
  const itemFor = (type: TypeName): string => {
    const values = valuesFor(type), others = othersFor(type);
    // Two times of three something that was computed, so that long chains come about.
    return choose(values.length > 0 && (others.length === 0 || choose([true, true, false])) ? values : others)[0];
  };
  const isUsable = ({ parameters }: Primitive) => parameters.every(({ type }) => valuesFor(type).length > 0 || othersFor(type).length > 0);
  const lines: string[] = [];
  for (let k = 0; k < steps; k++) {
    const name = k === steps - 1 ? 'O' : `x${k + 1}`;
    const functions = made.filter(([, type]) => type === 'Callable');
    if (functions.length > 0 && choose([true, false, false])) {
      lines.push(`    ${name} = ${choose(functions)[0]}(${itemFor('Any')})\n`);
      made.push([name, 'Any']);
    } else {
      const start = number() % WORDS.length;
      const word = WORDS.find((candidate, index) => index >= start && isUsable(candidate)) ?? WORDS.find(isUsable)!;
      const args = word.parameters.map(({ name: parameter, type }, position) => {
        const isKeyword = position === word.arity - 1 && word.arity > 1 && choose([true, false, false, false, false]);
        return `${isKeyword ? `${parameter}=` : ''}${itemFor(type)}`;
      });
      lines.push(`    ${name} = ${word.name}(${args.join(', ')})\n`);
      made.push([name, word.result]);
    }
  }
  return `${header}\n${lines.join('')}    return O\n`;
}

const choices = fc.array(fc.nat(100_000), { minLength: 12, maxLength: 40 });

/** Texts of random solvers `solve_<id>`, half of them over (S, I, C). */
export function solverText(id: string): fc.Arbitrary<string> {
  return fc.tuple(choices, fc.integer({ min: 1, max: 9 }), fc.boolean()).map(([numbers, steps, isWhole]) => (isWhole
    ? programText(`def solve_${id}(S, I, C):`, [['I', 'Grid'], ['S', 'Tuple']], numbers, steps)
    : programText(`def solve_${id}(I):`, [['I', 'Grid']], numbers, steps)));
}

/** Texts of random functions `solve(S, I, C)`. */
export const anonymousText = fc.tuple(choices, fc.integer({ min: 1, max: 12 }))
  .map(([numbers, steps]) => programText('def solve(S, I, C):', [['I', 'Grid'], ['S', 'Tuple'], ['C', 'Grid']], numbers, steps));

/** Texts of random differs: whatever is computed, its size and itself. */
export const differText = fc.tuple(choices, fc.integer({ min: 1, max: 5 })).map(([numbers, steps]) => programText('def differ(S, I, C):', [['C', 'Grid'], ['I', 'Grid'], ['S', 'Tuple']], numbers, steps)
  .replace('    O = ', '    y1 = ').replace('    return O\n', '    y2 = totuple(y1)\n    y3 = size(y2)\n    O = astuple(y3, y2)\n    return O\n'));
