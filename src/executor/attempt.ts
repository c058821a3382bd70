import { inspect, types } from 'node:util';
import { Control, JobStop, timeoutMessage, type JobLimits } from './control.js';
import type { JobControl, JobOutcome, JobTimes } from './executor.js';

type WithoutTimes<T> = T extends unknown ? Omit<T, keyof JobTimes> : never;

/** What became of a job, without when and where. */
export type Verdict<Result> = WithoutTimes<JobOutcome<Result>>;

/** One job's end as the thread that ran it saw it. */
export interface Attempt<Result> {
  readonly verdict: Verdict<Result>;
  readonly computeMs: number;
}

/**
 * Runs one job to its end, whichever that is: a result, a fault, its time limit or the run's end. Never rejects.
 *
 * A result that comes after the limit is a `timeout` too, so that all executors agree about a job that cannot be stopped.
 */
export async function attempt<Result>(
  run: (control: JobControl & Pick<Control, 'settled'>) => Result | Promise<Result>, limits: JobLimits,
): Promise<Attempt<Result>> {
  const control = new Control(limits);
  const verdict = await judge(run, control, limits);
  return { verdict, computeMs: control.computeMs };
}

/** A fault in one line: an `ArcError` by its message, any other error with its name, any other value as it would be inspected. */
export function faultMessage(fault: unknown): string {
  // An error from another realm (a notebook cell) is native but no instance; one that a dying worker left is the other way round.
  if (!(types.isNativeError(fault) || fault instanceof Error)) return `threw ${inspect(fault, { breakLength: Infinity })}`;
  const line = fault.name === 'ArcError' ? fault.message : String(fault);
  return line.replaceAll(/\s*\n\s*/g, ' ');
}

async function judge<Result>(
  run: (control: Control) => Result | Promise<Result>, control: Control, limits: JobLimits,
): Promise<Verdict<Result>> {
  try {
    const result = await run(control);
    return control.isLate ? { status: 'timeout', message: timeoutMessage(limits.timeoutMs!) } : { status: 'ok', result };
  } catch (fault) {
    if (fault instanceof JobStop) return { status: fault.status, message: fault.message };
    return { status: 'failed', message: faultMessage(fault) };
  }
}
