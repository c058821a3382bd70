import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FIGURE_TYPE, setChartMode, show, showHtml, showText } from '../../src/notebook/display.js';
import { interruptSignal } from '../../src/notebook/interrupt.js';
import { startKernel } from '../../src/notebook/kernel.js';
import type { ExecuteOptions, KernelClient } from '../../src/notebook/kernel-client.js';
import type { KernelOutput } from '../../src/notebook/kernel-output.js';
import { plotlyLoaderHtml } from '../../src/notebook/plotly.js';
import { progressLine, showProgress } from '../../src/notebook/progress.js';
import { TWO_BARS } from './figures.js';

// A kernel loads compiled code: the build that `npm test` makes first.
const BUILT = resolve(import.meta.dirname, '../../dist/notebook');
// Required, not imported: the test runner rewrites what it imports, and a chart's HTML holds the text of functions.
const { figureHtml } = createRequire(import.meta.url)(`${BUILT}/figure-html.js`) as typeof import('../../src/notebook/figure-html.js');
const TWIN = { 'text/html': figureHtml(TWO_BARS), 'text/plain': TWO_BARS.text };

describe('in a kernel', () => {
  let folder = '', kernel: KernelClient;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'phaselab-display-'));
    kernel = await startKernel({ directory: folder });
    await execute(['display', 'progress', 'interrupt'].map(file => `import * as ${file} from '${BUILT}/${file}.js';`).join('\n'));
    await execute(`const figure = ${JSON.stringify(TWO_BARS)};`);
  });
  afterAll(async () => {
    await kernel.shutdown();
    await rm(folder, { recursive: true });
  });

  async function execute(code: string, options: ExecuteOptions = {}) {
    const outputs: KernelOutput[] = [];
    const { status } = await kernel.execute(code, { ...options, onOutput: output => { outputs.push(output); options.onOutput?.(output); } });
    const text = outputs.map(output => output.type === 'stream' ? output.text : '').join('');
    const bundles = outputs.flatMap(output => output.type === 'display_data' ? [output.data] : []);
    return { status, outputs, text, bundles };
  }

  const abortWhenRunning = (controller: AbortController): ExecuteOptions => ({
    onOutput: output => { if (output.type === 'stream' && output.text === 'running') setTimeout(() => controller.abort(), 50); },
  });

  it('show sends chart and twin as one output, and Plotly once per kernel, with the first', async () => {
    const first = await execute('display.show(figure); display.show(figure);');
    expect(first.text).toBe('');
    expect(first.bundles).toEqual([{ ...TWIN, 'text/html': TWIN['text/html'] + plotlyLoaderHtml('inline') }, TWIN]);
    expect((await execute('display.show(figure); // another cell')).bundles).toEqual([TWIN]);
  });

  it('show brings Plotly again when the cell that carries it is run again, for its output is then replaced', async () => {
    expect((await execute('display.show(figure); display.show(figure);')).bundles[0]['text/html']).toContain('class="phaselab-plotly"');
  });

  it('setChartMode inline carries Plotly in the output of its own cell', async () => {
    const { bundles } = await execute("display.setChartMode('inline'); display.show(figure);");
    expect(bundles).toEqual([{ 'text/html': plotlyLoaderHtml('inline'), 'text/plain': expect.stringMatching(/^Plotly \d/) }, TWIN]);
  });

  it('setChartMode cdn and static make charts small', async () => {
    expect((await execute("display.setChartMode('cdn'); display.show(figure);")).bundles).toEqual([{ ...TWIN, 'text/html': figureHtml(TWO_BARS, { mode: 'cdn' }) }]);
    expect((await execute("display.setChartMode('static'); display.show(figure);")).bundles).toEqual([
      { 'text/html': figureHtml(TWO_BARS, { mode: 'static' }), 'text/plain': TWO_BARS.text, [FIGURE_TYPE]: [{ label: '', figure: TWO_BARS }] },
    ]);
  });

  it('showChoices sends all figures in one output, their twins below each other', async () => {
    const { bundles: [bundle], text } = await execute("display.setChartMode('cdn'); display.showChoices([{ label: 'a', figure: figure }, { label: 'b', figure: figure }], { control: 'slider' });");
    expect(text).toBe('');
    expect(bundle['text/plain']).toBe(`── a ──\n${TWO_BARS.text}\n\n── b ──\n${TWO_BARS.text}`);
    expect(bundle['text/html']).toContain("type: 'range'");
  });

  it('showHtml and showText send what they are given', async () => {
    expect((await execute("display.showHtml('<b>x</b>', 'x'); display.showText('<y>');")).bundles).toEqual([{ 'text/html': '<b>x</b>', 'text/plain': 'x' }, { 'text/plain': '<y>' }]);
  });

  it('showProgress is one display, updated at most ten times a second and replaced by the result', async () => {
    const { outputs, text } = await execute(`const bar = progress.showProgress(), start = performance.now();
while (performance.now() - start < 450) { bar.update({ done: performance.now() - start, total: 450, stage: '<stage>' }); await new Promise(r => setTimeout(r, 5)); }
console.log(performance.now() - start);
bar.finish('result');
bar.update({ done: 1, total: 1 });`);
    const shown = outputs.flatMap(output => output.type === 'display_data' || output.type === 'update_display_data' ? [output] : []);
    expect(shown[0]).toMatchObject({ type: 'display_data', data: { 'text/plain': expect.stringMatching(/^░{24} {3}0 %/) } });
    expect(new Set(shown.map(output => output.displayId)).size).toBe(1);
    expect(shown.length - 2).toBeLessThanOrEqual(Number(text) / 100 + 1);
    expect(shown.length).toBeGreaterThan(3);
    expect(shown[2].data['text/html']).toContain('&lt;stage&gt;');
    expect(shown.at(-1)!.data).toEqual({ 'text/plain': 'result' });
  });

  it('interruptSignal aborts when the kernel is interrupted, again and again, and leaves no listener', async () => {
    for (let round = 0; round < 2; round++) {
      const controller = new AbortController();
      const kept: string[] = [];
      const running = kernel.execute(`const same = interrupt.interruptSignal() === interrupt.interruptSignal();
interrupt.interruptSignal().addEventListener('abort', () => console.log('kept', same, process.listenerCount('SIGINT')));
console.log('running');
await new Promise(() => undefined);`, {
        signal: controller.signal, onOutput: output => {
          if (output.type === 'stream') kept.push(output.text);
          if (kept.includes('running\n')) setTimeout(() => controller.abort(), 50);
        },
      });
      expect((await running).status).toBe('cancelled');
      for (let wait = 0; wait < 50 && !kept.includes('kept true 1\n'); wait++) await sleep(10);
      expect(kept).toContain('kept true 1\n'); // tslab's own listener
    }
    expect((await execute('interrupt.interruptSignal().aborted')).text).toBe('false\n');
  });

  it('interruptSignal lets the interrupted cell end by itself, so that later cells have its partial results', async () => {
    const controller = new AbortController();
    const { status } = await execute(`process.stdout.write('running');
const partial = await new Promise<number>(resolve => interrupt.interruptSignal().addEventListener('abort', () => setTimeout(() => resolve(3), 50)));
const next = partial + 1;`, { signal: controller.signal, ...abortWhenRunning(controller) });
    expect(status).toBe('cancelled');
    expect((await execute('[partial, next]')).text).toBe('[ 3, 4 ]\n');
  });

  it('one interrupt ends a cell that did not ask for the signal, although an earlier one did', async () => {
    await execute('interrupt.interruptSignal()');
    const ending = kernel.execute("process.stdout.write('running'); await new Promise(() => undefined);", {
      onOutput: output => { if (output.type === 'stream' && output.text === 'running') setTimeout(() => kernel.interrupt(), 50); },
    });
    expect((await ending).status).toBe('failed');
  });
});

describe('in a kernel that gives way to the tslab of its working directory', () => {
  it('show finds the one that runs the cell', async () => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'phaselab-own-tslab-'))), modules = join(folder, 'node_modules');
    const installed = resolve(import.meta.dirname, '../../node_modules');
    await cp(join(installed, 'tslab'), join(modules, 'tslab'), { recursive: true });
    for (const name of Object.keys((createRequire(import.meta.url)('tslab/package.json') as { dependencies: object }).dependencies)) {
      if (existsSync(join(modules, 'tslab/node_modules', name))) continue;
      await mkdir(dirname(join(modules, name)), { recursive: true });
      await symlink(join(installed, name), join(modules, name));
    }
    const kernel = await startKernel({ directory: folder });
    const outputs: KernelOutput[] = [];
    await kernel.execute(`import * as display from '${BUILT}/display.js';\ndisplay.showHtml('<b>here</b>', 'here');\nconsole.log(require.resolve('tslab/package.json'));`, { onOutput: output => outputs.push(output) });
    await kernel.shutdown();
    await rm(folder, { recursive: true });
    expect(outputs).toContainEqual(expect.objectContaining({ type: 'display_data', data: { 'text/html': '<b>here</b>', 'text/plain': 'here' } }));
    expect(outputs).toContainEqual(expect.objectContaining({ name: 'stdout', text: expect.stringContaining(folder) }));
  }, 60_000);
});

describe('outside of a notebook', () => {
  const printed = () => {
    const lines: unknown[] = [];
    vi.spyOn(console, 'log').mockImplementation(line => { lines.push(line); });
    return lines;
  };

  it('show, showHtml and showText print the plain text', () => {
    const lines = printed();
    show(TWO_BARS);
    showHtml('<b>x</b>', 'x');
    showText('y');
    expect(lines).toEqual([TWO_BARS.text, 'x', 'y']);
    vi.restoreAllMocks();
  });

  it('showProgress shows nothing until the result', () => {
    const lines = printed();
    const progress = showProgress();
    progress.update({ done: 1, total: 2 });
    expect(lines).toEqual([]);
    progress.finish(TWO_BARS);
    progress.finish('again');
    expect(lines).toEqual([TWO_BARS.text]);
    vi.restoreAllMocks();
  });

  it('interruptSignal never aborts and listens to nothing', () => {
    const before = process.listenerCount('SIGINT');
    expect(interruptSignal().aborted).toBe(false);
    expect(process.listenerCount('SIGINT')).toBe(before);
  });

  it('setChartMode refuses a mode that does not exist', () => {
    expect(() => setChartMode('online' as never)).toThrow('chart mode is online; it can be inline, cdn, static');
  });
});

describe('progressLine', () => {
  it.each([
    [{ done: 0, total: 4 }, 0, '░░░░░░░░░░░░░░░░░░░░░░░░   0 %  0.0 s'],
    [{ done: 1, total: 4, stage: 'score' }, 3000, '██████░░░░░░░░░░░░░░░░░░  25 %  score  3.0 s, about 9.0 s left'],
    [{ done: 2, total: 3 }, 150_000, '████████████████░░░░░░░░  66 %  2 min 30 s, about 1 min 15 s left'],
    [{ done: 5, total: 4 }, 12_400, '████████████████████████ 100 %  12 s'],
    [{ done: 1, total: 0 }, 0, '░░░░░░░░░░░░░░░░░░░░░░░░   0 %  0.0 s'],
  ])('progressLine of %j after %d ms', (state, elapsedMs, line) => {
    expect(progressLine(state, elapsedMs)).toBe(line);
  });
});
