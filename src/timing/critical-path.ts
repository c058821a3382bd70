import { childrenByParent, type Span, type TimeRange } from './span.js';

/** A stretch of the critical path: what the whole was waiting for. */
export interface CriticalStretch {
  /** The innermost span at work; `null` between roots. */
  readonly spanId: number | null;
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
}

/**
 * The chain of work that decided how long a recording took, from its first start to its last end without a hole.
 *
 * It is followed from the end: a span's last child to end, before that the sibling that had ended last when this one
 * began, and so on; where none had ended, the parent itself was at work. A sibling that was still running when another
 * began is not what that one waited for.
 *
 * @returns stretches in order of time, none of length 0; empty for no spans
 */
export function criticalPath(spans: readonly Span[]): CriticalStretch[] {
  const groups = childrenByParent(spans), stretches: CriticalStretch[] = [];
  const add = (spanId: number | null, name: string, startMs: number, endMs: number): void => {
    if (startMs < endMs) stretches.push({ spanId, name, startMs, endMs });
  };
  function follow(spanId: number | null, name: string, { startMs, endMs }: TimeRange): void {
    const parts = (groups.get(spanId) ?? [])
      .map((part) => ({ id: part.id, name: part.name, startMs: Math.max(part.startMs, startMs), endMs: Math.min(part.endMs, endMs) }))
      .filter((part) => part.startMs < part.endMs)
      .sort((a, b) => b.endMs - a.endMs || b.startMs - a.startMs);
    let atMs = endMs;
    for (const part of parts) {
      if (part.endMs > atMs) continue;
      add(spanId, name, part.endMs, atMs);
      follow(part.id, part.name, part);
      atMs = part.startMs;
    }
    add(spanId, name, startMs, atMs);
  }
  follow(null, '', extent(groups.get(null) ?? []));
  return stretches.reverse();
}

/** From the first start to the last end; nothing, at 0, for no spans. */
function extent(spans: readonly Span[]): TimeRange {
  if (spans.length === 0) return { startMs: 0, endMs: 0 };
  return {
    startMs: spans.reduce((first, span) => Math.min(first, span.startMs), Infinity),
    endMs: spans.reduce((last, span) => Math.max(last, span.endMs), -Infinity),
  };
}
