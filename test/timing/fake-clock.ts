import type { Clock } from '../../src/timing/clock.js';

/** A clock that tests move by hand. */
export interface FakeClock extends Clock {
  /** Moves the time on; CPU time goes along unless told otherwise. */
  advance(ms: number, cpuMs?: number): void;
}

/** A clock at 0 that stands still, or goes on by `stepMs` at every reading of the time. */
export function fakeClock(stepMs = 0): FakeClock {
  let now = 0, cpu = 0;
  return {
    nowMs: () => {
      const read = now;
      now += stepMs;
      return read;
    },
    cpuMs: () => cpu,
    advance: (ms, cpuMs = ms) => {
      now += ms;
      cpu += cpuMs;
    },
  };
}
