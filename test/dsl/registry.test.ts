import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { callPrimitive, CONSTANTS, findPrimitive, PRIMITIVES } from '../../src/dsl/registry.js';
import { exceptionOf } from '../../src/dsl/failure.js';
import { ArcError } from '../../src/values/error.js';
import { grid } from '../../src/values/grid.js';

const SPECIFICATION = fileURLToPath(new URL('../../../shared/dsl/primitives.md', import.meta.url));
const HEADING = /^#### (\w+) — `\((.*)\) → (\w+)`$/gm;

function errorOf(run: () => unknown): ArcError {
  try {
    run();
  } catch (error) {
    return error as ArcError;
  }
  throw new Error('nothing was thrown');
}

describe('registry', () => {
  it.skipIf(!existsSync(SPECIFICATION))('PRIMITIVES are the 160 of the specification with its parameters and types (skipped where ../shared/dsl is absent)', () => {
    const headings = [...readFileSync(SPECIFICATION, 'utf8').matchAll(HEADING)]
      // The specification itself says that numcolors declares a wrong type.
      .map(([, name, parameters, result]) => `${name}(${parameters}) -> ${name === 'numcolors' ? 'Integer' : result}`);
    const rows = PRIMITIVES.map(({ name, parameters, result }) =>
      `${name}(${parameters.map((parameter) => `${parameter.name}: ${parameter.type}`).join(', ')}) -> ${result}`);
    expect(headings).toHaveLength(160);
    expect(rows.sort()).toEqual(headings.sort());
  });

  it('PRIMITIVES have each name once, a function with that many parameters, and a meaning of one line', () => {
    expect(new Set(PRIMITIVES.map((primitive) => primitive.name)).size).toBe(PRIMITIVES.length);
    for (const { name, arity, call, meaning } of PRIMITIVES) {
      expect([name, call.length, /^\S[^\n]*\.$/.test(meaning)]).toEqual([name, arity, true]);
    }
  });

  it('CONSTANTS are the 28 of the specification', () => {
    expect(CONSTANTS.size).toBe(28);
    expect(CONSTANTS.get('F')).toBe(false);
    expect(CONSTANTS.get('NEG_TWO')).toBe(-2);
  });

  it('findPrimitive(name) gives undefined for an unknown name', () => {
    expect(findPrimitive('palette')?.arity).toBe(1);
    expect(findPrimitive('toString')).toBeUndefined();
  });

  it('callPrimitive(name, args) calls the primitive', () => {
    expect(callPrimitive('numcolors', [grid([[1, 2], [2, 3]])])).toBe(3);
  });

  it('callPrimitive(name, args) names the nearest primitive when the name is unknown', () => {
    const error = errorOf(() => callPrimitive('palete', []));
    expect(error.code).toBe('dsl.unknown-primitive');
    expect(error.details).toEqual({ name: 'palete', nearest: 'palette' });
    expect(error.message).toContain('"palette"');
  });

  it('callPrimitive(name, args) fails with TypeError for a wrong number of arguments', () => {
    const error = errorOf(() => callPrimitive('palette', []));
    expect(exceptionOf(error)).toBe('TypeError');
    expect(error.message).toContain('element');
  });
});
