import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCard, encodeCard, printCard } from '../../src/program/card-json.js';
import { mergeCard } from '../../src/program/card.js';
import { importCard, type CardText } from '../../src/program/import-card.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { builtInDiffers } from '../../src/scoring/built-in-differs.js';
import { bundledSolver, bundledTaskIds } from '../../src/tasks/bundled.js';
import { ArcError } from '../../src/values/error.js';
import { wildCard } from './wild-card.js';

const ROWS = "o.append((2, False, 'ed36ccf7', t2))\ns.append((1, 'None', 'differ_c59e', t1))\n";
const calls = (...texts: string[]): CardText => ({ file: 'call.py', text: `t_call = {${texts.map((text, k) => `${k + 1}: '${text}'`).join(', ')}}\n` });
const rows = (text = ROWS): CardText => ({ file: 'batt.py', text });
const stepsOf = (...texts: CardText[]) => encodeCard(importCard(texts, { name: 'imported' }).card).steps;

function faultOf(texts: readonly CardText[], unknown: 'refuse' | 'default' = 'refuse'): string {
  try {
    importCard(texts, { name: 'imported', unknown });
  } catch (error) {
    expect(error).toBeInstanceOf(ArcError);
    expect((error as ArcError).message).not.toContain('\n');
    return (error as ArcError).message;
  }
  return 'no fault';
}

describe('importCard', () => {
  it.each(['f, a, b', 'f(a, b)'] as const)('importCard([calls, module]) reads a card of over 900 steps written as %j, other Python around its rows', (style) => {
    const solvers = bundledTaskIds().map((id) => parseSolvers(bundledSolver(id))[0]!);
    const card = mergeCard('imported', solvers.slice(0, 56), builtInDiffers());
    expect(card.steps.length).toBeGreaterThan(900);
    const { calls: file, module } = wildCard(card, style);
    const imported = importCard([file, module], { name: 'imported' });
    expect(imported).toEqual({ card, unknownNames: [], failingSteps: 0 });
    expect(importCard([{ file: 'both.py', text: module.text + file.text }], { name: 'imported' }).card).toEqual(card);
  });

  it('importCard(texts) reads the form of such cards to the letter', () => {
    const { card } = importCard([calls('identity, p_g', 't1, I', 't1, C'), rows("o.append((2, False, 'ed36ccf7', t2))\no.append((3, True, 'ed36ccf7', t3))\ns.append((1, None, 'differ_a', t1))\ns.append((3, 'ed36ccf7', 'differ_a', t3))\n")], { name: 'small' });
    expect(encodeCard(card)).toEqual({
      schema: 'phaselab.card/1', name: 'small', steps: ['identity(p_g)', 't1(I)', 't1(C)'],
      outputs: [[2, false, 'ed36ccf7'], [3, true, 'ed36ccf7']], differs: [[1, null, 'differ_a'], [3, 'ed36ccf7', 'differ_a']],
    });
  });

  it('importCard(texts) takes calls with literals, keywords, blanks, an annotation and entries out of order', () => {
    const text = 't_call: dict[int, str] = {2: "vmirror ,t1", 1: \'shift( toindices(\' and 0}\n';
    expect(faultOf([{ file: 'call.py', text }, rows()])).toContain('call.py:1:');
    const ordered = { file: 'call.py', text: 't_call: dict[int, str] = {2: "vmirror ,t1",\n  # two\n  1: \'switch( I,0,-1 )\', 3: \'astuple, (0, -1), True\', 4: \'replace(I, replacer=ONE, replacee=None)\'}' };
    expect(stepsOf(ordered, rows())).toEqual(['switch(I, 0, -1)', 'vmirror(t1)', 'astuple((0, -1), True)', 'replace(I, replacer=ONE, replacee=None)']);
  });

  it('importCard(texts) passes over append of other things and of other objects', () => {
    const noise = "o.append(t1)\no.append()\ns.append('s')\nlog.o.append((1, 2))\no.append((1, 2), 3)\no.append([1])\no.append\no.extend([(1, 2)])\n";
    expect(stepsOf(calls('identity, I', 'vmirror, t1'), rows(noise + ROWS))).toHaveLength(2);
  });

  it('importCard(texts) reads rows around Python that the parser does not know', () => {
    const { card } = importCard([calls('identity, I', 'vmirror, t1'), rows(`with (open(a) as f, open(b) as g):\n    x = yield\n${ROWS}`)], { name: 'odd' });
    expect([card.outputs.length, card.differRows.length]).toEqual([1, 1]);
  });

  it.each([
    ['no dictionary', [rows()], 'batt.py: no dictionary "t_call = {1: \'identity, p_g\', …}"; give the file that holds it'],
    ['two dictionaries', [calls('identity, I'), calls('identity, I')], 'call.py, call.py: 2 dictionaries "t_call = {…}"; give exactly one'],
    ['no rows', [calls('identity, I')], 'call.py: no lines "o.append((60, False, \'ed36ccf7\', t60))"; give the generated module'],
    ['a gap in the numbers', [{ file: 'call.py', text: "t_call = {1: 'identity, I', 3: 'vmirror, I'}" }, rows()], 'call.py:1:29: step 3 is not one of 1..2; number the steps from 1 without gaps'],
    ['a number twice', [{ file: 'call.py', text: "t_call = {1: 'identity, I', 1: 'vmirror, I'}" }, rows()], 'call.py:1:29: step 1 stands twice'],
    ['an entry of another form', [{ file: 'call.py', text: "t_call = {1: identity}" }, rows()], 'call.py:1:11: an entry of t_call is not of the form'],
    ['an operand that comes later', [calls('identity, t2', 'vmirror, I'), rows()], 'call.py: step t1 refers to t2, which is not earlier'],
    ['a callee that comes later', [calls('t2, I', 'identity, p_g'), rows()], 'call.py: step t1 refers to t2, which is not earlier'],
    ['a wrong arity', [calls('identity', 'vmirror, I'), rows()], 'call.py: step t1 calls identity with 0 arguments; it takes 1'],
    ['an output beyond the steps', [calls('identity, I'), rows()], 'call.py: card imported: the output of ed36ccf7 is step t2, but there are 1 steps'],
    ['a row of another form', [calls('identity, I', 'vmirror, t1'), rows("o.append((2, False, 'a', t3))")], "batt.py:1:10: this row is not of the form o.append((7, …, 'name', t7))"],
    ['a row without a flag', [calls('identity, I', 'vmirror, t1'), rows("o.append((2, 0, 'a', t2))")], 'the second item of an output row is not True or False'],
    ['a row with a number for an owner', [calls('identity, I', 'vmirror, t1'), rows(`${ROWS}s.append((1, 7, 'a', t1))`)], "the second item of a differ row is not a solver's id or 'None'"],
    ['an id with a path in it', [calls('identity, I', 'vmirror, t1'), rows("o.append((2, False, '../../a', t2))")], '"../../a" is not a plain name'],
    ['calls that are no Python', [calls('identity, (', 'vmirror, t1'), rows()], 'call.py: step t1:1:'],
    ['a cut-off dictionary', [{ file: 'call.py', text: "t_call = {1: 'identity, I', 2: 'vmir" }, rows()], 'call.py:1:'],
    ['a cut-off row', [calls('identity, I', 'vmirror, t1'), rows(`${ROWS}if x:\n    o.append((2, False, 'b', t`)], 'batt.py:4:'],
    ['Python where a row might be lost', [calls('identity, I', 'vmirror, t1'), rows(`${ROWS}x = """\no.append((2, False, 'b', t2))\n`)], 'batt.py:5:'],
    ['code instead of a call', [calls('identity, I', 'os.system(I)'), rows()], 'call.py: step t2 holds a member; operands are steps, names and constants'],
  ] as const)('importCard(texts) refuses %s with place, fault and remedy', (_, texts, line) => {
    expect(faultOf(texts)).toContain(line);
  });

  it('importCard(texts) refuses names known to nobody, all of them at once', () => {
    expect(faultOf([calls('vmiror, I', 'paint, t1, BLAK', 'vmiror, FOO_BAR'), rows()])).toMatch(
      /^call\.py: 3 names are known to nobody: vmiror \(t1, near vmirror\), BLAK \(t2, near \w+\), FOO_BAR \(t3, near \w+\); correct them, or import with --unknown default$/);
  });

  it('importCard(texts, {unknown: "default"}) keeps such steps as failing ones and says how many', () => {
    const texts = [calls('vmiror, I', 'paint, t1, BLAK', 'vmiror, FOO_BAR', 'identity, I'), rows()];
    const { card, unknownNames, failingSteps } = importCard(texts, { name: 'unknown', unknown: 'default' });
    expect({ unknownNames, failingSteps }).toEqual({ unknownNames: ['BLAK', 'FOO_BAR', 'vmiror'], failingSteps: 3 });
    expect(encodeCard(card)).toMatchObject({ steps: ['vmiror(I)', 'paint(t1, BLAK)', 'vmiror(FOO_BAR)', 'identity(I)'], unknown: ['BLAK', 'FOO_BAR', 'vmiror'] });
    expect(decodeCard(JSON.parse(printCard(card)), 'unknown.json')).toEqual(card);
  });

  const token = fc.constantFrom('t_call', '=', '{', '}', '(', ')', ',', ':', "'", '"', '1', '2', '-1', "1: 'identity, I'", "2: 't1, I'", 'o.append', 's.append',
    "((1, False, 'a', t1))", "((1, 'None', 'b', t1))", 'None', '\n', '    ', 'def f():', 'if x:', '#', '\\', '"""', '\t', '\u0000', 'é', 'lambda', '*', '[', ']', ';');

  it('importCard(texts) of any text is a card or an ArcError', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.array(token, { maxLength: 60 }).map((tokens) => tokens.join(' ')));
    fc.assert(fc.property(fc.array(text, { maxLength: 2 }), fc.constantFrom('refuse', 'default'), (texts, unknown) => {
      faultOf(texts.map((content, k) => ({ file: `${k}.py`, text: content })), unknown as 'refuse');
    }), { numRuns: 300 });
  });

  it('importCard(texts) of a damaged card is a card or an ArcError', () => {
    const card = mergeCard('small', parseSolvers(bundledSolver('007bbfb7')), builtInDiffers());
    const { calls: file, module } = wildCard(card, 'f, a, b');
    const whole = file.text + module.text;
    fc.assert(fc.property(fc.nat(whole.length), fc.nat(40), fc.oneof(token, fc.string(), fc.constant('')), (at, length, put) => {
      faultOf([{ file: 'damaged.py', text: whole.slice(0, at) + put + whole.slice(at + length) }], 'default');
    }), { numRuns: 300 });
  });

  it.each([
    ['brackets', `t_call = ${'['.repeat(20_000)}`], ['nested calls', `t_call = {1: '${'vmirror('.repeat(5_000)}I${')'.repeat(5_000)}'}\n${ROWS}`],
    ['nested dictionaries', `t_call = ${'{1: '.repeat(3_000)}1${'}'.repeat(3_000)}`], ['indentation', Array.from({ length: 400 }, (_, k) => `${' '.repeat(k)}if x:`).join('\n')],
  ])('importCard(texts) of ten thousand %s ends soon with an ArcError', (_, text) => {
    expect(faultOf([{ file: 'deep.py', text }])).not.toBe('no fault');
  });
});
