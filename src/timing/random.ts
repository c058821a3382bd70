/** A stream of reproducible pseudo-random numbers. */
export interface SeededRandom {
  /** The next number, 0 up to but without 1, in steps of 2⁻³². */
  next(): number;
  /** A whole number 0..n−1, each equally likely; n is 1..2³². */
  integer(n: number): number;
  /** A new array with the same elements in random order, each order equally likely. */
  shuffle<T>(array: readonly T[]): T[];
}

/**
 * A pseudo-random generator whose stream depends on the seed alone, equal on every machine.
 *
 * Not for secrets.
 *
 * @param seed - any whole number; its low 32 bits count
 * @source xoshiro128** and its seeding by SplitMix: D. Blackman and S. Vigna, Scrambled Linear Pseudorandom Number
 * Generators, ACM Transactions on Mathematical Software 47(4), 2021
 * @example
 * seededRandom(7).integer(10) === seededRandom(7).integer(10)
 * // => true
 */
export function seededRandom(seed: number): SeededRandom {
  return fromState(spreadSeed(seed));
}

/** The generator at a given state of four 32-bit words that are not all 0. */
export function fromState(state: readonly [number, number, number, number]): SeededRandom {
  let [a, b, c, d] = state;
  const next = (): number => {
    const scrambled = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return scrambled / 2 ** 32;
  };
  const integer = (n: number): number => Math.floor(next() * n);
  const shuffle = <T>(array: readonly T[]): T[] => {
    const shuffled = [...array];
    for (let last = shuffled.length - 1; last > 0; last--) {
      const chosen = integer(last + 1);
      [shuffled[last], shuffled[chosen]] = [shuffled[chosen]!, shuffled[last]!];
    }
    return shuffled;
  };
  return { next, integer, shuffle };
}

/** Spreads a seed over four words: a counter in steps of the golden ratio, each hashed with MurmurHash3's finalizer. */
function spreadSeed(seed: number): [number, number, number, number] {
  let counter = seed | 0;
  const word = (): number => {
    counter = (counter + 0x9e3779b9) | 0;
    let hash = counter;
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return hash ^ (hash >>> 16);
  };
  return [word(), word(), word(), word()];
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
