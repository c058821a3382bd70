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
    const { status } = await kernel.execute("import { ArcError, defineSolver, interruptSignal, printProgram, runNotebook, show } from 'phaselab';", { onOutput: output => outputs.push(output) });
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

  it('Tab completes the primitives in a solver that is being defined, and Shift-Tab explains them', async () => {
    const source = "defineSolver('mirrored', ({ I }, d) => d.vmirror(I))";
    expect((await kernel.complete(source, source.indexOf('irror(I)'))).matches).toContain('vmirror');
    expect((await kernel.inspect(source, source.indexOf('vmirror') + 2)).text).toMatch(/vmirror/);
  });

  it('a solver in a cell may pass functions and combinators; a wrong argument or a wrong number of them is a type error', async () => {
    const cell = async (body: string) => {
      const errors: string[] = [];
      const { status } = await kernel.execute(`printProgram(defineSolver('tried', ({ I }, d) => ${body}));`, {
        onOutput: (output) => { if (output.type === 'stream' && output.name === 'stderr') errors.push(output.text); },
      });
      return [status, errors.join('')];
    };
    expect(await cell('d.fill(I, d.TWO, d.mapply(d.lbind(d.recolor, d.THREE), d.sfilter(d.objects(I, d.T, d.F, d.T), d.compose(d.even, d.size))))')).toEqual(['ok', '']);
    expect(await cell('d.vmirror(5)')).toEqual(['failed', expect.stringMatching(/not assignable/)]);
    expect(await cell('d.upscale(I)')).toEqual(['failed', expect.stringMatching(/Expected 2 arguments/)]);
    expect(await cell('d.vmiror(I)')).toEqual(['failed', expect.stringMatching(/vmirror/)]);
  });

  it('Shift-Tab shows signature and docstring', async () => {
    const { text } = await kernel.inspect('show(figure)', 2);
    expect(text).toMatch(/^\(alias\) show\(figure: Figure\): void/);
    expect(text).toContain('Shows a figure in the running cell');
  });
});
