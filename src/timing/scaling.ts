import { ArcError } from '../values/error.js';
import { amdahl, ceiling } from './schedule.js';

/** How much faster some work was with so many workers. */
export interface ScalingPoint {
  /** Workers, 1 or more. */
  readonly concurrency: number;
  /** Time with one worker ÷ time with these, above 0. */
  readonly speedup: number;
}

/** Amdahl's law fitted to measured points. */
export interface AmdahlFit {
  /** The share of the work that can be spread, 0..1. */
  readonly parallelShare: number;
  /** The speedup that no number of workers exceeds; `Infinity` when all can be spread. */
  readonly ceiling: number;
  /** Root mean square of measured − fitted speedup. */
  readonly residual: number;
}

/** The Universal Scalability Law fitted to measured points. */
export interface ScalabilityFit {
  /** α, 0..1: the share of time in which workers queue for something. */
  readonly contention: number;
  /** β, 0 or more: what keeping each pair of workers consistent costs. */
  readonly coherency: number;
  /** Workers beyond which more make it slower, 1 or more; `Infinity` without coherency cost. */
  readonly peakConcurrency: number;
  /** Root mean square of measured − fitted speedup. */
  readonly residual: number;
}

/**
 * The speedup by the Universal Scalability Law with some workers: n / (1 + α(n − 1) + βn(n − 1)).
 *
 * @source N. J. Gunther, Guerrilla Capacity Planning, 2007, chapter 4
 */
export function scalabilitySpeedup(contention: number, coherency: number, concurrency: number): number {
  const n = concurrency;
  return n / (1 + contention * (n - 1) + coherency * n * (n - 1));
}

/**
 * Fits Amdahl's law by least squares in its linear form 1 − 1/S = p·(1 − 1/n).
 *
 * @param points - at least one with 2 or more workers
 * @throws ArcError `timing.scaling` for too few points or values that are out of range
 */
export function fitAmdahl(points: readonly ScalingPoint[]): AmdahlFit {
  checkPoints(points);
  let xx = 0, xy = 0;
  for (const { concurrency, speedup } of points) {
    const x = 1 - 1 / concurrency, y = 1 - 1 / speedup;
    xx += x * x;
    xy += x * y;
  }
  const parallelShare = Math.min(1, Math.max(0, xy / xx));
  return {
    parallelShare,
    ceiling: ceiling(parallelShare),
    residual: rootMeanSquare(points, (n) => amdahl(parallelShare, n)),
  };
}

/**
 * Fits the Universal Scalability Law by least squares in its linear form n/S − 1 = α·(n − 1) + β·n(n − 1), with neither
 * parameter below 0 and α not above 1. Points at which work was more than n times faster than with one worker pull α to 0.
 *
 * @param points - with at least two different numbers of workers from 2
 * @throws ArcError `timing.scaling` for too few points or values that are out of range
 */
export function fitScalability(points: readonly ScalingPoint[]): ScalabilityFit {
  checkPoints(points);
  if (new Set(points.map((point) => point.concurrency).filter((n) => n > 1)).size < 2) {
    throw new ArcError('timing.scaling', 'scalability fit: there are fewer than 2 different concurrencies from 2; measure more');
  }
  const rows = points.map(({ concurrency: n, speedup }) => ({ u: n - 1, v: n * (n - 1), y: n / speedup - 1 }));
  const sum = (term: (row: { u: number; v: number; y: number }) => number): number => rows.reduce((total, row) => total + term(row), 0);
  const uu = sum(({ u }) => u * u), uv = sum(({ u, v }) => u * v), vv = sum(({ v }) => v * v);
  const uy = sum(({ u, y }) => u * y), vy = sum(({ v, y }) => v * y);
  const determinant = uu * vv - uv * uv;
  let contention = (uy * vv - vy * uv) / determinant, coherency = (vy * uu - uy * uv) / determinant;
  if (coherency < 0) [contention, coherency] = [uy / uu, 0];
  else if (contention < 0) [contention, coherency] = [0, vy / vv];
  contention = Math.min(1, Math.max(0, contention));
  coherency = Math.max(0, coherency);
  return {
    contention,
    coherency,
    peakConcurrency: coherency === 0 ? Infinity : Math.max(1, Math.sqrt((1 - contention) / coherency)),
    residual: rootMeanSquare(points, (n) => scalabilitySpeedup(contention, coherency, n)),
  };
}

/**
 * From where on a measured curve stays at or above a level, by straight lines between its points: the break-even of something that
 * pays only from some size on.
 *
 * @param points - any order; sorted by `x` here
 * @param level - @defaultValue 1: neither faster nor slower
 * @returns `x` of the place where the curve comes to the level for the last time, or its first point when it is never below; `null` when
 * it ends below, whatever it was before
 * @example
 * breakEven([{ x: 10, y: 0.5 }, { x: 20, y: 1.5 }])
 * // => 15
 */
export function breakEven(points: readonly { readonly x: number; readonly y: number }[], level = 1): number | null {
  const sorted = [...points].sort((a, b) => a.x - b.x);
  const last = sorted.findLastIndex((point) => point.y < level), before = sorted[last], after = sorted[last + 1];
  if (before === undefined || after === undefined) return after?.x ?? null;
  return before.x + (after.x - before.x) * (level - before.y) / (after.y - before.y);
}

function checkPoints(points: readonly ScalingPoint[]): void {
  for (const { concurrency, speedup } of points) {
    if (concurrency >= 1 && speedup > 0 && Number.isFinite(concurrency) && Number.isFinite(speedup)) continue;
    throw new ArcError('timing.scaling', `scaling point: speedup ${speedup} at concurrency ${concurrency}; give a concurrency from 1 and a speedup above 0`);
  }
  if (points.some((point) => point.concurrency > 1)) return;
  throw new ArcError('timing.scaling', `scaling fit: ${points.length} points, none with a concurrency above 1; measure one`);
}

function rootMeanSquare(points: readonly ScalingPoint[], fitted: (concurrency: number) => number): number {
  const squares = points.map(({ concurrency, speedup }) => (speedup - fitted(concurrency)) ** 2);
  return Math.sqrt(squares.reduce((total, square) => total + square, 0) / squares.length);
}
