import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { PRIMITIVES } from '../../src/dsl/registry.js';
import * as vocabulary from '../../src/dsl/vocabulary.js';
import { evaluateProgram } from '../../src/program/evaluate.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { printInlined, printProgram, printStraightLine } from '../../src/program/print.js';
import { isEqual } from '../../src/values/equality.js';
import { ArcError } from '../../src/values/error.js';
import { grid } from '../../src/values/grid.js';
import { COMPUTED_CALLEE, COMPUTED_CALLEE_EXPRESSION, COMPUTED_CALLEE_LITERALS, REFLECTED, REFLECTED_EXPRESSION } from './programs.js';

const FRAMED = grid([[7, 7, 7, 7, 7], [7, 0, 0, 3, 7], [7, 0, 0, 0, 7], [7, 2, 2, 0, 7], [7, 7, 7, 7, 7]]);

function faultOf(text: string): string {
  try {
    parseSolvers(text, { file: 'solvers.py' });
  } catch (error) {
    expect(error).toBeInstanceOf(ArcError);
    return (error as ArcError).message;
  }
  return 'no fault';
}

describe('parseSolvers', () => {
  it('parseSolvers(text) reads the straight-line form, and printing gives the text back', () => {
    for (const text of [REFLECTED, COMPUTED_CALLEE]) expect(printProgram(parseSolvers(text)[0]!)).toBe(text);
  });

  it('parseSolvers(text) reads the inlined form, and printing gives the text back', () => {
    for (const expression of [REFLECTED_EXPRESSION, COMPUTED_CALLEE_EXPRESSION, COMPUTED_CALLEE_LITERALS]) {
      const text = `def solve(S, I, C):\n    return ${expression}`;
      const [program] = parseSolvers(`${text}\n`);
      expect(printProgram(program!)).toBe(text);
    }
  });

  it('printInlined(program) of a straight line is what ast.unparse prints', () => {
    expect(printInlined(parseSolvers(REFLECTED)[0]!)).toBe(`def solve_0a1b2c3d(I):\n    return ${REFLECTED_EXPRESSION}`);
    expect(printInlined(parseSolvers(COMPUTED_CALLEE)[0]!)).toBe(`def solve_5e6f7a8b(I):\n    return ${COMPUTED_CALLEE_EXPRESSION}`);
  });

  it('evaluateProgram(program, grid) gives the value of the examples in all forms', () => {
    const expected = grid([[0, 0, 3], [2, 0, 0], [2, 0, 0], [0, 0, 0], [0, 0, 0], [2, 2, 0]]);
    for (const text of [REFLECTED, `def solve(S, I, C):\n    return ${REFLECTED_EXPRESSION}\n`]) {
      expect(isEqual(evaluateProgram(parseSolvers(text)[0]!, FRAMED), expected)).toBe(true);
    }
    const tall = grid([[0, 0, 2], [0, 0, 0], [0, 0, 0]]);
    const painted = grid([[0, 0, 2], [0, 5, 0], [0, 0, 0], [0, 0, 2], [0, 0, 0], [0, 0, 0]]);
    for (const text of [COMPUTED_CALLEE, `def solve(S, I, C):\n    return ${COMPUTED_CALLEE_LITERALS}\n`]) {
      expect(isEqual(evaluateProgram(parseSolvers(text)[0]!, tall), painted)).toBe(true);
    }
  });

  it('parseSolvers(text) passes over imports, comments, blank lines and trailing blanks', () => {
    const text = `from dsl import *\nimport constants\n\n# a comment\n${REFLECTED.replace('x2 = trim(I)', 'x2 = trim(I)  # inner')}\n   \n\n${COMPUTED_CALLEE}`;
    expect(parseSolvers(text).map((program) => program.name)).toEqual(['solve_0a1b2c3d', 'solve_5e6f7a8b']);
  });

  it.each([
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['line ends of Windows', (text: string) => text.replaceAll('\n', '\r\n')],
    ['line ends of old Macs', (text: string) => text.replaceAll('\n', '\r')],
    ['form feeds', (text: string) => text.replaceAll(/^/gm, '\f')],
    ['tabs', (text: string) => text.replaceAll('    ', '\t')],
    ['semicolons', (text: string) => text.replaceAll(')\n', ');\n')],
    ['lines of two assignments', (text: string) => text.replace(/\n +x2/, '; x2')],
    ['a comment among the parameters', (text: string) => text.replaceAll('(I):', '(  # the grid\n        I):')],
    ['parameters that are continued', (text: string) => text.replaceAll('(I):', '(\\\n    I):')],
    ['a comma after the parameters', (text: string) => text.replaceAll('(I):', '(I,):')],
  ])('parseSolvers(text) reads %s as Python does', (_, written) => {
    expect(parseSolvers(written(`${REFLECTED}\n\n${COMPUTED_CALLEE}`))).toEqual(parseSolvers(`${REFLECTED}\n\n${COMPUTED_CALLEE}`));
    // The place of a fault is that in the file.
    const fault = written('def solve_1a(I):\n    x1 = vmirror(I)\n    x2 = vmirror(I)\n    x2 = vmirror(x1)\n    return x2\n');
    const lines = fault.split(/\r\n?|\n/);
    expect(faultOf(fault)).toMatch(new RegExp(`^solvers\\.py:${lines.findIndex((line) => line.includes('vmirror(x1)')) + 1}:\\d: x2 is assigned twice`));
  });

  it('parseSolvers(text) reads keyword arguments in any order and prints them back', () => {
    const text = 'def solve_1a(I):\n    O = replace(I, replacer=ONE, replacee=ZERO)\n    return O\n';
    const [program] = parseSolvers(text);
    expect(printStraightLine(program!)).toBe(text);
    expect(isEqual(evaluateProgram(program!, grid([[0, 2]])), grid([[1, 2]]))).toBe(true);
  });

  it('parseSolvers(text) of an inlined text makes equal sub-expressions one step', () => {
    const [program] = parseSolvers('def solve(S, I, C):\n    return hconcat(vmirror(I), vmirror(I))\n');
    expect(program!.steps).toHaveLength(2);
  });

  it.each([
    ['an unknown name', 'def solve_1a(I):\n    O = vmiror(I)\n    return O\n', 'solvers.py:2:9: vmiror is not a known name; did you mean vmirror?'],
    ['several unknown names, all at once', 'def solve_1a(I):\n    x1 = vmiror(I)\n    O = paint(x1, BLAK)\n    return O\n\n\ndef solve_1b(I):\n    O = vmiror(I)\n    return O\n', 'solvers.py:2:10: 2 names are known to nobody: vmiror (2:10, near vmirror), BLAK (3:19, near BLACK); correct them'],
    ['an unknown name rather than the fault of a later line', 'def solve_1a(I):\n    x1 = vmiror(I)\n    O = hmirror(x1, I)\n    return O\n', 'solvers.py:2:10: vmiror is not a known name; did you mean vmirror?'],
    ['an unknown name rather than the fault of its call', 'def solve_1a(I):\n    O = vmiror()\n    return O\n', 'solvers.py:2:9: vmiror is not a known name; did you mean vmirror?'],
    ['the fault of a line rather than the unknown name of a later one', 'def solve_1a(I):\n    x1 = hmirror(I, I)\n    O = vmiror(x1)\n    return O\n', 'solvers.py:2:10: hmirror takes 1 argument, 2 are given'],
    ['more unknown names than a line can hold', `def solve_1a(I):\n${Array.from({ length: 12 }, (_, k) => `    x${k} = vmiror${k}(I)\n`).join('')}    return I\n`, 'vmiror8 (10:10, near vmirror), vmiror9 (11:10, near vmirror) and 2 more; correct them'],
    ['a call of a word without arguments', 'def solve_1a(I):\n    O = vmirror()\n    return O\n', 'solvers.py:2:9: vmirror takes 1 argument, 0 are given'],
    ['a call of a variable without arguments', 'def solve_1a(I):\n    x1 = compose(size, size)\n    O = x1()\n    return O\n', 'solvers.py:3:9: x1 is called without arguments; every function of the language takes at least one'],
    ['a negative zero', 'def solve_1a(I):\n    O = add(I, -0)\n    return O\n', 'solvers.py:2:16: "-0" is no other number than 0; write 0'],
    ['a wrong arity', 'def solve_1a(I):\n    O = vmirror(I, I)\n    return O\n', 'solvers.py:2:9: vmirror takes 1 argument, 2 are given'],
    ['a reassignment', 'def solve_1a(I):\n    x1 = vmirror(I)\n    x1 = hmirror(I)\n    return x1\n', 'solvers.py:3:5: x1 is assigned twice; give each line a name of its own'],
    ['a forward reference', 'def solve_1a(I):\n    O = vmirror(x1)\n    x1 = hmirror(I)\n    return O\n', 'solvers.py:2:17: x1 is used before it is assigned; move its line up'],
    ['a missing return', 'def solve_1a(I):\n    O = vmirror(I)\n', 'solvers.py:2:5: solve_1a does not end with a return; add "return O"'],
    ['the first of several faults', 'def solve_1a(I):\n    O = vmirror(I, I)\n    O = 5\n', 'solvers.py:2:9: vmirror takes 1 argument, 2 are given'],
    ['a loop', 'def solve_1a(I):\n    for x in I:\n        O = vmirror(x)\n    return O\n', 'is not of the form "x1 = f(a, b)"'],
    ['an operator', 'def solve_1a(I):\n    O = I + I\n    return O\n', 'solvers.py:2:9: "I + I" has no place here'],
    ['a statement outside', 'import os\nos.remove(1)\n', 'solvers.py:2:1: "os.remove(1)" has no place outside a function'],
    ['other parameters', 'def solve_1a(I, J):\n    O = vmirror(I)\n    return O\n', 'the parameters are (I,J); they are (I) or (S, I, C)'],
    ['text that is not Python', 'def solve_1a(I:\n', 'this is not valid Python'],
    ['a called constant', 'def solve_1a(I):\n    O = ONE(I)\n    return O\n', 'ONE is a constant, not a function'],
    ['a shadowed word', 'def solve_1a(I):\n    size = vmirror(I)\n    return size\n', 'size is a word of the language'],
    ['an unknown keyword', 'def solve_1a(I):\n    O = vmirror(grid=I)\n    return O\n', 'vmirror has no parameter grid; it has piece'],
    ['two solvers of one name', `${REFLECTED}\n\n${REFLECTED}`, 'solve_0a1b2c3d is defined twice'],
    ['a lambda', 'def solve_1a(I):\n    O = apply(lambda x: x, I)\n    return O\n', 'has no place here'],
    ['a walrus', 'def solve_1a(I):\n    O = vmirror((piece := I))\n    return O\n', 'solvers.py:2:18: "piece := I" has no place here'],
    ['a walrus as an argument', 'def solve_1a(I):\n    O = vmirror(piece := I)\n    return O\n', 'solvers.py:2:23: ":=" has no place here'],
    ['a walrus after a keyword argument', 'def solve_1a(I):\n    O = replace(I, replacee=ONE, replacer := TWO)\n    return O\n', 'solvers.py:2:34: a positional argument follows a keyword argument'],
    ['two values', 'def solve_1a(I):\n    return vmirror(I), hmirror(I)\n', 'solvers.py:2:5: "return vmirror(I), hmirror(I)" does not return one value; write "return O"'],
    ['two names', 'def solve_1a(I):\n    O = vmirror(I)\n    return O, I\n', 'solvers.py:3:5: "return O, I" does not return one value; write "return O"'],
    ['a comma after the value', 'def solve_1a(I):\n    O = vmirror(I)\n    return O,\n', 'solvers.py:3:5: "return O," does not return one value; write "return O"'],
    ['a pair without parentheses', 'def solve_1a(I):\n    return 0, 1\n', 'solvers.py:2:5: "return 0, 1" does not return one value; write "return O"'],
    ['a return without value', 'def solve_1a(I):\n    O = vmirror(I)\n    return\n', 'solvers.py:3:5: "return" does not return one value; write "return O"'],
    ['annotations of the result', 'def solve_1a(I) -> Grid:\n    return I\n', 'solvers.py:1:1: this function cannot be read; write "def solve_<id>(I):" or "def solve(S, I, C):", without annotations'],
    ['annotations of parameters', 'def solve_1a(I: Grid):\n    return I\n', 'solvers.py:1:13: the parameters are (I:Grid); they are (I) or (S, I, C)'],
    ['a line that is indented less', 'def solve_1a(I):\n        x1 = vmirror(I)\n    return x1\n', 'solvers.py:3:5: this line is not indented as the lines before it; begin the lines of a function with the same blanks'],
    ['a tab among blanks', 'def solve_1a(I):\n        x1 = vmirror(I)\n\treturn x1\n', 'solvers.py:3:2: this line is not indented as the lines before it'],
    ['a starred argument', 'def solve_1a(I):\n    O = vmirror(*I)\n    return O\n', 'has no place here'],
  ])('parseSolvers(text) refuses %s with place, fault and remedy', (_, text, line) => {
    expect(faultOf(text)).toContain(line);
    expect(faultOf(text)).not.toContain('\n');
  });

  it('parseSolvers(text) tells the first unknown name as data, and all of them', () => {
    const text = 'def solve_1a(I):\n    x1 = vmiror(I)\n    O = paint(x1, BLAK)\n    return O\n';
    expect(() => parseSolvers(text, { file: 'solvers.py' })).toThrow(expect.objectContaining({
      code: 'program.unknown-name', details: { file: 'solvers.py', line: 2, column: 10, nearest: 'vmirror', names: ['BLAK', 'vmiror'] },
    }));
  });

  it('parseSolvers(text) looks up the nearest of the names that it tells, however many there are', () => {
    const lookUp = vi.spyOn(vocabulary, 'nearestWord');
    const lines = (name: (k: number) => string) => Array.from({ length: 1000 }, (_, k) => `    x${k} = vmirror(${name(k)})\n`).join('');
    expect(faultOf(`def solve_1a(I):\n${lines(() => 'y')}    return I\n`)).toContain('2:18: y is not');
    expect(lookUp).toHaveBeenCalledTimes(1);
    expect(faultOf(`def solve_1a(I):\n${lines((k) => `y${k}`)}    return I\n`)).toContain('1000 names are known to nobody');
    expect(lookUp).toHaveBeenCalledTimes(11);
    lookUp.mockRestore();
  });

  it('parseSolvers(text, {unknown: "default"}) keeps names known to nobody: their steps fail when they run', () => {
    const text = 'def solve_1a(I):\n    x1 = vmiror(I)\n    O = paint(x1, BLAK)\n    return O\n';
    const [program] = parseSolvers(text, { unknown: 'default' });
    expect(printProgram(program!)).toBe(text);
    expect(() => evaluateProgram(program!, FRAMED)).toThrow('vmiror: known to nobody');
  });

  it('parseSolvers(text) refuses calls that are nested too deep instead of overflowing', () => {
    const deep = `def solve(S, I, C):\n    return ${'vmirror('.repeat(1_100)}I${')'.repeat(1_100)}\n`;
    expect(faultOf(deep)).toContain('nested deeper');
  });

  it('parseSolvers(text) of any text is programs or an ArcError', () => {
    const word = fc.constantFrom(...PRIMITIVES.map(({ name }) => name), 'x1', 'I', 'O', 'def', 'return', '(', ')', ',', '=', ':', '\n', '    ', '"', "'", '{', '1', '-', '*', '#', 'lambda', '\t', '\u0000', 'é');
    fc.assert(fc.property(fc.oneof(fc.string(), fc.array(word, { maxLength: 40 }).map((words) => `def solve_1a(I):\n    ${words.join(' ')}`)), (text) => {
      try {
        expect(Array.isArray(parseSolvers(text))).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(ArcError);
      }
    }), { numRuns: 300 });
  });
});
