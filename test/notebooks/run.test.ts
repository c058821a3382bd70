import { describe, expect, it } from 'vitest';
import type { Parameters } from '../../src/notebook/parameters.js';
import { runNotebook } from '../../src/notebook/run.js';
import { codeCells, isExact, SERIES, textOf } from './series.js';

/** What makes a run short; it must not change what cells tagged `exact` say. */
const SMALL: Readonly<Record<string, Parameters>> = { '06': {} };
const FEW_ROUNDS: Parameters = { rounds: 1 };

describe('the series', () => {
  it.each(SERIES)('runNotebook runs $name from top to bottom, and its exact cells say what they said', { timeout: 180_000 }, async ({ name, path, document }) => {
    const run = await runNotebook(path, { parameters: SMALL[name.slice(0, 2)] ?? FEW_ROUNDS, timeoutMs: 90_000 });
    expect(run.failure).toBeUndefined();
    expect(run.status).toBe('ok');
    const now = codeCells(run.document).filter(isExact), kept = codeCells(document).filter(isExact);
    expect(now.map((cell) => [cell.id, textOf(cell)])).toEqual(kept.map((cell) => [cell.id, textOf(cell)]));
  });
});
