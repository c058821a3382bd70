import { Session } from 'node:inspector/promises';
import { writeResult } from './write-result.js';

/**
 * Runs work under the sampling profiler of V8 and writes what it saw as a `.cpuprofile`, which Chrome's and VS Code's tools and
 * speedscope open. It sees this thread, not worker threads.
 *
 * @param file where to; without one the work just runs
 * @throws ArcError `cli.unwritable`; a profile is written even if the work fails
 */
export async function withCpuProfile<T>(file: string | undefined, work: () => Promise<T>): Promise<T> {
  if (file === undefined) return work();
  const session = new Session();
  session.connect();
  try {
    await session.post('Profiler.enable');
    await session.post('Profiler.start');
    try {
      return await work();
    } finally {
      const { profile } = await session.post('Profiler.stop');
      writeResult(file, JSON.stringify(profile));
    }
  } finally {
    session.disconnect();
  }
}
