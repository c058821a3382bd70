import fc from 'fast-check';
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { mergeCard } from '../../src/program/card.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { bodyText, expandedSource, inlinedSource, stepTexts } from '../../src/program/print.js';
import { linesOf } from '../../src/program/program.js';
import { builtInDiffers } from '../../src/scoring/built-in-differs.js';
import { md5 } from '../../src/scoring/md5.js';
import { bundledSolver, bundledTaskIds } from '../../src/tasks/bundled.js';
import { COMPUTED_CALLEE, REFLECTED } from './programs.js';
import { anonymousText } from './random-programs.js';

/** The texts that name and fill a solver's file. */
interface Texts {
  readonly inlined: string;
  readonly expanded: string;
  readonly body: string;
}

/** The same texts as Python makes them: `unparsed` of the inlined one, `reinlined` of the expanded one by an inliner of its own. */
interface PythonTexts {
  readonly unparsed: string;
  readonly reinlined: string;
  readonly inlinedMd5: string;
  readonly bodyMd5: string;
}

const PYTHON = `
import ast, hashlib, json, sys

class Inliner(ast.NodeTransformer):
    def __init__(self):
        self.values = {}
    def visit_Name(self, node):
        return self.values.get(node.id, node)

def inline(source):
    module = ast.parse(source)
    [function] = [node for node in module.body if isinstance(node, ast.FunctionDef)]
    inliner = Inliner()
    for line in function.body:
        if isinstance(line, ast.Assign):
            inliner.values[line.targets[0].id] = inliner.visit(line.value)
        else:
            function.body = [ast.Return(inliner.visit(line.value))]
    return ast.unparse(ast.fix_missing_locations(function))

md5 = lambda text: hashlib.md5(text.encode()).hexdigest()
print(json.dumps([{
    'unparsed': ast.unparse(ast.parse(texts['inlined'])), 'reinlined': inline(texts['expanded']),
    'inlinedMd5': md5(texts['inlined']), 'bodyMd5': md5(texts['body']),
} for texts in json.load(sys.stdin)]))
`;

function askPython(texts: readonly Texts[]): PythonTexts[] {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', PYTHON], { input: JSON.stringify(texts), encoding: 'utf8', maxBuffer: 2 ** 28 });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  return JSON.parse(stdout) as PythonTexts[];
}

function textsOf(text: string): Texts[] {
  return parseSolvers(text).map((program) => {
    const steps = linesOf(program), last = steps.length - 1, name = program.name === 'differ' ? 'differ' : 'solve';
    return { inlined: inlinedSource(stepTexts(steps)(last), name), expanded: expandedSource(steps, last, name), body: bodyText(steps, last) };
  });
}

function expectPythonAgrees(texts: readonly Texts[]): void {
  const found = askPython(texts);
  expect(found).toHaveLength(texts.length);
  found.forEach(({ unparsed, reinlined, inlinedMd5, bodyMd5 }, k) => {
    const { inlined, body } = texts[k]!;
    expect(unparsed).toBe(inlined);
    expect(reinlined).toBe(inlined);
    expect([inlinedMd5, bodyMd5]).toEqual([md5(inlined), md5(body)]);
  });
}

const line = (call: string) => `def solve(S, I, C):\n    x1 = identity(size)\n    x2 = compose(size, x1)\n    O = ${call}\n    return O\n`;
/** What is easily printed wrongly, with the text and the md5 that Python 3.11 gives. */
const FIXED: readonly (readonly [call: string, expression: string, md5: string])[] = [
  ['add(I, -1)', 'add(I, -1)', 'cfcd17dc4ee30df1d234941816387d81'],
  ['astuple((0, -1), (-1, 0))', 'astuple((0, -1), (-1, 0))', '3158a5b2f903d1b309ac888a772df10d'],
  ['objects(I, True, False, True)', 'objects(I, True, False, True)', '6f4513fd1492b6fb6f8a294136d16faf'],
  ['x2(I)', 'compose(size, identity(size))(I)', '8471188b665fa2b2b3c9bf04fe7d9a6b'],
  ['replace(I, replacer=-1, replacee=None)', 'replace(I, replacer=-1, replacee=None)', '232607232cbaf01ad560799a4e69120b'],
  ['fork(add, x1, x2)', 'fork(add, identity(size), compose(size, identity(size)))', '8db40c704c1dc9f92d1b84b9d18506a4'],
  ['fill(EIGHT, I, patch=x1)', 'fill(EIGHT, I, patch=identity(size))', 'ae19473b0db518f9f518f58354e75dd2'],
  ['branch(x1, hconcat, x2)', 'branch(identity(size), hconcat, compose(size, identity(size)))', 'ef63647ad0bd1f0988c222aaceb5ab10'],
];

const version = spawnSync('python3', ['-c', 'import sys; print(sys.version_info >= (3, 9))'], { encoding: 'utf8' }).stdout?.trim();

describe('texts as Python makes them', () => {
  it.each(FIXED)('the inlined text of a line %s is %s', (call, expression, hash) => {
    const [{ inlined }] = textsOf(line(call)) as [Texts];
    expect(inlined).toBe(`def solve(S, I, C):\n    return ${expression}`);
    expect(md5(inlined)).toBe(hash);
  });

  it.skipIf(version !== 'True')('inlined, expanded and body texts of fixed cases, examples, bundled solvers and differs are what Python makes of them (skipped without python3 from 3.9 on)', () => {
    const solvers = bundledTaskIds().flatMap((id) => textsOf(bundledSolver(id)));
    const card = mergeCard('all', bundledTaskIds().flatMap((id) => parseSolvers(bundledSolver(id))), builtInDiffers());
    const textOf = stepTexts(card.steps);
    const merged = [...card.outputs, ...card.differRows.slice(0, 4)].map(({ step }) => ({
      inlined: inlinedSource(textOf(step)), expanded: expandedSource(card.steps, step), body: bodyText(card.steps, step),
    }));
    expectPythonAgrees([...FIXED.flatMap(([call]) => textsOf(line(call))), ...textsOf(REFLECTED), ...textsOf(COMPUTED_CALLEE), ...solvers, ...merged]);
    // A solver's texts are the same whether it stands alone or in a card; only the body has the card's step numbers.
    expect(new Set(merged.map(({ inlined, expanded }) => inlined + expanded))).toEqual(new Set([...solvers.map(({ inlined, expanded }) => inlined + expanded), ...merged.slice(-4).map(({ inlined, expanded }) => inlined + expanded)]));
  });

  it.skipIf(version !== 'True')('inlined, expanded and body texts of random programs are what Python makes of them (skipped without python3 from 3.9 on)', () => {
    fc.assert(fc.property(fc.array(anonymousText, { minLength: 40, maxLength: 60 }), (texts) => expectPythonAgrees(texts.flatMap(textsOf))), { numRuns: 4, endOnFailure: true });
  });
});
