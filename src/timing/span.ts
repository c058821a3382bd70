/** What a span may carry beside its times. */
export type SpanAttributes = Record<string, string | number | boolean>;

/**
 * One timed piece of work.
 *
 * Ids are unique in a list; `parentId` is an id of the same list or `null`; `endMs >= startMs`. Times are ms since the
 * origin of the list's recorder. A lane is where the work ran (`main`, `worker 1`).
 */
export interface Span {
  readonly id: number;
  readonly parentId: number | null;
  readonly name: string;
  readonly lane: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly attributes: Readonly<SpanAttributes>;
}

/** A stretch of time. */
export interface TimeRange {
  readonly startMs: number;
  readonly endMs: number;
}

/** All spans of one name taken together. */
export interface NameTotal {
  readonly name: string;
  readonly count: number;
  /** Durations added up, also where they overlap. */
  readonly sumMs: number;
  /** Time in which at least one of them was at work. */
  readonly wallMs: number;
  /** Start of the first. */
  readonly startMs: number;
}

/** How long a span took, in ms. */
export function durationMs(span: TimeRange): number {
  return span.endMs - span.startMs;
}

/** The spans right below each parent, by parent id (`null`: the roots); by start, then id. */
export function childrenByParent(spans: readonly Span[]): Map<number | null, Span[]> {
  const groups = new Map<number | null, Span[]>();
  for (const span of spans) {
    const group = groups.get(span.parentId);
    if (group === undefined) groups.set(span.parentId, [span]);
    else group.push(span);
  }
  for (const group of groups.values()) group.sort((a, b) => a.startMs - b.startMs || a.id - b.id);
  return groups;
}

/** Time that at least one of the ranges covers, in ms. */
export function coveredMs(ranges: readonly TimeRange[]): number {
  return mergeRanges(ranges).reduce((sum, range) => sum + durationMs(range), 0);
}

/**
 * The stretches of a range that none of the parts covers, in order; none has length 0.
 *
 * Parts may overlap, and what sticks out of the range does not count.
 */
export function gaps(whole: TimeRange, parts: readonly TimeRange[]): TimeRange[] {
  const found: TimeRange[] = [];
  let at = whole.startMs;
  for (const part of mergeRanges(parts)) {
    const endMs = Math.min(part.startMs, whole.endMs);
    if (endMs > at) found.push({ startMs: at, endMs });
    at = Math.max(at, part.endMs);
  }
  if (whole.endMs > at) found.push({ startMs: at, endMs: whole.endMs });
  return found;
}

/**
 * The spans, and for every span that has children one more child for each stretch that no child covers: children
 * and remainder together cover exactly the time of their parent, also where children overlap.
 *
 * @param spans - any list of spans; spans without children get no remainder
 * @param name - what the remainder is called
 * @returns the same spans, then the remainders, whose ids go on from the highest and which carry `remainder: true`
 */
export function withRemainders(spans: readonly Span[], name = 'rest'): Span[] {
  const groups = childrenByParent(spans);
  let id = spans.reduce((highest, span) => Math.max(highest, span.id), 0);
  const remainders = spans.flatMap((span) => {
    const parts = groups.get(span.id);
    if (parts === undefined) return [];
    return gaps(span, parts).map((gap) => ({
      id: ++id, parentId: span.id, name, lane: span.lane, ...gap, attributes: { remainder: true },
    }));
  });
  return [...spans, ...remainders];
}

/** Totals of the spans by name, in order of first start. */
export function totalsByName(spans: readonly Span[]): NameTotal[] {
  const groups = new Map<string, Span[]>();
  for (const span of spans) {
    const group = groups.get(span.name);
    if (group === undefined) groups.set(span.name, [span]);
    else group.push(span);
  }
  return [...groups].map(([name, group]) => ({
    name,
    count: group.length,
    sumMs: group.reduce((sum, span) => sum + durationMs(span), 0),
    wallMs: coveredMs(group),
    startMs: group.reduce((first, span) => Math.min(first, span.startMs), Infinity),
  })).sort((a, b) => a.startMs - b.startMs);
}

function mergeRanges(ranges: readonly TimeRange[]): TimeRange[] {
  const merged: { startMs: number; endMs: number }[] = [];
  for (const { startMs, endMs } of [...ranges].sort((a, b) => a.startMs - b.startMs)) {
    const last = merged.at(-1);
    if (last !== undefined && startMs <= last.endMs) last.endMs = Math.max(last.endMs, endMs);
    else merged.push({ startMs, endMs });
  }
  return merged;
}
