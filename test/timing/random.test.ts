import { describe, expect, test } from 'vitest';
import { fromState, seededRandom } from '../../src/timing/random.js';

describe('fromState', () => {
  test('fromState(words) follows xoshiro128**, worked by hand', () => {
    // State (1, 2, 3, 4): rotl(2·5, 7)·9 = 11520; the state becomes (7, 0, 1026, 12288).
    // Then rotl(0, 7)·9 = 0; the second word becomes 0 ^ (1026 ^ 7) = 1029.
    // Then rotl(1029·5, 7)·9 = 5145·128·9 = 5927040.
    const random = fromState([1, 2, 3, 4]);
    expect([random.next(), random.next(), random.next()].map((x) => x * 2 ** 32)).toEqual([11520, 0, 5927040]);
  });
});

describe('seededRandom', () => {
  test('seededRandom(seed) repeats its stream for an equal seed', () => {
    const one = seededRandom(42), other = seededRandom(42);
    expect(Array.from({ length: 50 }, () => one.next())).toEqual(Array.from({ length: 50 }, () => other.next()));
  });

  test('seededRandom(seed) gives another stream for the next seed', () => {
    expect(seededRandom(1).next()).not.toBe(seededRandom(2).next());
  });

  test('next() fills 0 up to 1 evenly', () => {
    const random = seededRandom(3), buckets = new Array<number>(10).fill(0);
    for (let draw = 0; draw < 10_000; draw++) buckets[Math.floor(random.next() * 10)]!++;
    // A bucket's standard deviation is √(10000·0.1·0.9) = 30; five of them.
    for (const count of buckets) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  test('integer(n) reaches 0 and n−1 and nothing else', () => {
    const random = seededRandom(5);
    const seen = new Set(Array.from({ length: 500 }, () => random.integer(6)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('shuffle(array) returns the same elements and leaves the array as it was', () => {
    const array = [1, 2, 3, 4, 5, 6, 7, 8];
    const shuffled = seededRandom(1).shuffle(array);
    expect(array).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(shuffled).not.toEqual(array);
    expect([...shuffled].sort()).toEqual(array);
  });

  test('shuffle(array) gives each order of three equally often', () => {
    const random = seededRandom(11), counts = new Map<string, number>();
    for (let draw = 0; draw < 6000; draw++) {
      const order = random.shuffle(['a', 'b', 'c']).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(6);
    // Standard deviation √(6000·(1/6)·(5/6)) = 29; five of them.
    for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(145);
  });
});
