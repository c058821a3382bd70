import { join } from 'node:path';
import { systemClock } from '../timing/clock.js';
import { readEnvironment, withLoadAfter } from '../timing/environment.js';
import { ArcError } from '../values/error.js';
import { benchPrimitives } from './bench-primitives.js';
import { BENCH_GROUPS, type BenchGroup, type BenchGroupName, type BenchGroupOptions, type BenchReport } from './bench-report.js';
import { benchInstrumentation } from './bench-instrumentation.js';
import { benchPhases } from './bench-phases.js';
import { benchSolvers } from './bench-solvers.js';
import { benchThreads } from './bench-threads.js';
import { packageFacts, packageFolder } from './package.js';

/** How a bench is run. */
export interface BenchOptions {
  /** @defaultValue all */
  readonly groups?: readonly BenchGroupName[];
  /** Only primitives, solvers, phases and works with these names. @defaultValue all */
  readonly names?: readonly string[];
  /** Passes of each thing that count. @defaultValue 15 */
  readonly rounds?: number;
  /** Make arguments and grids anew for every pass. @defaultValue false */
  readonly isFresh?: boolean;
  /** The folder that holds `vectors/` and `cpython-us.json`. @defaultValue `../shared/dsl` beside this package */
  readonly vectors?: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (group: BenchGroupName, done: number, total: number) => void;
}

/** Where the golden vectors lie when nobody says otherwise. */
export function defaultVectorsFolder(): string {
  return join(packageFolder(), '..', 'shared', 'dsl');
}

/**
 * Times the primitives over their golden vectors, the bundled solvers, the phases of the journey, worker threads against one thread, and
 * the cost of instrumentation; all warm, each group round by round.
 *
 * @returns the report; cancelled, it holds the rounds that were complete
 * @throws ArcError `pipeline.rounds`, `pipeline.vectors` for a file that holds no vectors
 */
export async function runBench(options: BenchOptions = {}): Promise<BenchReport> {
  const { groups = BENCH_GROUPS, names = [], rounds = 15, isFresh = false, vectors = defaultVectorsFolder(), signal, onProgress } = options;
  if (!Number.isInteger(rounds) || rounds < 1) throw new ArcError('pipeline.rounds', `bench: ${rounds} rounds; give a whole number from 1`);
  const work: Record<BenchGroupName, (group: BenchGroupOptions) => Promise<BenchGroup>> = {
    primitives: (group) => benchPrimitives(vectors, group), solvers: benchSolvers, phases: benchPhases, threads: benchThreads,
    instrumentation: benchInstrumentation,
  };
  const environment = readEnvironment(packageFacts()), startMs = systemClock.nowMs();
  const done: BenchGroup[] = [];
  for (const name of BENCH_GROUPS) {
    if (!groups.includes(name) || signal?.aborted) continue;
    onProgress?.(name, 0, rounds);
    done.push(await work[name]({ rounds, names, isFresh, signal, onRound: (round, total) => onProgress?.(name, round, total) }));
  }
  return {
    schema: 'phaselab.bench/1', status: signal?.aborted ? 'cancelled' : 'done', groups: done,
    environment: withLoadAfter(environment), elapsedMs: systemClock.nowMs() - startMs,
  };
}
