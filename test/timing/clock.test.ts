import { describe, expect, test } from 'vitest';
import { clockResolutionMs, systemClock } from '../../src/timing/clock.js';
import { fakeClock } from './fake-clock.js';

describe('systemClock', () => {
  test('systemClock.nowMs() never goes back', () => {
    const times = Array.from({ length: 1000 }, () => systemClock.nowMs());
    expect(times.every((time, at) => at === 0 || time >= times[at - 1]!)).toBe(true);
  });

  test('systemClock.cpuMs() grows while the process computes', () => {
    const before = systemClock.cpuMs();
    let sum = 0;
    while (systemClock.cpuMs() === before) sum += Math.sqrt(sum + 1);
    expect(systemClock.cpuMs()).toBeGreaterThan(before);
  });
});

describe('clockResolutionMs', () => {
  test('clockResolutionMs(clock) is the smallest step seen', () => {
    expect(clockResolutionMs(fakeClock(0.25))).toBe(0.25);
  });

  test('clockResolutionMs(clock) sees the step of a coarse clock through many equal readings', () => {
    let reads = 0;
    const coarse = { nowMs: () => 16 * Math.floor(reads++ / 500), cpuMs: () => 0 };
    expect(clockResolutionMs(coarse)).toBe(16);
  });

  test('clockResolutionMs(clock) is 0 for a clock that stands still', () => {
    expect(clockResolutionMs(fakeClock(), 1000)).toBe(0);
  });
});
