import { describe, expect, it } from 'vitest';
import * as primitives from '../../src/dsl/primitives.js';
import { PRIMITIVES } from '../../src/dsl/registry.js';
import { defineSolver, type AnyRecorded, type Language } from '../../src/program/builder.js';
import { evaluateProgram } from '../../src/program/evaluate.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { printProgram } from '../../src/program/print.js';
import type { Program } from '../../src/program/program.js';
import { printOperand, type Operand } from '../../src/program/step.js';
import { bundledSolver, bundledTaskIds } from '../../src/tasks/bundled.js';
import type { ArcError } from '../../src/values/error.js';
import { EMPTY_TUPLE } from '../../src/values/tuple.js';
import type { Value } from '../../src/values/value.js';
import { COMPUTED_CALLEE } from './programs.js';
import { typeFaults, type TypeFault } from './type-faults.js';

/** A program as the text of its `defineSolver`. */
function builderText({ name, steps, variables, result }: Program): string {
  const text = (operand: Operand) => (operand.kind === 'word' ? `d.${operand.name}` : printOperand(operand, (k) => variables[k]!));
  const lines = steps.map(({ callee, operands }, k) => `  const ${variables[k]} = ${text(callee)}(${operands.map(text).join(', ')});\n`);
  return `defineSolver('${name.replace('solve_', '')}', ({ I }, d) => {\n${lines.join('')}  return ${text(result)};\n});`;
}

/** The faults in some texts, each a statement of its own. */
function faultsIn(texts: readonly string[]): TypeFault[] {
  return typeFaults(["import { defineSolver } from '../../src/program/builder.js';", ...texts].join('\n'));
}

/** A solver of one line, in the builder's language. */
const ofLine = (line: string) => `defineSolver('x', ({ I }, d) => ${line});`;

describe('defineSolver', () => {
  it('defineSolver(id, build) records calls, functions as arguments, combinators and called variables', () => {
    const built = defineSolver('5e6f7a8b', ({ I }, d) => {
      const isTall = d.fork(d.greater, d.height, d.width);
      const painted = d.lbind(d.recolor, d.FIVE);
      const moved = d.rbind(d.shift, d.DOWN_LEFT);
      const boxed = d.chain(moved, painted, d.backdrop);
      const under = d.underpaint(I, d.mapply(boxed, d.fgpartition(I)));
      const join = d.branch(isTall(under), d.hconcat, d.vconcat);
      return join(under, I);
    });
    expect(printProgram(built)).toBe(COMPUTED_CALLEE);
    expect(built).toEqual(parseSolvers(COMPUTED_CALLEE)[0]);
  });

  it('defineSolver(id, build) takes plain numbers and booleans, and the other inputs', () => {
    const built = defineSolver('x', ({ S, I }, d) => d.combine(S, d.objects(d.replace(I, 0, 5), true, d.F, true)));
    expect(printProgram(built)).toBe('def solve_x(S, I, C):\n    x1 = replace(I, 0, 5)\n    x2 = objects(x1, True, F, True)\n    O = combine(S, x2)\n    return O\n');
  });

  it('defineSolver(id, build) takes -0 for 0', () => {
    expect(evaluateProgram(defineSolver('x', () => -0), EMPTY_TUPLE)).toBe(0);
    expect(printProgram(defineSolver('x', ({ I }, d) => d.canvas(-0, d.shape(I))))).toContain('canvas(0, x1)');
  });

  it('defineSolver(id, build) refuses what is not recorded', () => {
    const faultOf = (build: (d: Language, I: AnyRecorded) => unknown) => {
      try {
        return defineSolver('x', ({ I }, d) => build(d, I) as never);
      } catch (error) {
        return (error as ArcError).message;
      }
    };
    const remedy = 'pass recorded values, primitives, whole numbers or booleans';
    expect(faultOf((d, I) => d.recolor('red' as never, I))).toBe(`defineSolver('x'): argument 1 of recolor is red; ${remedy}`);
    expect(faultOf((d, I) => d.recolor('red\nblue' as never, I))).toBe(`defineSolver('x'): argument 1 of recolor is red blue; ${remedy}`);
    expect(faultOf((d, I) => d.recolor(1.5, I))).toBe(`defineSolver('x'): argument 1 of recolor is 1.5; ${remedy}`);
    expect(faultOf(() => undefined)).toBe(`defineSolver('x'): the result is undefined; ${remedy}`);
    expect(faultOf((d, I) => d.apply(primitives.size, I))).toBe("defineSolver('x'): argument 1 of apply is the function size outside the recording; did you mean d.size?");
    expect(faultOf(() => primitives.switch)).toBe("defineSolver('x'): the result is the function switch outside the recording; did you mean d.switch?");
    expect(faultOf((d, I) => d.apply((x: Value) => {
      return x;
    }, I))).toBe(`defineSolver('x'): argument 1 of apply is a function; ${remedy}`);
    expect(faultOf((d, I) => (d.vmirror as (...args: unknown[]) => unknown)(I, I))).toBe("defineSolver('x'): vmirror takes 1 argument, 2 are given");
    expect(faultOf((d) => d.rbind(d.add, d.TWO)())).toBe("defineSolver('x'): step 1 is called without arguments; every function of the language takes at least one");
    expect(() => defineSolver('a b', ({ I }) => I)).toThrow('"a b" is not a plain name');
  });

  it('defineSolver(id, build) of all bundled solvers has the types that they need, and gives them back', () => {
    const programs = bundledTaskIds().flatMap((taskId) => parseSolvers(bundledSolver(taskId)));
    const texts = programs.map(builderText);
    expect(texts.length).toBeGreaterThan(50);
    expect(faultsIn(texts)).toEqual([]);
    programs.forEach((program, k) => {
      const built = new Function('defineSolver', `return ${texts[k]}`)(defineSolver) as Program;
      expect(printProgram({ ...built, variables: program.variables })).toBe(printProgram(program));
    });
  }, 120_000);

  it('defineSolver(id, build) takes a result that may be of several kinds wherever one of them fits', () => {
    expect(faultsIn([
      'd.hconcat(I, d.vmirror(I))', 'd.rot90(d.upscale(I, d.TWO))', 'd.shift(d.ofcolor(I, 1), d.multiply(d.UP, d.TWO))',
      'd.canvas(d.ZERO, d.double(d.shape(I)))', 'd.upscale(I, d.halve(d.width(I)))', 'd.rot90(d.remove(d.ORIGIN, I))',
      'd.intersection(d.ofcolor(I, 1), d.ofcolor(I, 2))', 'd.power(d.vmirror, d.TWO)(I)', 'd.branch(d.portrait(I), d.hmirror, d.vmirror)(I)',
    ].map(ofLine))).toEqual([]);
  });

  it('defineSolver(id, build) of what cannot be meant is a type error', () => {
    const lines = [
      'd.vmirror(3)', 'd.vmirror(d.size(d.ORIGIN))', 'd.vmirror(d.vmirror)', 'd.vmirror(I)(I)', 'd.upscale(I)', 'd.upscale(I, d.vmirror(I))',
      'd.rot90(d.ofcolor(I, d.ONE))', 'd.hconcat(I, d.size(I))', 'd.canvas(d.ZERO, d.halve)', 'd.insert(d.ONE, d.shape(I))',
      'd.apply(d.TWO, I)', 'd.apply(d.vmirror(I), I)', "d.recolor('red', I)", 'd.intersection(I, d.TWO)', 'd.vmiror(I)', '{ d.vmirror(I); }', "'red'",
    ].map(ofLine);
    expect(faultsIn(lines).map(({ line }) => line)).toEqual([...lines, ...lines]);
  });

  it('primitives are exactly those of the registry', () => {
    expect(Object.keys(primitives).sort()).toEqual(PRIMITIVES.map(({ name }) => name).sort());
    for (const { name, call } of PRIMITIVES) expect(primitives[name as keyof typeof primitives]).toBe(call);
  });
});
