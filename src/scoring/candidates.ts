import type { Card, OutputRow } from '../program/card.js';
import { bodyText, expandedSource, inlinedSource } from '../program/print.js';
import { md5 } from './md5.js';
import type { SampleScore } from './score-samples.js';

/** A distinct result of a card over all samples. */
export interface Candidate extends OutputRow {
  /** The value, see `OutputScore`. */
  readonly value: string;
  /** Samples, demo and test, that this output gets right. */
  readonly oScore: number;
}

/** A candidate's solver as text. */
export interface InlinedSolver {
  /** `def solve(S, I, C):` and the one nested expression; its md5 names the files. */
  readonly inlined: string;
  readonly md5: string;
  /** The file's text. */
  readonly expanded: string;
}

/** The distinct output rows over all samples, in order of first appearance. */
export function collectCandidates(card: Card, scores: readonly SampleScore[]): Candidate[] {
  const right = card.outputs.map((_, k) => scores.filter(({ outputs }) => outputs[k]!.isMatch).length);
  const seen = valuesSeenByOutput(card), candidates: Candidate[] = [];
  for (const { outputs } of scores) {
    outputs.forEach(({ value }, k) => {
      if (seen[k]!.has(value)) return;
      seen[k]!.add(value);
      candidates.push({ ...card.outputs[k]!, value, oScore: right[k]! });
    });
  }
  return candidates;
}

/** By output an empty set, which equal rows share. */
function valuesSeenByOutput({ outputs }: Card): Set<string>[] {
  const byRow = new Map<string, Set<string>>();
  return outputs.map(({ step, isMutated, solverId }) => {
    const row = `${step} ${isMutated} ${solverId}`, seen = byRow.get(row) ?? new Set<string>();
    byRow.set(row, seen);
    return seen;
  });
}

/** Md5 of the body text, step numbers included: what tells candidates apart before they are inlined. */
export function bodyMd5(card: Card, step: number): string {
  return md5(bodyText(card.steps, step));
}

/**
 * Inlines a candidate.
 *
 * @param textOf the nested expression of a step, from `stepTexts(card.steps)`: shared by a batch, or fresh for each candidate
 * @throws ArcError `program.too-long`
 */
export function inlineCandidate(card: Card, step: number, textOf: (index: number) => string): InlinedSolver {
  const inlined = inlinedSource(textOf(step));
  return { inlined, md5: md5(inlined), expanded: expandedSource(card.steps, step) };
}

/** `11 − trunc(ln(seconds))`; higher is faster. A time too short to measure counts as a nanosecond. */
export function tLogOf(seconds: number): number {
  return 11 - Math.trunc(Math.log(Math.max(seconds, 1e-9)));
}
