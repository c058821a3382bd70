import type { Card } from '../program/card.js';
import { readCard } from '../program/read-card.js';
import { generateTask } from '../tasks/generators/generate.js';
import type { Task } from '../tasks/task.js';
import { against, benchRow, type BenchGroup, type BenchGroupOptions, type BenchRow } from './bench-report.js';
import type { Config } from './config.js';
import { measureRuns, type RunVariant } from './measure-runs.js';
import type { RunReport, StageName } from './report.js';
import { cardOf } from './sweep-workload.js';

/** Generated work that takes one thread some seconds. */
interface Work {
  readonly name: string;
  readonly task: Task;
  readonly card: Card;
}

const WORKERS = 2;
/** A round takes seconds, so that a few tell enough. */
const MOST_ROUNDS = 6;
/** Stages whose jobs go to workers. */
const SPREAD: readonly StageName[] = ['score demo', 'score test', 'validate'];
const CONFIG: Config = { profile: false, timeoutMs: 60_000 };
const VARIANTS: readonly RunVariant[] = [
  { name: 'one thread', phase: 'threads', config: { ...CONFIG, executor: 'inline' } },
  { name: `${WORKERS} worker threads`, phase: 'threads', config: { ...CONFIG, concurrency: WORKERS } },
];

/**
 * Times worker threads, which are warm, against one thread, in turns, on generated works of at least two seconds of computation: many
 * samples, and many candidates.
 *
 * @returns two rows for each work: whole runs, and of these the stages that are spread over workers
 */
export async function benchThreads({ rounds: wanted, names, signal, onRound }: BenchGroupOptions): Promise<BenchGroup> {
  const chosen = works().filter(({ name }) => names.length === 0 || names.includes(name)), rounds = Math.min(wanted, MOST_ROUNDS);
  if (chosen.length === 0) return { name: 'threads', status: 'skipped', note: `no work is called ${names.join(', ')}`, rows: [], total: null };
  const rows: BenchRow[] = [], notes: string[] = [];
  let done = 0;
  for (const { name, task, card } of chosen) {
    const { measurement, reports } = await measureRuns(task, card, VARIANTS, {
      rounds, warmupRounds: 2, warmupMs: 0, ...(signal && { signal }),
      onProgress: ({ part }) => { if (part === 'rounds') onRound?.(++done, chosen.length * rounds); },
    });
    if (measurement.rounds < rounds) break;
    const [alone, spread] = reports as [RunReport[], RunReport[]], [reference] = VARIANTS;
    const samples = task.demo.length + task.test.length;
    const row = (part: string, timeOf: (report: RunReport) => number): BenchRow => (
      against(benchRow(`${name}, ${part}`, samples * card.outputs.length, spread.map(timeOf)), reference!.name, alone.map(timeOf)));
    rows.push(row('whole run', ({ wallMs }) => wallMs), row('scoring and validating', spreadMs));
    notes.push(`${name}: ${samples} samples × ${card.outputs.length} outputs, ${measurement.alternatives[1]!.resultsEqual ? 'results equal' : 'RESULTS NOT EQUAL'}`);
  }
  return {
    name: 'threads', status: rows.length < 2 * chosen.length ? 'cancelled' : 'done', rows, total: null,
    note: `a pass is one run with ${WORKERS} warm worker threads, held against the same run on one thread; ${notes.join('; ')}`,
  };
}

function works(): Work[] {
  const card = readCard('onerun'), size = { height: 16, width: 16 };
  return [
    { name: 'many samples', card, task: generateTask('halo', { seed: 1, samples: 500, tests: 40, size }) },
    { name: 'many candidates', card: cardOf(card, 400, 1), task: generateTask('halo', { seed: 1, samples: 20, tests: 2, size }) },
  ];
}

function spreadMs({ stages }: RunReport): number {
  return stages.reduce((sum, { name, wallMs }) => (SPREAD.includes(name) ? sum + wallMs : sum), 0);
}
