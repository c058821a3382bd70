import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withProgress } from '../../src/cli/progress.js';

let shown = '', wasTerminal: boolean;

beforeEach(() => {
  shown = '';
  wasTerminal = process.stderr.isTTY;
  process.stderr.isTTY = true;
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => { shown += String(text); return true; });
});

afterEach(() => {
  vi.restoreAllMocks();
  process.stderr.isTTY = wasTerminal;
});

/** The cursor is hidden while a bar is there. */
const isCursorBack = () => shown.lastIndexOf('\u001b[?25h') > shown.lastIndexOf('\u001b[?25l');
const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

test('withProgress(total, work) shows a bar on a terminal while the work lasts, and gives what the work gives', async () => {
  const before = timers();
  const result = await withProgress(4, (show) => {
    expect(isCursorBack()).toBe(false);
    show(3, 'validate');
    show(5, 'save', 8);
    return 'done';
  });
  expect(result).toBe('done');
  expect(shown).toContain('5/8 save');
  expect([isCursorBack(), timers()]).toEqual([true, before]);
});

test('withProgress(total, work) of work that fails takes the bar away, so that the process can end', async () => {
  const before = timers();
  await expect(withProgress(4, () => { throw new Error('broken'); })).rejects.toThrow('broken');
  await expect(withProgress(4, async () => { throw new Error('broken later'); })).rejects.toThrow('broken later');
  expect([isCursorBack(), timers()]).toEqual([true, before]);
});

test('withProgress(total, work) shows nothing where stderr is no terminal', async () => {
  process.stderr.isTTY = false;
  expect(await withProgress(4, (show) => show(1, 'score'))).toBe(undefined);
  expect(shown).toBe('');
});
