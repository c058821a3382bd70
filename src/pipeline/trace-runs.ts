import { traceFile, type TraceFile } from '../timing/export.js';
import { Recorder } from '../timing/recorder.js';
import type { RunReport } from './report.js';

/**
 * Runs as one trace that Perfetto, speedscope and chrome://tracing open: the spans of each report, one run after the other.
 *
 * @param reports one or more; each run is drawn under its task and phase
 * @returns data for `JSON.stringify`
 */
export function traceRuns(reports: readonly RunReport[]): TraceFile {
  const recorder = new Recorder();
  let atMs = 0;
  for (const { spans, taskId, phase } of reports) {
    const endMs = Math.max(0, ...spans.map((span) => span.endMs));
    const [frame] = recorder.add([{ id: 1, parentId: null, name: `${taskId}, ${phase}`, lane: 'main', startMs: 0, endMs, attributes: { task: taskId, phase } }], { offsetMs: atMs });
    recorder.add(spans, { parentId: frame!.id, offsetMs: atMs });
    atMs += endMs;
  }
  const [first] = reports;
  return traceFile(recorder.spans, first === undefined ? {} : { card: first.cardName, environment: first.environment });
}
