import { seededRandom, type SeededRandom } from '../../src/timing/random.js';
import { fakeClock, type FakeClock } from './fake-clock.js';

/** A simulated machine on which work takes as long as it should, times the disturbance of the moment. */
export interface NoisyMachine {
  readonly clock: FakeClock;
  work(ms: number): void;
}

/** Makes the factors by which successive pieces of work take longer. */
export type Disturbance = (random: SeededRandom) => () => number;

export function noisyMachine(seed: number, disturbance: Disturbance): NoisyMachine {
  const clock = fakeClock(), factor = disturbance(seededRandom(seed));
  return { clock, work: (ms) => clock.advance(ms * factor()) };
}

/** Normally distributed, by the method of Box and Muller. */
function normal(random: SeededRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

/** 3 % of noise, and one sample in ten is held up by 10 % to many times its length (Pareto tail). */
export const HEAVY_TAILED: Disturbance = (random) => () => {
  const hold = random.next() < 0.1 ? 0.1 + 0.25 * (1 / Math.sqrt(1 - random.next()) - 1) : 0;
  return Math.exp(0.03 * normal(random)) * (1 + hold);
};

/** {@link HEAVY_TAILED}, and every sample is slower than the one before by a share of the first. */
function drifting(share: number): Disturbance {
  return (random) => {
    const noise = HEAVY_TAILED(random);
    let sample = 0;
    return () => noise() * (1 + share * sample++);
  };
}

/** A machine that has become 12 % slower after 30 rounds of two. */
export const DRIFTING = drifting(0.002);

/** A machine that has become 60 % slower after 30 rounds of two. */
export const RUNNING_AWAY = drifting(0.01);

/** 20 % of noise: more than any threshold. */
export const VERY_NOISY: Disturbance = (random) => () => Math.exp(0.2 * normal(random));

/** Slow and fast spells of a few samples, as when another process comes and goes. */
export const BURSTS: Disturbance = (random) => {
  let isSlow = false;
  return () => {
    if (random.next() < (isSlow ? 0.3 : 0.1)) isSlow = !isSlow;
    return (isSlow ? 1.8 : 1) * (1 + 0.02 * normal(random));
  };
};

/** Noise that remembers: most of a sample's disturbance is still there in the next. */
export const AUTOCORRELATED: Disturbance = (random) => {
  let level = 0;
  return () => {
    level = 0.9 * level + 0.04 * normal(random);
    return Math.exp(level);
  };
};
