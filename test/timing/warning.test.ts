import { describe, expect, test } from 'vitest';
import { resultWarnings, sampleWarnings, timerWarnings } from '../../src/timing/warning.js';

function codes(baseline: readonly number[], candidate: readonly number[] = baseline): string[] {
  return sampleWarnings(baseline, candidate).map((warning) => warning.code);
}

describe('sampleWarnings', () => {
  const STEADY = [10, 10.1, 9.9, 10, 10.2, 9.8, 10, 10.1, 9.9, 10, 10.1, 9.9];

  test('sampleWarnings(baseline, candidate) has nothing to say about a dozen steady rounds', () => {
    expect(codes(STEADY)).toEqual([]);
  });

  test('sampleWarnings(baseline, candidate) warns of fewer than 12 rounds', () => {
    expect(codes(STEADY.slice(1))).toEqual(['few-samples']);
    expect(codes([])).toEqual(['few-samples']);
  });

  test('sampleWarnings(baseline, candidate) counts one round and several', () => {
    const message = (rounds: number) => sampleWarnings(STEADY.slice(0, rounds), STEADY.slice(0, rounds))[0]!.message;
    expect([0, 1, 2].map(message)).toEqual(['0 rounds', '1 round', '2 rounds'].map((words, rounds) =>
      `${words} ${rounds === 1 ? 'is' : 'are'} few; measure at least 12`));
  });

  test('sampleWarnings(baseline, candidate) names the side that scatters', () => {
    const scattered = [10, 14, 7, 12, 15, 8, 6, 13, 9, 11, 16, 5];
    expect(sampleWarnings(STEADY, scattered)).toMatchObject([{ code: 'noisy-machine' }]);
    expect(sampleWarnings(STEADY, scattered)[0]!.message).toBe('candidate samples scatter by 42.4 % of their median, outliers: 0 of 12; close what else runs');
  });

  test('sampleWarnings(baseline, candidate) warns of outliers among samples that are close otherwise', () => {
    expect(codes([...STEADY.slice(2), 30, 40], STEADY)).toEqual(['noisy-machine']);
  });

  test('sampleWarnings(baseline, candidate) warns of drift, with its amount and direction', () => {
    const rising = Array.from({ length: 12 }, (_, round) => 10 + round / 4);
    // First four: median 10.375, last four: 12.375.
    const warning = sampleWarnings(rising, rising).find(({ code }) => code === 'drift');
    expect(warning?.message).toBe('rounds became 19.3 % slower from first to last; warm up longer');
    expect(codes(rising.toReversed())).toContain('drift');
  });

  test('sampleWarnings(baseline, candidate) lets a rise of a few percent be', () => {
    expect(codes(Array.from({ length: 12 }, (_, round) => 10 + round / 40))).toEqual([]);
  });
});

describe('timerWarnings', () => {
  test('timerWarnings(sampleMs, clockResolutionMs) asks for a hundred steps per sample', () => {
    expect(timerWarnings(1, 0.01)).toEqual([]);
    expect(timerWarnings(0.99, 0.01)).toMatchObject([{ code: 'coarse-timer' }]);
  });

  test('timerWarnings(sampleMs, clockResolutionMs) writes no number with an exponent', () => {
    expect(timerWarnings(0.0000001, 0.00005)[0]!.message).toBe(
      'a sample lasts 0.0000001 ms and the clock steps by 0.00005 ms; measure more work per call');
  });
});

describe('resultWarnings', () => {
  test('resultWarnings(resultsEqual) tells different from unchecked', () => {
    expect([true, false, null].map((equal) => resultWarnings(equal).map((warning) => warning.code)))
      .toEqual([[], ['results-differ'], ['results-unchecked']]);
  });
});
