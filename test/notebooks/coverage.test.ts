import { describe, expect, it } from 'vitest';
import * as phaselab from '../../src/index.js';
import { codeCells, SERIES } from './series.js';

describe('the public API', () => {
  const cells = SERIES.flatMap(({ document }) => codeCells(document).slice(1)).map((cell) => cell.source).join('\n');

  it('phaselab: every public function and value is used in some notebook', () => {
    const unused = Object.keys(phaselab).filter((name) => !new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(cells));
    expect(unused).toEqual([]);
  });
});
