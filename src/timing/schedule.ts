// Runs in Node and, as the compiled text of this one file, in the browser: it imports types only and uses plain JavaScript.
import type { Span } from './span.js';

/** What to change before the recorded work is scheduled again. */
export interface ScheduleOptions {
  /**
   * By span name: how many times as fast its own work and everything below it becomes. `Infinity` makes it free; names that are
   * not here, and values that are not above 0, change nothing. A span below several of them becomes faster by their product.
   */
  readonly factors?: Readonly<Record<string, number>>;
  /** How many pieces of work can be under way at once, 1 or more. @defaultValue {@link peakConcurrency} of the recording */
  readonly workers?: number;
}

/** Recorded work in a new order. */
export interface Schedule {
  /** The same spans, with new times and with lanes `lane 1`, `lane 2` …; it begins when the recording began. */
  readonly spans: Span[];
  /** From the first start to the last end. */
  readonly makespanMs: number;
}

/** A stretch of time that cannot be split: a span without children, or a stretch of a parent that no child covers. */
interface WorkPiece {
  /** The span whose stretch it is, behind all that the span lies in; none for a joint, at which pieces wait for others. */
  readonly spanIds: readonly number[];
  readonly ms: number;
  readonly recordedMs: number;
  /** Whether it occupies a worker; a joint, and a parent that waits for work on other lanes, do not. */
  readonly needsWorker: boolean;
  /** The pieces that wait for this one. */
  readonly next: number[];
  /** How many pieces this one waits for. */
  readonly waitsFor: number;
}

/** When and where a piece runs. */
interface Slot {
  readonly startMs: number;
  readonly endMs: number;
  readonly lane: number;
}

/**
 * Schedules recorded work again: with some of it faster, with fewer or more workers.
 *
 * What can be told from a recording is kept: a parent's children run in their order, except that siblings which
 * overlapped, or which follow each other and all carry the attribute `parallel: true`, may run side by side; stretches of a
 * parent that no child covers are work of the parent, in their place. Where its children ran on lanes other than its own they are
 * waiting: they occupy no worker, and beside siblings, whose work may have been what was waited for, no time. Whenever a worker is free it takes the work that was recorded first among what
 * may begin (list scheduling).
 *
 * It assumes that work takes as long beside other work as alone: what overlapped while it shared one thread does not get
 * faster by more workers in reality.
 *
 * @param spans - a recording; spans whose parent is not in the list are roots, which follow each other without a gap
 * @source R. L. Graham, Bounds on Multiprocessing Timing Anomalies, SIAM Journal on Applied Mathematics 17(2), 1969
 */
export function schedule(spans: readonly Span[], options: ScheduleOptions = {}): Schedule {
  const pieces = splitIntoPieces(spans, options.factors ?? {});
  const originMs = spans.reduce((first, span) => Math.min(first, span.startMs), Infinity);
  const slots = runPieces(pieces, Math.max(1, Math.floor(options.workers ?? peakConcurrency(spans))));
  const places = new Map<number, Slot>();
  pieces.forEach((piece, at) => {
    for (const id of piece.spanIds) places.set(id, unite(places.get(id), slots[at]!));
  });
  return {
    spans: spans.map((span) => {
      const { startMs, endMs, lane } = places.get(span.id)!;
      return { ...span, lane: `lane ${lane + 1}`, startMs: originMs + startMs, endMs: originMs + endMs };
    }),
    makespanMs: slots.reduce((last, slot) => Math.max(last, slot.endMs), 0),
  };
}

/** How many spans without children were under way at once, at most; at least 1. */
export function peakConcurrency(spans: readonly Span[]): number {
  const parents = new Set(spans.map((span) => span.parentId));
  const edges = spans.filter((span) => !parents.has(span.id) && span.endMs > span.startMs)
    .flatMap((span) => [{ ms: span.startMs, step: 1 }, { ms: span.endMs, step: -1 }])
    .sort((a, b) => a.ms - b.ms || a.step - b.step);
  let now = 0, most = 1;
  for (const { step } of edges) most = Math.max(most, now += step);
  return most;
}

/**
 * The whole's speedup when a share of it becomes k times as fast.
 *
 * @param share - 0..1
 * @param k - above 0; `Infinity` for free
 * @source G. M. Amdahl, Validity of the single processor approach, AFIPS 1967
 * @example
 * amdahl(0.5, 2)
 * // => 1.3333333333333333
 */
export function amdahl(share: number, k: number): number {
  return 1 / (1 - share + share / k);
}

/**
 * The whole's speedup when a share of it costs nothing: no work on that share can gain more.
 *
 * @example
 * ceiling(0.75)
 * // => 4
 */
export function ceiling(share: number): number {
  return amdahl(share, Infinity);
}

/** Turns a recording into pieces; each waits for the pieces whose `next` names it. */
function splitIntoPieces(spans: readonly Span[], factors: Readonly<Record<string, number>>): WorkPiece[] {
  const pieces: WorkPiece[] = [], below = groupByParent(spans);

  function addPiece(piece: Omit<WorkPiece, 'next' | 'waitsFor'>, after: readonly number[]): number[] {
    for (const earlier of after) pieces[earlier]!.next.push(pieces.length);
    return [pieces.push({ ...piece, next: [], waitsFor: after.length }) - 1];
  }
  const addJoint = (recordedMs: number, after: readonly number[]): number[] => addPiece({ spanIds: [], ms: 0, recordedMs, needsWorker: false }, after);

  /** Adds a span's work, to begin after some pieces, and returns what has to be waited for after it. */
  function addSpan(span: Span, outerPath: readonly number[], outerScale: number, after: readonly number[], isAlone: boolean): readonly number[] {
    const factor = factors[span.name] ?? 1;
    const spanIds = [...outerPath, span.id], scale = factor > 0 ? outerScale / factor : outerScale;
    const parts = below.get(span.id) ?? [];
    if (parts.length === 0) return addPiece({ spanIds, ms: (span.endMs - span.startMs) * scale, recordedMs: span.startMs, needsWorker: true }, after);
    const needsWorker = parts.some((part) => part.lane === span.lane);
    let last = after, atMs = span.startMs;
    const addOwnTime = (untilMs: number): void => {
      if (untilMs > atMs && (needsWorker || isAlone)) last = addPiece({ spanIds, ms: (untilMs - atMs) * scale, recordedMs: atMs, needsWorker }, last);
      atMs = Math.max(atMs, untilMs);
    };
    for (const group of groupSiblings(parts)) {
      const ends: number[] = [];
      for (const part of group) {
        addOwnTime(Math.min(part.startMs, span.endMs));
        ends.push(...addSpan(part, spanIds, scale, last, group.length === 1));
        atMs = Math.max(atMs, part.endMs);
      }
      last = group.length === 1 ? ends : addJoint(atMs, [...ends, ...last]);
    }
    addOwnTime(span.endMs);
    return last;
  }

  let last: readonly number[] = [];
  for (const group of groupSiblings(below.get(null) ?? [])) {
    last = addJoint(0, group.flatMap((root) => addSpan(root, [], 1, last, group.length === 1)));
  }
  return pieces;
}

/** Children by parent, in order of start; roots under `null`. */
function groupByParent(spans: readonly Span[]): Map<number | null, Span[]> {
  const groups = new Map<number | null, Span[]>(), ids = new Set<number | null>(spans.map((span) => span.id));
  for (const span of [...spans].sort((a, b) => a.startMs - b.startMs || a.id - b.id)) {
    const parentId = ids.has(span.parentId) ? span.parentId : null;
    const group = groups.get(parentId);
    if (group === undefined) groups.set(parentId, [span]);
    else group.push(span);
  }
  return groups;
}

/** Siblings, in order of start, in groups that follow each other; within a group they may run side by side. */
function groupSiblings(siblings: readonly Span[]): Span[][] {
  const groups: Span[][] = [];
  let endMs = -Infinity, isParallel = false;
  for (const span of siblings) {
    const mayJoin: boolean = span.startMs < endMs || (isParallel && span.attributes.parallel === true);
    if (mayJoin) groups.at(-1)!.push(span);
    else groups.push([span]);
    isParallel = (isParallel || !mayJoin) && span.attributes.parallel === true;
    endMs = Math.max(endMs, span.endMs);
  }
  return groups;
}

/** List scheduling: whenever a worker is free, it takes the piece that was recorded first among those that may begin. */
function runPieces(pieces: readonly WorkPiece[], workers: number): Slot[] {
  const slots: Slot[] = [], waitsFor = pieces.map((piece) => piece.waitsFor);
  const ready: number[] = [], running: number[] = [], freeLanes = Array.from({ length: workers }, (_, lane) => lane);
  const byRecording = (a: number, b: number): number => pieces[a]!.recordedMs - pieces[b]!.recordedMs || a - b;
  const byEnd = (a: number, b: number): number => slots[a]!.endMs - slots[b]!.endMs;

  function begin(piece: number, nowMs: number, lane: number): void {
    slots[piece] = { startMs: nowMs, endMs: nowMs + pieces[piece]!.ms, lane };
    insert(running, piece, byEnd);
  }
  function release(piece: number, nowMs: number): void {
    if (pieces[piece]!.needsWorker) return insert(ready, piece, byRecording);
    if (pieces[piece]!.ms > 0) return begin(piece, nowMs, 0);
    slots[piece] = { startMs: nowMs, endMs: nowMs, lane: 0 };
    finish(piece, nowMs);
  }
  function finish(piece: number, nowMs: number): void {
    for (const next of pieces[piece]!.next) if (--waitsFor[next]! === 0) release(next, nowMs);
  }

  pieces.forEach((piece, at) => {
    if (piece.waitsFor === 0) release(at, 0);
  });
  for (let nowMs = 0; ready.length > 0 || running.length > 0;) {
    while (ready.length > 0 && freeLanes.length > 0) begin(ready.shift()!, nowMs, freeLanes.shift()!);
    const ended = running.shift()!;
    nowMs = slots[ended]!.endMs;
    if (pieces[ended]!.needsWorker) insert(freeLanes, slots[ended]!.lane, (a, b) => a - b);
    finish(ended, nowMs);
  }
  return slots;
}

/** The slot from the first start to the last end, on the lane of the first. */
function unite(one: Slot | undefined, other: Slot): Slot {
  if (one === undefined) return other;
  const first = other.startMs < one.startMs ? other : one;
  return { startMs: first.startMs, endMs: Math.max(one.endMs, other.endMs), lane: first.lane };
}

/** Puts an item into its place in a sorted array, behind its equals. */
function insert<T>(sorted: T[], item: T, compare: (a: T, b: T) => number): void {
  let low = 0, high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(sorted[middle]!, item) <= 0) low = middle + 1;
    else high = middle;
  }
  sorted.splice(low, 0, item);
}
