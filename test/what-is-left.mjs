import { existsSync, readdirSync } from 'node:fs';
import process from 'node:process';

/** What a process still holds once all that is only about to be let go of is gone; needs node --expose-gc. What is kept stays. */
export async function whatIsLeft() {
  let heapBytes = Infinity, bufferBytes = Infinity;
  for (let round = 0; round < 10; round++) {
    await new Promise((resolve) => setTimeout(resolve, 30));
    gc();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    heapBytes = Math.min(heapBytes, heapUsed);
    bufferBytes = Math.min(bufferBytes, arrayBuffers);
  }
  return {
    threads: existsSync('/proc/self/task') ? readdirSync('/proc/self/task').length : null,
    handles: process.getActiveResourcesInfo().filter((name) => name !== 'PipeWrap' && name !== 'TTYWrap').sort(),
    heapBytes,
    bufferBytes,
    listeners: ['exit', 'SIGINT', 'SIGTERM', 'warning'].map((name) => process.listenerCount(name)),
  };
}
