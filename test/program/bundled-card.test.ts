import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mergeCard } from '../../src/program/card.js';
import { printCard } from '../../src/program/card-json.js';
import { cardStatistics } from '../../src/program/card-statistics.js';
import { parseSolvers } from '../../src/program/parse-solvers.js';
import { bundledCardNames, readCard } from '../../src/program/read-card.js';
import { builtInDiffers } from '../../src/scoring/built-in-differs.js';

const DATA = join(import.meta.dirname, '..', '..', 'data');

describe('readCard', () => {
  it('readCard("onerun") is the merge of its 32 solvers, 007bbfb7 among them, and the four built-in differs', () => {
    const card = readCard('onerun');
    const ids = card.outputs.map((row) => row.solverId).sort();
    expect(ids).toHaveLength(32);
    expect(ids).toContain('007bbfb7');
    const solvers = ids.map((id) => parseSolvers(readFileSync(join(DATA, 'solvers', `${id}.py`), 'utf8'))[0]!);
    expect(printCard(mergeCard('onerun', solvers, builtInDiffers()))).toBe(readFileSync(join(DATA, 'cards', 'onerun.json'), 'utf8'));
    expect(new Set(card.differRows.map((row) => row.differ)).size).toBe(4);
  });

  it('cardStatistics(card) counts what merging shares', () => {
    const { steps, callsAlone, sharing, outputs, differRows } = cardStatistics(readCard('onerun'));
    expect({ outputs, differRows }).toEqual({ outputs: 32, differRows: 132 });
    expect(callsAlone).toBeGreaterThan(steps);
    expect(sharing).toBeCloseTo(callsAlone / steps);
  });

  it('readCard(name) of an unknown name tells the nearest, of a missing file its path', () => {
    expect(bundledCardNames()).toContain('onerun');
    expect(() => readCard('onrun')).toThrow('card "onrun" is neither a bundled card nor a file; did you mean onerun?');
    expect(() => readCard('no/such.json')).toThrow('no/such.json: no such file; check the path');
  });
});
