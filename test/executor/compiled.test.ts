import { expect, test } from 'vitest';
import { importableUrl } from '../../src/executor/compiled.js';

const ROOT = new URL('../../', import.meta.url).href;

test('importableUrl(url) leads from a TypeScript module of src/ to its compiled one', () => {
  expect(importableUrl(`${ROOT}src/executor/worker.ts`)).toBe(`${ROOT}dist/executor/worker.js`);
});

test.each([`${ROOT}dist/executor/worker.js`, `${ROOT}test/executor/works.mjs`, 'file:///elsewhere/src/work.ts'])(
  'importableUrl(%j) is the same', (url) => {
    expect(importableUrl(url)).toBe(url);
  });

test('importableUrl(url) says how to get a module compiled that is not', () => {
  expect(() => importableUrl(`${ROOT}src/executor/nothing.ts`)).toThrow(expect.objectContaining({
    code: 'executor.not-built', message: expect.stringContaining('run node setup.mjs build'),
  }));
});
