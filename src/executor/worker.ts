import { BroadcastChannel, threadId, workerData } from 'node:worker_threads';
import { attempt, faultMessage, type Verdict } from './attempt.js';
import type { Work, WorkModule } from './executor.js';
import {
  ContextReader, encode, notPlainMessage, type JobReply, type JobsMessage, type RunMessage, type WorkerSettings,
} from './message.js';
import { Seat } from './seat.js';
import { threadClockMs } from './thread-clock.js';

type AnyWork = Work<unknown, unknown, unknown, unknown>;
type PreparedRun = { readonly work: AnyWork; readonly prepared: unknown } | { readonly fault: string };

/** The runs that this thread has jobs of, until it is told that they have ended. */
const runs = new Map<number, PreparedRun>();
const contexts = new ContextReader();
let endedRuns: BroadcastChannel | undefined;

/** Does jobs; the entry point of a worker thread. Rejects never: what happens to a job is in its reply. */
export async function runJobs(message: JobsMessage): Promise<JobReply[]> {
  const { run, jobs, originMs } = message;
  const nowMs = (): number => threadClockMs() - originMs;
  const seat = new Seat(message.seat);
  seat.take(threadId);
  forgetEndedRuns();
  const askedMs = nowMs(), isFirst = !runs.has(run.id);
  const prepared = runs.get(run.id) ?? await prepareRun(run);
  const preparation = isFirst ? { startMs: askedMs, endMs: nowMs() } : undefined;
  const replies: JobReply[] = [];
  for (const [place, job] of jobs.entries()) {
    const startMs = nowMs();
    seat.start(startMs, place);
    replies.push({ ...await doJob(prepared, job, message.timeoutMs, seat, nowMs), startMs, endMs: nowMs(), preparation: place === 0 ? preparation : undefined });
  }
  return replies;
}

async function doJob(
  prepared: PreparedRun, job: unknown, timeoutMs: number | undefined, seat: Seat, nowMs: () => number,
): Promise<Pick<JobReply, 'verdict' | 'computeMs'>> {
  if ('fault' in prepared) return { verdict: { status: 'failed', message: prepared.fault }, computeMs: 0 };
  const place = { begin: (evaluation: number) => seat.begin(nowMs(), evaluation), end: () => seat.end(), step: (step: number) => seat.step(step) };
  const { verdict, computeMs } = await attempt((control) => prepared.work.run(prepared.prepared, job, control), { timeoutMs, place });
  return { verdict: encoded(verdict), computeMs };
}

async function prepareRun(run: RunMessage): Promise<PreparedRun> {
  let prepared: PreparedRun;
  try {
    const work = await importWork(run);
    prepared = { work, prepared: work.prepare(contexts.read(run.context)) };
  } catch (fault) {
    prepared = { fault: faultMessage(fault) };
  }
  runs.set(run.id, prepared);
  return prepared;
}

function encoded(verdict: Verdict<unknown>): Verdict<Uint8Array> {
  if (verdict.status !== 'ok') return verdict;
  try {
    return { status: 'ok', result: encode(verdict.result) };
  } catch (fault) {
    return { status: 'failed', message: notPlainMessage('the result of a job', fault) };
  }
}

async function importWork({ module, name }: WorkModule): Promise<AnyWork> {
  const exported = await import(module) as Record<string, AnyWork | undefined>;
  const work = exported[name];
  if (work === undefined) throw new Error(`${module} exports no work "${name}"; it exports ${Object.keys(exported).join(', ')}`);
  return work;
}

function forgetEndedRuns(): void {
  if (endedRuns !== undefined) return;
  endedRuns = new BroadcastChannel((workerData as WorkerSettings).endedRuns);
  endedRuns.onmessage = (event) => runs.delete((event as { data: number }).data);
  endedRuns.unref();
}
