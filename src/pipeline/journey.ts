import { closest } from '../values/closest.js';
import { ArcError } from '../values/error.js';
import type { Config } from './config.js';

/** A figure of the story that PhaseLab retells: measured by its author in Python on Kaggle (L4x4), not here. */
export interface PublishedEffect {
  /** Seconds of the whole run after this phase. */
  readonly seconds?: number;
  readonly note: string;
}

/** One step of the optimization journey. */
export interface Phase {
  readonly id: string;
  /** One line: what it changes. */
  readonly meaning: string;
  /** What it sets, on top of the phases before it. */
  readonly settings: Config;
  readonly published?: PublishedEffect;
  /** Its scores are not the baseline's, by design; later phases do not build on its settings. */
  readonly isLossy?: true;
}

/** All phases in order; every later one is a change of settings, usable alone or on top of the ones before. */
export const JOURNEY = [
  {
    id: 'baseline', meaning: 'everything one after the other, every candidate by itself, a differ pass for every output',
    settings: {}, published: { seconds: 21.788, note: 'the plain scorer' },
  },
  {
    id: 'filter-batch', meaning: 'candidates with the same body are dropped before the expensive work, the rest inlined as one batch',
    settings: { dedupe: true, batchInline: true },
    published: { seconds: 16.884, note: '149 → 32 candidates, inline 6× faster' },
  },
  {
    id: 'parallel-validation', meaning: 'candidates are validated concurrently',
    settings: { validation: 'parallel', executor: 'limited' },
    published: { seconds: 16.826, note: 'validation ~7 s → 0.366 s (19.4×)' },
  },
  {
    id: 'profile', meaning: 'full instrumentation: a span for every evaluation',
    settings: { profile: true }, published: { seconds: 16.826, note: 'finds that scoring is 92 %' },
  },
  {
    id: 'parallel-scoring', meaning: 'demo samples, then test samples, are scored concurrently',
    settings: { scoring: 'parallel' }, published: { note: 'expected 6–10 s' },
  },
  {
    id: 'match-only-differs', meaning: 'a differ pass only for outputs that match (loses scores)',
    settings: { differs: 'match-only' }, published: { seconds: 5.359, note: '160 → 5 differ passes' }, isLossy: true,
  },
  {
    id: 'distinct-differs', meaning: 'one differ pass for each distinct (I, C)',
    settings: { differs: 'distinct' },
  },
  {
    id: 'threads', meaning: 'demo and test samples are scored as one batch by worker threads',
    settings: { executor: 'threads', scoring: 'parallel' }, published: { note: '1.25× more' },
  },
  {
    id: 'caches', meaning: 'inlined texts and validation results are kept by content hash; measured on a later run, which finds them',
    settings: { caches: true }, published: { note: '2.8× on a later run' },
  },
  {
    id: 'incremental-differs', meaning: 'a differ pass runs only the steps that depend on C',
    settings: { differs: 'incremental' },
  },
  {
    id: 'compiled', meaning: 'a card becomes generated JavaScript, no interpreter',
    settings: { engine: 'compiled' },
  },
] as const satisfies readonly Phase[];

/** The name of a phase. */
export type PhaseId = (typeof JOURNEY)[number]['id'];

/** The phase with that id. @throws ArcError `pipeline.unknown-phase`, with the nearest name */
export function findPhase(id: string): Phase & { readonly id: PhaseId } {
  const phase = JOURNEY.find((candidate) => candidate.id === id);
  if (phase !== undefined) return phase;
  const ids = JOURNEY.map((candidate) => candidate.id);
  throw new ArcError('pipeline.unknown-phase', `phase "${id}" does not exist; did you mean ${closest(id, ids)}? (${ids.join(', ')})`);
}

/** The settings of a phase on top of all phases before it (the lossy ones left out). */
export function cumulativeSettings(id: PhaseId): Config {
  const at = JOURNEY.findIndex((phase) => phase.id === id);
  const before: readonly Phase[] = JOURNEY.slice(0, at);
  return Object.assign({}, ...before.filter((phase) => !phase.isLossy).map((phase) => phase.settings), findPhase(id).settings);
}

/** The settings of a phase by itself, on the baseline. */
export function loneSettings(id: PhaseId): Config {
  return findPhase(id).settings;
}
