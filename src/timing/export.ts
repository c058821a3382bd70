import type { Span } from './span.js';

/** One event of the Trace Event Format; times in whole microseconds. */
export type TraceEvent =
  | {
    readonly name: string; readonly cat: string; readonly ph: 'X'; readonly pid: number; readonly tid: number;
    readonly ts: number; readonly dur: number; readonly args: Readonly<Record<string, unknown>>;
  }
  | {
    readonly name: 'process_name' | 'thread_name' | 'thread_sort_index'; readonly ph: 'M'; readonly pid: number; readonly tid: number;
    readonly args: Readonly<Record<string, unknown>>;
  };

/** A trace as chrome://tracing, Perfetto and speedscope open it. */
export interface TraceFile {
  readonly traceEvents: readonly TraceEvent[];
  readonly displayTimeUnit: 'ms';
  /** Facts about the trace, shown by viewers. */
  readonly otherData: Readonly<Record<string, unknown>>;
}

/** A span on its way into a trace. */
interface Piece {
  readonly span: Span;
  readonly startUs: number;
  readonly endUs: number;
  /** How many spans it lies in. */
  readonly depth: number;
  /** The innermost of them on the same lane. */
  readonly host: Span | undefined;
}

/** A row of a viewer, on which pieces nest; `open` are those not known to have ended, outermost first. */
interface Track {
  readonly name: string;
  readonly pieces: Piece[];
  open: Piece[];
}

const PROCESS_ID = 1;

/**
 * Writes spans as a trace in the Trace Event Format (JSON object form): a complete event (`X`) for each span, a thread for each
 * lane, names as metadata.
 *
 * Viewers demand that events of one thread nest. Spans of one lane that overlap without being parent and child go to further
 * threads, `main (2)` and so on. Times are rounded to whole microseconds, so that a child never outlasts its parent by a rounding.
 *
 * @param spans - a recording, in any order
 * @param facts - put into `otherData`, such as the environment
 * @returns data for `JSON.stringify`, events in ascending order of start, parents before children
 * @source Trace Event Format (N. Duca, D. Sinclair), sections Complete Events and Metadata Events
 */
export function traceFile(spans: readonly Span[], facts: Readonly<Record<string, unknown>> = {}): TraceFile {
  const tracks = layOutTracks(toPieces(spans));
  const metadata = tracks.flatMap(({ name }, at): TraceEvent[] => [
    { name: 'thread_name', ph: 'M', pid: PROCESS_ID, tid: at + 1, args: { name } },
    { name: 'thread_sort_index', ph: 'M', pid: PROCESS_ID, tid: at + 1, args: { sort_index: at + 1 } },
  ]);
  const events = tracks.flatMap(({ pieces }, at) => pieces.map(({ span, startUs, endUs }) => ({
    name: span.name, cat: 'phaselab', ph: 'X' as const, pid: PROCESS_ID, tid: at + 1, ts: startUs, dur: endUs - startUs,
    args: { ...span.attributes },
  })));
  return {
    traceEvents: [
      { name: 'process_name', ph: 'M', pid: PROCESS_ID, tid: 0, args: { name: 'phaselab' } },
      ...metadata,
      ...events.sort((a, b) => a.ts - b.ts || b.dur - a.dur),
    ],
    displayTimeUnit: 'ms',
    otherData: facts,
  };
}

/** Rounds times and sorts: by start, longer first, parents before children. */
function toPieces(spans: readonly Span[]): Piece[] {
  const byId = new Map<number | null, Span>(spans.map((span) => [span.id, span]));
  const pieces = spans.map((span): Piece => {
    const outer: Span[] = [];
    for (let at = byId.get(span.parentId); at !== undefined; at = byId.get(at.parentId)) outer.push(at);
    const host = outer.find((candidate) => candidate.lane === span.lane);
    return { span, startUs: Math.round(span.startMs * 1000), endUs: Math.round(span.endMs * 1000), depth: outer.length, host };
  });
  return pieces.sort((a, b) => a.startUs - b.startUs || b.endUs - a.endUs || a.depth - b.depth);
}

/** Puts every piece below its host where it fits, else on the first track of its lane that is empty at the time. */
function layOutTracks(pieces: readonly Piece[]): Track[] {
  const lanes = new Map<string, Track[]>();
  for (const piece of pieces) {
    const lane = piece.span.lane, tracks = lanes.get(lane) ?? [];
    lanes.set(lane, tracks);
    for (const track of tracks) track.open = track.open.filter((earlier) => earlier.endUs > piece.startUs);
    let track = tracks.find(({ open }) => isBelow(piece, open.at(-1))) ?? tracks.find(({ open }) => open.length === 0);
    if (track === undefined) {
      track = { name: tracks.length === 0 ? lane : `${lane} (${tracks.length + 1})`, pieces: [], open: [] };
      tracks.push(track);
    }
    track.open.push(piece);
    track.pieces.push(piece);
  }
  return [...lanes.values()].flat();
}

function isBelow(piece: Piece, innermost: Piece | undefined): boolean {
  return innermost !== undefined && innermost.span === piece.host && piece.endUs <= innermost.endUs;
}
