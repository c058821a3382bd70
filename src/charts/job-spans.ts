import type { RunReport } from '../pipeline/report.js';
import type { Span, SpanAttributes } from '../timing/span.js';

/** Stages whose jobs do not need each other's results, so that more workers can share them. */
const SHARED_STAGES: readonly string[] = ['score demo', 'score test', 'validate'];

/** A run, its stages and their jobs, as they are scheduled again: what is inside a job stays one piece, and jobs that do not need each other are marked so. */
export function jobSpans({ spans }: RunReport): Span[] {
  const byId = new Map(spans.map((span) => [span.id, span]));
  const parentOf = (span: Span) => (span.parentId === null ? undefined : byId.get(span.parentId));
  const depthOf = (span: Span): number => {
    const parent = parentOf(span);
    return parent === undefined ? 0 : depthOf(parent) + 1;
  };
  return spans.filter((span) => depthOf(span) <= 2).map((span) => ({
    ...span, attributes: (SHARED_STAGES.includes(parentOf(span)?.name ?? '') ? { parallel: true } : {}) as SpanAttributes,
  }));
}
