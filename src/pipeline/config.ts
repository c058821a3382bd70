import { availableParallelism } from 'node:os';
import type { ExecutorKind } from '../executor/executor.js';
import type { DifferStrategy } from '../scoring/score-samples.js';
import { closest } from '../values/closest.js';
import { ArcError } from '../values/error.js';

/** What a run may be told; everything has a default. */
export interface ResolvedConfig {
  /** Drop candidates with the same body before the expensive work. */
  readonly dedupe: boolean;
  /** Inline all candidates with one memo of step texts. */
  readonly batchInline: boolean;
  readonly validation: 'sequential' | 'parallel';
  readonly scoring: 'sequential' | 'parallel';
  /** A span for every evaluation, candidate and file. */
  readonly profile: boolean;
  readonly differs: DifferStrategy;
  readonly executor: ExecutorKind;
  /** Jobs at work at once, 1..256. */
  readonly concurrency: number;
  /** Keep inlined texts and validation results by content hash: for the process, and in a pool that is kept for later ones. */
  readonly caches: boolean;
  /** What makes the passes over a card. */
  readonly engine: 'interpreted' | 'compiled';
  /** Per evaluation. */
  readonly timeoutMs: number;
  /** Real waiting added to every sample and candidate, labelled simulated everywhere. */
  readonly simulatedWaitMs: number;
  readonly seed: number;
}

/** A configuration as people write it: only what differs from the defaults. */
export type Config = Partial<ResolvedConfig>;

const CHOICES = {
  dedupe: [false, true],
  batchInline: [false, true],
  validation: ['sequential', 'parallel'],
  scoring: ['sequential', 'parallel'],
  profile: [false, true],
  differs: ['every-output', 'match-only', 'distinct', 'incremental'],
  executor: ['inline', 'limited', 'threads'],
  caches: [false, true],
  engine: ['interpreted', 'compiled'],
} as const;

const RANGES = {
  concurrency: { low: 1, high: 256, isInteger: true },
  timeoutMs: { low: 1, high: 3_600_000, isInteger: false },
  simulatedWaitMs: { low: 0, high: 60_000, isInteger: false },
  seed: { low: 0, high: 2 ** 32 - 1, isInteger: true },
} as const;

/** The plain path: everything one after the other, each candidate by itself. */
export function defaultConfig(): ResolvedConfig {
  return {
    dedupe: false, batchInline: false, validation: 'sequential', scoring: 'sequential', profile: false, differs: 'every-output', executor: 'inline', concurrency: availableParallelism(), caches: false,
    engine: 'interpreted', timeoutMs: 5000, simulatedWaitMs: 0, seed: 1,
  };
}

/**
 * Fills a configuration in and checks every key and value, once, at the edge.
 *
 * @throws ArcError `pipeline.config` for an unknown key or a value that it cannot have
 */
export function resolveConfig(...configs: readonly Config[]): ResolvedConfig {
  const resolved = Object.assign(defaultConfig(), ...configs) as ResolvedConfig;
  for (const [key, value] of Object.entries(resolved)) checkSetting(key, value);
  return resolved;
}

/**
 * Reads one `key=value` of a command line.
 *
 * @throws ArcError `pipeline.config` as {@link resolveConfig}
 */
export function parseSetting(text: string): Config {
  const at = text.indexOf('=');
  if (at < 1) throw new ArcError('pipeline.config', `setting "${text}" has no "="; write key=value, for example differs=distinct`);
  const key = text.slice(0, at).trim(), raw = text.slice(at + 1).trim();
  const value = raw === 'true' ? true : raw === 'false' ? false : raw !== '' && !Number.isNaN(Number(raw)) ? Number(raw) : raw;
  checkSetting(key, value);
  return { [key]: value };
}

/** Where a value stands among those that a setting can have, the baseline's first; a number's place is the number. */
export function settingPlace(key: string, value: unknown): number {
  const choices: readonly unknown[] = Object.hasOwn(CHOICES, key) ? CHOICES[key as keyof typeof CHOICES] : [];
  return typeof value === 'number' ? value : choices.indexOf(value);
}

function checkSetting(key: string, value: unknown): void {
  if (Object.hasOwn(CHOICES, key)) {
    const choices: readonly unknown[] = CHOICES[key as keyof typeof CHOICES];
    if (choices.includes(value)) return;
    throw new ArcError('pipeline.config', `setting ${key} is ${String(value)}; it can be ${choices.join(', ')}`);
  }
  if (Object.hasOwn(RANGES, key)) {
    const { low, high, isInteger } = RANGES[key as keyof typeof RANGES];
    if (typeof value === 'number' && value >= low && value <= high && (!isInteger || Number.isInteger(value))) return;
    throw new ArcError('pipeline.config',
      `setting ${key} is ${String(value)}; it can be ${isInteger ? 'a whole number' : 'a number'} from ${low} to ${high}`);
  }
  const known = [...Object.keys(CHOICES), ...Object.keys(RANGES)];
  throw new ArcError('pipeline.config', `setting ${key} does not exist; did you mean ${closest(key, known)}?`);
}
