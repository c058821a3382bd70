import { defaultConfig, type Config, type ResolvedConfig } from '../../src/pipeline/config.js';
import { cumulativeSettings, JOURNEY, type PhaseId } from '../../src/pipeline/journey.js';
import { STAGE_NAMES, type CandidateReport, type RunReport, type StageName } from '../../src/pipeline/report.js';
import type { MeasuredRun } from '../../src/charts/measured-run.js';
import { sweepBreakEvens, sweepGroups, type SweepBreakEven } from '../../src/pipeline/sweep-summary.js';
import type { Sample, Task } from '../../src/tasks/task.js';
import type { Span } from '../../src/timing/span.js';
import { grid, type Grid } from '../../src/values/grid.js';

/** What a made-up report is made from; everything has a realistic default. */
export interface ReportParts {
  readonly phase?: PhaseId | 'custom';
  readonly config?: Config;
  /** Wall time of each stage in ms. */
  readonly stages?: Partial<Record<StageName, number>>;
  /** Wall time that no stage covers. */
  readonly restMs?: number;
  readonly scores?: string;
  readonly taskId?: string;
  readonly cardName?: string;
  readonly solvers?: number;
  readonly status?: RunReport['status'];
}

const BASELINE_STAGES: Record<StageName, number> = {
  'score demo': 262.1, 'score test': 51.7, filter: 0, inline: 241.3, validate: 118.6, save: 58.2, differs: 181.4,
};

/** Stage times of the made-up journey, by phase; what a phase does not name stays as it was. */
const JOURNEY_STAGES: Partial<Record<string, Partial<Record<StageName, number>>>> = {
  'filter-batch': { filter: 2.4, inline: 37.5, validate: 24.2, save: 13.1 },
  'parallel-validation': { filter: 2.3, inline: 38.2, validate: 23.9, save: 13.3 },
  profile: { filter: 2.6, inline: 39.1, validate: 24.8, save: 13.6, 'score demo': 268.4 },
  'parallel-scoring': { filter: 2.4, inline: 37.9, validate: 24.1, save: 13.2, 'score demo': 271.2, 'score test': 52.9 },
  'match-only-differs': { filter: 2.4, inline: 37.2, validate: 23.8, save: 13.0, differs: 6.1 },
  'distinct-differs': { filter: 2.3, inline: 37.6, validate: 24.0, save: 13.1, differs: 21.7, 'score demo': 41.8, 'score test': 8.4 },
};

const ITEMS: Record<StageName, number> = { 'score demo': 5, 'score test': 1, filter: 169, inline: 169, validate: 169, save: 33, differs: 192 };

/** A report as a run of `onerun` on 007bbfb7 leaves it, without measuring anything. */
export function makeReport(parts: ReportParts = {}): RunReport {
  const phase = parts.phase ?? 'baseline';
  const config = { ...defaultConfig(), concurrency: 2, ...(phase === 'custom' ? {} : cumulativeSettings(phase)), ...parts.config };
  const times = parts.stages ?? { ...BASELINE_STAGES, ...JOURNEY_STAGES[phase] };
  const solvers = parts.solvers ?? 32, restMs = parts.restMs ?? 3.4;
  let startMs = Math.min(1, restMs);
  const stages = STAGE_NAMES.filter((name) => times[name] !== undefined && (times[name]! > 0 || name !== 'filter')).map((name) => {
    const wallMs = times[name]!;
    const cpuMs = name.startsWith('score') ? scoringCpuMs(wallMs, ITEMS[name], config) : wallMs;
    const stage = { name, startMs, wallMs, cpuMs, items: config.dedupe && ['inline', 'validate'].includes(name) ? 32 : ITEMS[name] };
    startMs += wallMs;
    return stage;
  });
  const wallMs = stages.reduce((sum, stage) => sum + stage.wallMs, 0) + restMs;
  const candidates = Array.from({ length: solvers }, (_, at): CandidateReport => ({
    solverId: hex(at, 8), step: 27 * (at + 1), isMutated: at % 7 === 3, bodyMd5: hex(at + 100, 32), md5: hex(at + 200, 32),
    oScore: at === 5 ? 6 : 0, tLog: 14 - (at % 4), status: at === 5 ? 'ok' : at === 9 ? 'timeout' : at === 11 ? 'failed' : 'wrong',
  }));
  return {
    schema: 'phaselab.run/1', taskId: parts.taskId ?? '007bbfb7', cardName: parts.cardName ?? 'onerun', phase, status: parts.status ?? 'done', config,
    environment: {
      nodeVersion: '20.20.2', v8Version: '11.3', os: 'Linux 6.1.0 x64', cpuModel: 'made up', cores: 2, memoryBytes: 8e9, loadBefore: 0.1, loadAfter: 0.9,
      packageVersion: '0.1.0', gitCommit: null, executor: config.executor, seed: 1,
    },
    wallMs, cpuMs: wallMs * 0.97, stages, spans: makeSpans(stages, wallMs, config.executor === 'threads' ? 2 : 1, config.simulatedWaitMs),
    counts: {
      outputs: solvers * 6, matches: 6, differPasses: config.differs === 'every-output' ? 192 : config.differs === 'match-only' ? 6 : 38,
      differPassesSkipped: 0, candidates: 169, uniqueCandidates: solvers, validated: Math.max(0, (config.dedupe ? solvers : 169) - 2), rejected: Math.min(2, solvers), solverFiles: solvers,
      differFiles: 4, timeouts: 1, failures: 1,
    },
    scores: {
      o: Object.fromEntries(candidates.map(({ solverId, oScore }) => [solverId, oScore])),
      d: Object.fromEntries(candidates.map(({ solverId }, at) => [solverId, { differ_a: { iz: at % 5, zo: at % 3 }, differ_b: { iz: 1, zo: 0 } }])),
      s: {},
    },
    candidates,
    digests: { scores: parts.scores ?? (config.differs === 'match-only' ? 'lossy' : 'reference'), candidates: 'c', files: 'f' },
    warnings: [],
  };
}

/** Six demo samples and then two test samples as one batch on two workers, started before: the two stages overlap, and their wall times are shares of the batch. */
export function makeBatch(): RunReport {
  const span = (id: number, parentId: number | null, name: string, lane: string, startMs: number, endMs: number): Span => ({ id, parentId, name, lane, startMs, endMs, attributes: {} });
  const job = (id: number, parentId: number, name: string, worker: number, startMs: number, endMs: number) => span(id, parentId, name, `worker ${worker}`, startMs, endMs);
  const base = makeReport({ phase: 'threads', stages: { 'score demo': 240, 'score test': 60, save: 50 }, restMs: 50 });
  return {
    ...base, spans: [
      span(1, null, 'run', 'main', 0, 400), span(2, 1, 'start workers', 'main', 0, 40), job(3, 2, 'start worker', 1, 5, 40), job(4, 2, 'start worker', 2, 5, 35),
      span(5, 1, 'score demo', 'main', 40, 290), span(6, 1, 'score test', 'main', 265, 340), span(7, 1, 'save', 'main', 345, 395),
      ...[[45, 125], [45, 105], [105, 165], [125, 215], [165, 265], [215, 290]].map(([startMs, endMs], at) => job(8 + at, 5, `demo ${at + 1}`, [1, 2, 2, 1, 2, 1][at]!, startMs!, endMs!)),
      job(14, 6, 'test 1', 2, 265, 340), job(15, 6, 'test 2', 1, 290, 335),
    ],
  };
}

/** One report a phase of the journey, as far as the made-up times go. */
export function makeJourney(): RunReport[] {
  return JOURNEY.filter(({ id }) => id === 'baseline' || JOURNEY_STAGES[id] !== undefined).map(({ id }) => makeReport({ phase: id }));
}

/** A run in rounds, whose times scatter around the report's by a fixed pattern. */
export function makeMeasured(report: RunReport, referenceMs: number, rounds = 12): MeasuredRun {
  const samplesMs = Array.from({ length: rounds }, (_, at) => report.wallMs * (1 + 0.03 * Math.sin(at * 2.4) + (at === 7 ? 0.22 : 0)));
  const estimate = referenceMs / report.wallMs;
  return {
    report, samplesMs, intervalMs: [report.wallMs * 0.971, report.wallMs * 1.028],
    ...(referenceMs !== report.wallMs && { speedup: { estimate, low: estimate * 0.95, high: estimate * 1.06 } }),
  };
}

/** The made-up journey, each phase in 12 rounds. */
export function makeMeasuredJourney(): MeasuredRun[] {
  const reports = makeJourney();
  return reports.map((report) => makeMeasured(report, reports[0]!.wallMs));
}

/** Runs with 1 to 8 workers: threads become faster, up to a point; promises on one thread do not. */
export function makeScaling(): MeasuredRun[] {
  const reference = makeReport({ stages: { 'score demo': 400 }, restMs: 20 });
  const run = (executor: 'limited' | 'threads', concurrency: number, wallMs: number) =>
    makeMeasured(makeReport({ phase: 'custom', config: { executor, concurrency, scoring: 'parallel' }, stages: { 'score demo': wallMs }, restMs: 20 }), reference.wallMs);
  return [
    makeMeasured(reference, reference.wallMs), run('limited', 2, 404), run('limited', 4, 409), run('limited', 8, 415),
    run('threads', 1, 420), run('threads', 2, 222), run('threads', 4, 131), run('threads', 8, 119),
  ];
}

/** A sweep over sizes of work: two threads pay from some size on, four from a larger one, promises never. */
export function makeBreakEvens(): SweepBreakEven[] {
  const run = (samples: number, executor: 'inline' | 'limited' | 'threads', concurrency: number, wallMs: number) => {
    const point = { samples, executor, concurrency }, report = makeReport({ phase: 'threads', config: { executor, concurrency } });
    return [0.97, 1, 1.04].map((factor, at) => ({ ...report, wallMs: wallMs * factor, sweep: { id: JSON.stringify(point), point, round: at + 1 } }));
  };
  return sweepBreakEvens(sweepGroups([[2, 60], [8, 240], [20, 600]].flatMap(([samples, ms]) => [
    ...run(samples!, 'inline', 1, ms!), ...run(samples!, 'limited', 2, ms! * 1.08), ...run(samples!, 'threads', 2, 90 + ms! * 0.52), ...run(samples!, 'threads', 4, 180 + ms! * 0.3),
  ])));
}

/** Computation of a made-up scoring stage: its lanes, less the waiting. */
function scoringCpuMs(wallMs: number, items: number, config: ResolvedConfig): number {
  const workers = config.executor === 'threads' ? 2 : 1;
  return wallMs * 0.97 / Math.ceil(items / workers) * items - config.simulatedWaitMs * items;
}

function makeSpans(stages: RunReport['stages'], wallMs: number, workers: number, waitMs: number): Span[] {
  const spans: Span[] = [{ id: 1, parentId: null, name: 'run', lane: 'main', startMs: 0, endMs: wallMs, attributes: {} }];
  for (const stage of stages) {
    const id = spans.length + 1, endMs = stage.startMs + stage.wallMs;
    spans.push({ id, parentId: 1, name: stage.name, lane: 'main', startMs: stage.startMs, endMs, attributes: { items: stage.items } });
    if (!stage.name.startsWith('score')) continue;
    for (let at = 0; at < stage.items; at++) {
      const slots = Math.ceil(stage.items / workers), slot = Math.floor(at / workers), stepMs = stage.wallMs / slots;
      spans.push({
        id: spans.length + 1, parentId: id, name: `${stage.name.slice(6)} ${at + 1}`, lane: workers === 1 ? 'main' : `worker ${(at % workers) + 1}`,
        startMs: stage.startMs + slot * stepMs, endMs: stage.startMs + (slot + 0.97) * stepMs, attributes: waitMs > 0 ? { waitMs } : {},
      });
    }
  }
  return spans;
}

function hex(seed: number, length: number): string {
  let state = (seed + 1) * 2654435761 % 2 ** 32, digits = '';
  while (digits.length < length) {
    state = (state * 1664525 + 1013904223) % 2 ** 32;
    digits += Math.floor(state).toString(16).padStart(8, '0');
  }
  return digits.slice(0, length);
}

/** 007bbfb7: every non-zero cell becomes a copy of the input. */
export const TASK_007BBFB7: Task = {
  id: '007bbfb7',
  demo: ['077/777/077', '404/000/040', '000/002/202', '660/600/066', '222/000/022'].map(fractalSample),
  test: [fractalSample('707/707/770')],
};

function fractalSample(text: string): Sample {
  const rows = text.split('/').map((row) => [...row].map(Number));
  const output = Array.from({ length: 9 }, (_, i) => Array.from({ length: 9 }, (_, j) => (rows[Math.floor(i / 3)]![Math.floor(j / 3)]! === 0 ? 0 : rows[i % 3]![j % 3]!)));
  return { input: grid(rows), output: grid(output) };
}

/** A grid of that size in which every color comes up. */
export function colorfulGrid(height: number, width: number): Grid {
  return grid(Array.from({ length: height }, (_, i) => Array.from({ length: width }, (_, j) => (i * 3 + j * 7) % 10)));
}
