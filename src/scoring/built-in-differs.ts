import type { Differ } from '../program/card.js';
import { parseSolvers } from '../program/parse-solvers.js';
import { inlinedSource, stepTexts } from '../program/print.js';
import { linesOf, type Program } from '../program/program.js';
import { md5 } from './md5.js';

/** A built-in differ and what it looks for. */
export interface BuiltInDiffer extends Differ {
  readonly meaning: string;
}

/** Each returns `(size, first element)` of what one grid has and the other lacks; `I` is the grid, `C` what it is compared with. */
const SOURCES: readonly (readonly [meaning: string, lines: string])[] = [
  ['colors of the grid that C lacks', colorsOf('I', 'C')],
  ['colors of C that the grid lacks', colorsOf('C', 'I')],
  ['single-cell objects of the grid that C lacks', singleCellsOf('I', 'C')],
  ['single-cell objects of C that the grid lacks', singleCellsOf('C', 'I')],
];

/** The four differs that come with PhaseLab: colors and single-cell objects gained and lost. */
export function builtInDiffers(): BuiltInDiffer[] {
  return SOURCES.map(([meaning, lines]) => {
    const [program] = parseSolvers(`def differ(S, I, C):\n${lines}    return O\n`, { file: 'built-in differ' });
    return { meaning, name: differName(program!), program: program! };
  });
}

/** What a differ is called: `differ_` and the md5 of its inlined text. */
export function differName(program: Program): string {
  const lines = linesOf(program), expression = stepTexts(lines)(lines.length - 1);
  return `differ_${md5(inlinedSource(expression, 'differ'))}`;
}

function colorsOf(a: string, b: string): string {
  return `    x1 = p_g(${a})
    x2 = p_g(${b})
    x3 = difference_tuple(x1, x2)
    x4 = size(x3)
    x5 = get_nth_t(x3, F0)
    O = astuple(x4, x5)
`;
}

function singleCellsOf(a: string, b: string): string {
  return `    x1 = o_g(${a}, R5)
    x2 = sizefilter(x1, ONE)
    x3 = o_g(${b}, R5)
    x4 = sizefilter(x3, ONE)
    x5 = difference(x2, x4)
    x6 = size(x5)
    x7 = get_nth_f(x5, F0)
    O = astuple(x6, x7)
`;
}
