import type { SeededRandom } from '../../timing/random.js';

/** A whole number from `low` to `high`, both included; `low` when there is nothing between them. */
export function between(random: SeededRandom, low: number, high: number): number {
  return high <= low ? low : low + random.integer(high - low + 1);
}

/** Whether something happens that has the given probability. */
export function happens(random: SeededRandom, probability: number): boolean {
  return random.next() < probability;
}

/** One of the list's elements. */
export function pick<T>(random: SeededRandom, list: readonly T[]): T {
  return list[random.integer(list.length)]!;
}

/** Different colors 1..9, none of those excepted. */
export function colors(random: SeededRandom, count: number, except: readonly number[] = []): number[] {
  return random.shuffle([1, 2, 3, 4, 5, 6, 7, 8, 9].filter((color) => !except.includes(color))).slice(0, count);
}

/** One color 1..9, none of those excepted. */
export function anyColor(random: SeededRandom, except: readonly number[] = []): number {
  return colors(random, 1, except)[0]!;
}
