import { describe, expect, it } from 'vitest';
import { runPipeline } from '../../src/pipeline/run.js';
import { parseAxis, pointText, settingsOf, sweepPoints } from '../../src/pipeline/sweep-axis.js';
import { ownRuns, runSweep, type SweepEnd, type SweepOptions, type SweepRun } from '../../src/pipeline/sweep.js';
import { cardOf, workOf } from '../../src/pipeline/sweep-workload.js';
import { checkCard } from '../../src/program/card.js';
import { bundledTask } from '../../src/tasks/bundled.js';
import { MIRRORED, smallCard } from './small-work.js';

const CARD = smallCard(['right', 'same', 'red']);
const GENERATED = bundledTask('0358ecfa');

async function run(options: Partial<SweepOptions>, onRun?: (run: SweepRun) => void): Promise<{ runs: SweepRun[]; end: SweepEnd }> {
  const runs: SweepRun[] = [], running = runSweep({ task: MIRRORED, card: CARD, axes: [], ...options });
  for (let step = await running.next(); ; step = await running.next()) {
    if (step.done) return { runs, end: step.value };
    runs.push(step.value);
    onRun?.(step.value);
  }
}
const texts = (runs: readonly SweepRun[]) => runs.map(({ sweep: { point, round } }) => `${round}: ${pointText(point)}`);

describe('parseAxis(text)', () => {
  it.each([
    ['concurrency=1,2,4', { key: 'concurrency', values: [1, 2, 4] }],
    ['executor=inline, threads', { key: 'executor', values: ['inline', 'threads'] }],
    ['dedupe=false,true', { key: 'dedupe', values: [false, true] }],
    ['size=8,10x12', { key: 'size', values: ['8x8', '10x12'] }],
    ['wait=0,2.5', { key: 'wait', values: [0, 2.5] }],
    ['samples=5', { key: 'samples', values: [5] }],
    ['phase=baseline,threads', { key: 'phase', values: ['baseline', 'threads'] }],
  ])('reads %s', (text, axis) => {
    expect(parseAxis(text)).toEqual(axis);
  });

  it.each([
    ['concurrency', '--vary concurrency is no axis; write key=a,b,c, for example concurrency=1,2,4'],
    ['concurrency=1,,2', '--vary concurrency=1,,2 is no axis'],
    ['concurrency=1,2,1', '--vary concurrency has 1 twice; give each value once'],
    ['sample=1', '--vary sample: there is no such axis; did you mean samples?'],
    ['samples=0', '--vary samples: 0 is no whole number from 1 up'],
    ['size=9x', '--vary size: 9x is no size; write for example 12 or 10x12'],
    ['executor=thread', 'setting executor is thread; it can be inline, limited, threads'],
    ['phase=thread', 'phase "thread" does not exist; did you mean threads?'],
    ['wait=-1', 'setting simulatedWaitMs is -1; it can be a number from 0 to 60000'],
  ])('refuses %s', (text, message) => {
    expect(() => parseAxis(text)).toThrow(message);
  });
});

describe('sweepPoints(axes)', () => {
  it('is the grid of all values, the last axis changing fastest', () => {
    const points = sweepPoints([parseAxis('executor=inline,threads'), parseAxis('concurrency=1,2')]);
    expect(points.map(pointText)).toEqual([
      'executor=inline, concurrency=1', 'executor=inline, concurrency=2', 'executor=threads, concurrency=1', 'executor=threads, concurrency=2',
    ]);
  });

  it('is one point without axes', () => {
    expect(sweepPoints([])).toEqual([{}]);
  });

  it('refuses an axis that is given twice', () => {
    expect(() => sweepPoints([parseAxis('wait=1'), parseAxis('wait=2')])).toThrow('axis wait is given twice');
  });
});

describe('pointText(point)', () => {
  it('calls waiting simulated, where there is any', () => {
    expect(pointText({ executor: 'threads', wait: 20 })).toBe('executor=threads, wait=20 (simulated)');
    expect(pointText({ wait: 0, simulatedWaitMs: 5 })).toBe('wait=0, simulatedWaitMs=5');
  });
});

describe('settingsOf(point)', () => {
  it('leaves out what changes the work, and tells waiting by its setting', () => {
    expect(settingsOf({ samples: 5, size: '3x3', candidates: 4, phase: 'threads', wait: 7, concurrency: 2 })).toEqual({ simulatedWaitMs: 7, concurrency: 2 });
  });
});

describe('workOf(work, point, seed)', () => {
  it('makes so many samples of that size by the rule of the task', () => {
    const { task, card } = workOf({ task: GENERATED, card: CARD }, { samples: 7, size: '9x9' }, 1);
    expect(task.id).toBe(GENERATED.id);
    expect([task.demo.length, task.test.length]).toEqual([7, GENERATED.test.length]);
    for (const { input } of task.demo) expect([input.height, input.width]).toEqual([9, 9]);
    expect(card).toBe(CARD);
  });

  it('leaves a point that names neither as it is', () => {
    expect(workOf({ task: MIRRORED, card: CARD }, { concurrency: 2 }, 1)).toEqual({ task: MIRRORED, card: CARD });
  });

  it('says which tasks can vary when this one cannot', () => {
    expect(() => workOf({ task: MIRRORED, card: CARD }, { samples: 7 }, 1)).toThrow('task mirrored was not made by a rule, so its samples and their size cannot vary; give a generated one, for example -i ');
  });
});

describe('cardOf(card, outputs, seed)', () => {
  it.each([1, 2, 3, 4, 10])('has %i outputs and is a card', (outputs) => {
    const card = cardOf(CARD, outputs, 1);
    expect(card.outputs).toHaveLength(outputs);
    expect(() => checkCard(card)).not.toThrow();
  });

  it('keeps the first outputs and what they score', async () => {
    const all = await runPipeline(MIRRORED, CARD), two = await runPipeline(MIRRORED, cardOf(CARD, 2, 1));
    expect(cardOf(CARD, 2, 1).steps.length).toBeLessThan(CARD.steps.length);
    for (const solver of ['right', 'same']) {
      expect(two.scores.o[solver]).toBe(all.scores.o[solver]);
      expect(two.scores.d[solver]).toEqual(all.scores.d[solver]);
    }
    expect(two.candidates.map(({ md5 }) => md5)).toEqual(all.candidates.slice(0, 2).map(({ md5 }) => md5));
  });

  it('says when a card cannot have more', () => {
    expect(() => cardOf(smallCard(['same']), 2, 1)).toThrow('card same: nothing in its 1 outputs can change, so it cannot have 2; give another card');
  });

  it('adds mutated copies to a card that has fewer', () => {
    expect(cardOf(CARD, 5, 1).outputs.map(({ isMutated }) => isMutated)).toEqual([false, false, false, true, true]);
    expect(cardOf(CARD, 5, 1)).toEqual(cardOf(CARD, 5, 1));
  });
});

describe('runSweep(options)', () => {
  const axes = [parseAxis('executor=inline,limited'), parseAxis('concurrency=1,2')];

  it('runs every point once a round, points with the same configuration once', async () => {
    const { runs, end } = await run({ axes, rounds: 2 });
    const points = ['executor=inline, concurrency=1', 'executor=limited, concurrency=1', 'executor=limited, concurrency=2'];
    expect(texts(runs).sort()).toEqual([...points.map((point) => `1: ${point}`), ...points.map((point) => `2: ${point}`)]);
    expect(end).toEqual({ status: 'done', done: 6, total: 6, starts: [] });
    for (const { schema, status, config, sweep } of runs) {
      expect({ schema, status, executor: config.executor, concurrency: config.concurrency }).toEqual({ schema: 'phaselab.run/1', status: 'done', ...sweep.point });
    }
  });

  it('runs a round in an order and the next one in its mirror image', async () => {
    const { runs } = await run({ axes: [parseAxis('concurrency=1,2,3,4,5,6')], config: { executor: 'limited' }, rounds: 2 });
    const [first, second] = [1, 2].map((round) => runs.filter(({ sweep }) => sweep.round === round).map(({ sweep }) => sweep.point['concurrency']));
    expect(second).toEqual(first!.toReversed());
    expect(first).not.toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('gives points of the same work equal results', async () => {
    const { runs } = await run({ axes: [parseAxis('executor=inline,limited'), parseAxis('wait=0,2')], rounds: 1 });
    expect(new Set(runs.map(({ digests }) => JSON.stringify(digests))).size).toBe(1);
    expect(new Set(runs.map(({ config }) => config.simulatedWaitMs))).toEqual(new Set([0, 2]));
  });

  it('varies the work', async () => {
    const { runs } = await run({ task: GENERATED, axes: [parseAxis('samples=2,3'), parseAxis('candidates=1,4')], config: { executor: 'inline' }, rounds: 1 });
    const outputs = Object.fromEntries(runs.map(({ sweep, counts }) => [pointText(sweep.point), counts.outputs]));
    const tests = GENERATED.test.length;
    expect(outputs).toEqual({
      'samples=2, candidates=1': 2 + tests, 'samples=2, candidates=4': 4 * (2 + tests), 'samples=3, candidates=1': 3 + tests, 'samples=3, candidates=4': 4 * (3 + tests),
    });
  });

  it('goes on where an earlier session stopped', async () => {
    const all = (await run({ axes, rounds: 2 })).runs;
    const { runs, end } = await run({ axes, rounds: 2, earlier: all.slice(0, 4) });
    expect(texts(runs).sort()).toEqual(texts(all.slice(4)).sort());
    expect(end).toMatchObject({ status: 'done', done: 6, total: 6 });
    expect((await run({ axes, rounds: 2, earlier: all })).runs).toEqual([]);
  });

  it('does not take runs of another task, card or setting for its own', async () => {
    const earlier = (await run({ axes, rounds: 1 })).runs;
    expect((await run({ axes, rounds: 1, earlier, config: { seed: 2 } })).runs).toHaveLength(3);
    expect((await run({ axes, rounds: 1, earlier, card: smallCard(['right']) })).runs).toHaveLength(3);
    expect((await run({ axes, rounds: 1, earlier, task: GENERATED })).runs).toHaveLength(3);
  });

  it('begins no further run when the budget is spent, and so is done after as many sessions as there are runs', async () => {
    const all: SweepRun[] = [], ends: SweepEnd[] = [];
    for (let session = 1; session <= 6; session++) {
      const { runs, end } = await run({ axes, rounds: 2, budgetMs: 0, earlier: all });
      all.push(...runs);
      ends.push(end);
    }
    expect(ends.map(({ status, done }) => `${status} ${done}`)).toEqual(['budget 1', 'budget 2', 'budget 3', 'budget 4', 'budget 5', 'done 6']);
  });

  it('warms all points up that have runs left before the first run that counts, each once', async () => {
    const told: string[] = [];
    const earlier = (await run({ axes, rounds: 2 })).runs.filter(({ sweep: { point } }) => point['executor'] === 'inline');
    await run({ axes, rounds: 2, earlier, onProgress: ({ part, point }) => told.push(`${part}: ${pointText(point)}`) });
    const warmUps = ['warm-up: executor=limited, concurrency=1', 'warm-up: executor=limited, concurrency=2'];
    expect(told.slice(0, 2)).toEqual(warmUps);
    expect(told.filter((one) => one.startsWith('warm-up'))).toEqual(warmUps);
  });

  it('warms a point up right before the first of its runs, and no other point, where the budget is too small for more', async () => {
    const told: string[] = [];
    const earlier = (await run({ axes, rounds: 2 })).runs.filter(({ sweep: { point, round } }) => round === 1 || point['executor'] === 'inline');
    await run({ axes, rounds: 3, earlier, budgetMs: 0, onProgress: ({ part, point }) => told.push(`${part}: ${pointText(point)}`) });
    const point = told[0]!.replace('warm-up: ', '');
    expect(told.slice(0, 3)).toEqual([`warm-up: ${point}`, `rounds: ${point}`, `rounds: ${point}`]);
    expect(point).toContain('executor=limited');
  });

  it('runs nothing when it is cancelled before', async () => {
    const { runs, end } = await run({ axes, rounds: 2, signal: AbortSignal.abort() });
    expect({ runs, end }).toEqual({ runs: [], end: { status: 'cancelled', done: 0, total: 6, starts: [] } });
  });

  it('keeps what is done when it is cancelled', async () => {
    const controller = new AbortController();
    const { runs, end } = await run({ axes, rounds: 2, signal: controller.signal }, () => controller.abort());
    expect(runs).toHaveLength(1);
    expect(end).toEqual({ status: 'cancelled', done: 1, total: 6, starts: [] });
  });

  it('tells how far it is', async () => {
    const told: string[] = [];
    await run({ axes, rounds: 1, onProgress: ({ part, done, total }) => told.push(`${part} ${done}/${total}`) });
    expect(told).toEqual([...Array<string>(3).fill('warm-up 0/3'), ...[0, 1, 2].flatMap((done) => [`rounds ${done}/3`, `rounds ${done + 1}/3`])]);
  });

  it('starts workers once, before the runs that count, and says how long that took', async () => {
    // Threads run the compiled modules of dist/, which `node setup.mjs` builds before the tests.
    const { runs, end } = await run({ axes: [parseAxis('executor=threads')], config: { concurrency: 2 }, rounds: 2 });
    for (const { startup } of runs) expect(startup).toMatchObject({ isWarm: true, workers: 2, wallMs: 0 });
    expect(end.starts).toEqual([{ workers: 2, wallMs: expect.any(Number) }]);
    expect(end.starts[0]!.wallMs).toBeGreaterThan(0);
  });

  it.each([[{ rounds: 0 }, 'sweep: 0 rounds; give a whole number from 1'], [{ axes: [parseAxis('samples=3')] }, 'was not made by a rule']])('refuses %j before the first run', async (options, message) => {
    await expect(run(options)).rejects.toThrow(message);
  });
});

describe('ownRuns(options, runs)', () => {
  const sweep: SweepOptions = { task: MIRRORED, card: CARD, axes: [parseAxis('executor=inline,limited'), parseAxis('concurrency=1,2')], rounds: 2 };

  it('leaves out runs of another task, card, phase or setting, and of further rounds', async () => {
    const runs = (await run({ ...sweep, rounds: 3 })).runs;
    expect(texts(ownRuns(sweep, runs)).sort()).toEqual(texts(runs.filter(({ sweep: { round } }) => round < 3)).sort());
    for (const other of [{ task: GENERATED }, { card: smallCard(['right']) }, { phase: 'baseline' }, { config: { seed: 2 } }] as const) expect(ownRuns({ ...sweep, ...other }, runs)).toEqual([]);
  });

  it('keeps runs of a sweep with other axes that ran the same, with the points that they have in this one', async () => {
    const { runs } = await run({ axes: [parseAxis('concurrency=1,2')], config: { executor: 'limited' }, rounds: 1 });
    expect(texts(ownRuns(sweep, runs))).toEqual(['1: executor=limited, concurrency=1', '1: executor=limited, concurrency=2']);
  });

  it('keeps a run that is there twice once', async () => {
    const { runs } = await run({ ...sweep, rounds: 1 });
    expect(ownRuns(sweep, [...runs, ...runs])).toHaveLength(3);
  });
});
