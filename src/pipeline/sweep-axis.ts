import { closest } from '../values/closest.js';
import { ArcError } from '../values/error.js';
import { defaultConfig, parseSetting, type Config } from './config.js';
import { findPhase } from './journey.js';

/** What one place of an axis sets. */
export type SweepValue = string | number | boolean;

/** One thing that a sweep varies, and its values in order. */
export interface SweepAxis {
  /** A key of {@link WORKLOAD_KEYS}, `phase`, or a key of the configuration. */
  readonly key: string;
  readonly values: readonly SweepValue[];
}

/** One place of a sweep's grid: a value for each axis, in the order of the axes. */
export type SweepPoint = Readonly<Record<string, SweepValue>>;

/**
 * Axes that change the work, not the way it is done: demo samples, outputs of the card, size of the inputs (`12` or `10x12`), simulated
 * waiting in ms. Points are compared with points of the same work only.
 */
export const WORKLOAD_KEYS = ['samples', 'candidates', 'size', 'wait'] as const;

/**
 * Reads one `key=a,b,c` of a command line.
 *
 * @throws ArcError `pipeline.sweep` for a text that is none, an unknown key or a value twice; `pipeline.config` and
 * `pipeline.unknown-phase` for a value that the key cannot have
 * @example
 * parseAxis('concurrency=1,2,4')
 * // => { key: 'concurrency', values: [1, 2, 4] }
 */
export function parseAxis(text: string): SweepAxis {
  const at = text.indexOf('='), key = text.slice(0, at).trim();
  const raw = text.slice(at + 1).split(',').map((value) => value.trim());
  if (at < 1 || raw.includes('')) throw new ArcError('pipeline.sweep', `--vary ${text} is no axis; write key=a,b,c, for example concurrency=1,2,4`);
  const values = raw.map((value) => parseValue(key, value));
  const double = values.find((value, place) => values.indexOf(value) !== place);
  if (double !== undefined) throw new ArcError('pipeline.sweep', `--vary ${key} has ${String(double)} twice; give each value once`);
  return { key, values };
}

/** All places of the grid; the last axis changes fastest. @throws ArcError `pipeline.sweep` for an axis twice or without values */
export function sweepPoints(axes: readonly SweepAxis[]): SweepPoint[] {
  const keys = axes.map((axis) => axis.key), double = keys.find((key, place) => keys.indexOf(key) !== place);
  if (double !== undefined) throw new ArcError('pipeline.sweep', `axis ${double} is given twice; give all its values in one`);
  const empty = axes.find(({ values }) => values.length === 0);
  if (empty !== undefined) throw new ArcError('pipeline.sweep', `axis ${empty.key} has 0 values; give it at least one`);
  return axes.reduce<SweepPoint[]>(
    (points, { key, values }) => points.flatMap((point) => values.map((value) => ({ ...point, [key]: value }))), [{}],
  );
}

/** The settings that a point makes on top of its phase's. */
export function settingsOf(point: SweepPoint): Config {
  const settings = Object.entries(point).flatMap(([key, value]): [string, SweepValue][] => {
    if (key === 'wait') return [['simulatedWaitMs', value]];
    return key === 'phase' || (WORKLOAD_KEYS as readonly string[]).includes(key) ? [] : [[key, value]];
  });
  return Object.fromEntries(settings);
}

/** A point as text: `executor=threads, concurrency=2`; waiting is called what it is: `wait=20 (simulated)`. */
export function pointText(point: SweepPoint): string {
  return Object.entries(point).map(([key, value]) => `${key}=${String(value)}${key === 'wait' && value !== 0 ? ' (simulated)' : ''}`).join(', ');
}

function parseValue(key: string, text: string): SweepValue {
  switch (key) {
    case 'phase': return findPhase(text).id;
    case 'wait': return Number(parseSetting(`simulatedWaitMs=${text}`).simulatedWaitMs);
    case 'samples': case 'candidates': return wholeNumber(key, text);
    case 'size': {
      const match = /^(\d+)(?:x(\d+))?$/.exec(text);
      if (match === null) throw new ArcError('pipeline.sweep', `--vary size: ${text} is no size; write for example 12 or 10x12`);
      return `${Number(match[1])}x${Number(match[2] ?? match[1])}`;
    }
    default: {
      const known = [...WORKLOAD_KEYS, 'phase', ...Object.keys(defaultConfig())];
      if (!known.includes(key)) throw new ArcError('pipeline.sweep', `--vary ${key}: there is no such axis; did you mean ${closest(key, known)}? (${known.join(', ')})`);
      return Object.values(parseSetting(`${key}=${text}`))[0]!;
    }
  }
}

function wholeNumber(key: string, text: string): number {
  if (/^[1-9]\d*$/.test(text) && Number.isSafeInteger(Number(text))) return Number(text);
  throw new ArcError('pipeline.sweep', `--vary ${key}: ${text} is no whole number from 1 up; write for example ${key}=10,100`);
}
