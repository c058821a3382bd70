import { resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startKernel } from '../../src/notebook/kernel.js';
import type { KernelClient } from '../../src/notebook/kernel-client.js';

/** Works as a cell in `notebooks/` does: on the built package, found by its name. */
describe('the public API in a cell', () => {
  let kernel: KernelClient;
  beforeAll(async () => {
    kernel = await startKernel({ directory: resolve(import.meta.dirname, '../../notebooks') });
    const outputs: unknown[] = [];
    const { status } = await kernel.execute("import { ArcError, interruptSignal, runNotebook, show } from 'phaselab';", { onOutput: output => outputs.push(output) });
    expect([status, outputs]).toEqual(['ok', []]);
  });
  afterAll(() => kernel.shutdown());

  it('Tab completes an imported name', async () => {
    expect((await kernel.complete('interr')).matches).toContain('interruptSignal');
  });

  it('Tab completes the names of the package in an import', async () => {
    const source = "import { exportH } from 'phaselab';";
    expect((await kernel.complete(source, source.indexOf(' }'))).matches).toContain('exportHtml');
  });

  it('Tab completes the options of a call', async () => {
    const source = "runNotebook('a.ipynb', { time })";
    expect((await kernel.complete(source, source.indexOf(' })'))).matches).toContain('timeoutMs');
  });

  it('Tab completes the members of a value', async () => {
    expect((await kernel.complete("new ArcError('a', 'b').det")).matches).toEqual(['details']);
  });

  it('Shift-Tab shows signature and docstring', async () => {
    const { text } = await kernel.inspect('show(figure)', 2);
    expect(text).toMatch(/^\(alias\) show\(figure: Figure\): void/);
    expect(text).toContain('Shows a figure in the running cell');
  });
});
