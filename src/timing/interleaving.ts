import { setImmediate } from 'node:timers/promises';
import { ArcError } from '../values/error.js';
import { clockResolutionMs, systemClock } from './clock.js';
import {
  resolveMeasureOptions, type MeasuredAlternative, type Measurement, type MeasureOptions, type ResolvedMeasureOptions,
} from './measurement.js';
import { seededRandom } from './random.js';
import { nextBatch, takeSample, type Alternative, type Sample } from './sampling.js';
import { bootstrapSpeedup } from './statistics.js';

/** A sample without its result, which lives for its round only. */
type Times = Omit<Sample<unknown>, 'result'>;

/** An alternative and what has been measured of it so far. */
interface Track<Result> {
  readonly alternative: Alternative<Result>;
  readonly samples: Times[];
  readonly warmupMs: number[];
  batch: number;
  resultsEqual: boolean | null;
}

/** A measurement under way. */
interface Session<Result> {
  readonly plan: ResolvedMeasureOptions<Result>;
  readonly tracks: readonly Track<Result>[];
  elapsedMs(): number;
}

/** A warm-up ends here even when a call's time does not settle. */
const MAX_WARMUP_ROUNDS = 100;

/**
 * Measures alternatives against each other in one process: warm-up, then rounds in which each runs once, in shuffled ABBA
 * order: every block of two rounds has a new random order and its mirror image, so that steady drift meets all alike.
 *
 * @param alternatives - one or more, with different names; the first is what the others are compared with
 * @returns per alternative one sample per round; cancelled measurements hold the rounds that were complete
 * @throws ArcError `timing.run-failed` when a run throws; `timing.alternatives`, `timing.option` for what cannot be measured
 */
export async function measureInterleaved<Result>(
  alternatives: readonly Alternative<Result>[], options: MeasureOptions<Result> = {},
): Promise<Measurement> {
  checkAlternatives(alternatives);
  const resolutionMs = clockResolutionMs(options.clock ?? systemClock);
  const plan = resolveMeasureOptions(options, resolutionMs);
  const startMs = plan.clock.nowMs();
  const session: Session<Result> = {
    plan,
    tracks: alternatives.map((alternative) => ({ alternative, samples: [], warmupMs: [], batch: 1, resultsEqual: null })),
    elapsedMs: () => plan.clock.nowMs() - startMs,
  };
  await warmUp(session);
  const { order, isCancelled } = await runRounds(session);
  return {
    status: isCancelled ? 'cancelled' : 'done', rounds: order.length, alternatives: session.tracks.map(report), order,
    clockResolutionMs: resolutionMs, elapsedMs: session.elapsedMs(), seed: plan.seed,
  };
}

/** Runs all until they have run often and long enough, and finds out how many calls make a sample. */
async function warmUp<Result>(session: Session<Result>): Promise<void> {
  const { plan, tracks, elapsedMs } = session;
  let rounds = 0, isSettled = plan.warmupRounds === 0;
  while (rounds < plan.warmupRounds || (!isSettled && rounds < MAX_WARMUP_ROUNDS)) {
    const samples = await runRound(session, tracks.map((_, place) => place));
    if (samples === null) return;
    rounds++;
    isSettled = elapsedMs() >= plan.warmupMs;
    tracks.forEach((track, place) => {
      const { wallMs } = samples[place]!;
      track.warmupMs.push(wallMs);
      const batch = nextBatch(track.alternative, track.batch, wallMs, plan.minSampleMs);
      isSettled &&= batch === track.batch;
      track.batch = batch;
    });
    isSettled ||= elapsedMs() > plan.budgetMs / 4;
    plan.onProgress?.({
      part: 'warm-up', roundsDone: rounds, roundsTotal: null, elapsedMs: elapsedMs(), leftMs: timeLeftMs(session, 0, 0),
    });
  }
}

/** Runs the rounds that count. */
async function runRounds<Result>(session: Session<Result>): Promise<{ order: number[][]; isCancelled: boolean }> {
  const { plan, tracks, elapsedMs } = session;
  const startMs = elapsedMs(), isPrecise = precisionTest(session), order: number[][] = [];
  for (const places of mirroredOrders([...tracks.keys()], plan.seed)) {
    const samples = await runRound(session, places);
    if (samples === null) return { order, isCancelled: true };
    tracks.forEach((track, place) => track.samples.push(samples[place]!));
    order.push(places);
    plan.onProgress?.({
      part: 'rounds', roundsDone: order.length, roundsTotal: plan.rounds ?? null, elapsedMs: elapsedMs(),
      leftMs: timeLeftMs(session, order.length, startMs),
    });
    if (isEnough(session, order.length, isPrecise)) break;
  }
  return { order, isCancelled: false };
}

/** Runs every alternative once; `null` when the measurement is cancelled before the last. */
async function runRound<Result>({ tracks, plan }: Session<Result>, places: readonly number[]): Promise<Times[] | null> {
  const samples: Sample<Result>[] = [];
  for (const place of places) {
    if (plan.signal?.aborted) return null;
    samples[place] = await takeSample(tracks[place]!.alternative, tracks[place]!.batch, plan.clock);
  }
  // A run that heard of the cancellation may have ended early.
  if (plan.signal?.aborted) return null;
  tracks.forEach((track, place) => {
    if (plan.check === undefined || track.resultsEqual === false) return;
    track.resultsEqual = place === 0 || plan.check(samples[0]!.result, samples[place]!.result);
  });
  // Lets timers, signals and a notebook's output have their turn.
  await setImmediate();
  return samples.map(({ wallMs, cpuMs, stages }) => ({ wallMs, cpuMs, stages }));
}

/** Endless orders of the items, for a round each: a random one, then its mirror image, then another random one. */
export function* mirroredOrders<T>(items: readonly T[], seed: number): Generator<T[], never> {
  const random = seededRandom(seed);
  while (true) {
    const order = random.shuffle(items);
    yield order;
    yield order.toReversed();
  }
}

function isEnough<Result>({ plan, elapsedMs }: Session<Result>, rounds: number, isPrecise: (rounds: number) => boolean): boolean {
  if (plan.rounds !== undefined && rounds >= plan.rounds) return true;
  const isBlockComplete = rounds % 2 === 0;
  if (!isBlockComplete) return false;
  if (elapsedMs() >= plan.budgetMs) return true;
  return plan.rounds === undefined && (rounds >= plan.maxRounds || (rounds >= plan.minRounds && isPrecise(rounds)));
}

/** Tests whether all speedups are known well enough; asked often, it looks again only after a quarter more rounds. */
function precisionTest<Result>({ tracks, plan }: Session<Result>): (rounds: number) => boolean {
  let nextLook = 0;
  return (rounds) => {
    if (rounds < nextLook) return false;
    nextLook = rounds * 1.25;
    const [first, ...others] = tracks.map((track) => track.samples.map((sample) => sample.wallMs));
    return others.every((other) => {
      const speedup = bootstrapSpeedup(first!, other, { resamples: 500, seed: plan.seed });
      return speedup !== null && (speedup.high - speedup.low) / 2 <= plan.targetPrecision * speedup.estimate;
    });
  };
}

function timeLeftMs<Result>({ plan, elapsedMs }: Session<Result>, rounds: number, roundsStartMs: number): number | null {
  const nowMs = elapsedMs(), budgetLeftMs = Math.max(0, plan.budgetMs - nowMs);
  const roundsLeftMs = plan.rounds === undefined || rounds === 0
    ? Infinity : (nowMs - roundsStartMs) / rounds * (plan.rounds - rounds);
  const leftMs = Math.min(budgetLeftMs, roundsLeftMs);
  return leftMs === Infinity ? null : leftMs;
}

function report<Result>({ alternative, samples, warmupMs, batch, resultsEqual }: Track<Result>): MeasuredAlternative {
  const names = new Set(samples.flatMap((sample) => Object.keys(sample.stages)));
  return {
    name: alternative.name,
    samplesMs: samples.map((sample) => sample.wallMs),
    cpuMs: samples.map((sample) => sample.cpuMs),
    stages: Object.fromEntries([...names].map((name) => [name, samples.map((sample) => sample.stages[name] ?? 0)])),
    warmupMs, batch, resultsEqual,
  };
}

function checkAlternatives(alternatives: readonly { readonly name: string }[]): void {
  const names = alternatives.map((alternative) => alternative.name);
  if (names.length === 0) throw new ArcError('timing.alternatives', 'measurement: there are 0 alternatives; give it at least one');
  const double = names.find((name, place) => names.indexOf(name) !== place);
  if (double === undefined) return;
  throw new ArcError('timing.alternatives', `measurement: two alternatives are called "${double}"; give each its own name`);
}
