import { randomUUID } from 'node:crypto';
import { systemClock } from '../timing/clock.js';
import type { Clock } from '../timing/clock.js';
import { display } from './display.js';
import type { Showable } from './display.js';
import { escapeHtml } from './escape.js';
import { findNotebookHost } from './host.js';

/** How far some work is. */
export interface ProgressState {
  /** Parts done, 0..total. */
  readonly done: number;
  /** All parts, at least 1. */
  readonly total: number;
  /** What is being done now. */
  readonly stage?: string;
}

/** A line in the running cell's output that is replaced in place. */
export interface ProgressDisplay {
  /** Shows how far the work is; at most ten times a second, the last state always. */
  update(state: ProgressState): void;
  /** Puts the result in the line's place; without one, how long the work took. Updates after that do nothing. */
  finish(result?: Showable): void;
}

const SHORTEST_GAP_MS = 100;
const BAR_CELLS = 24;

/**
 * Shows the progress of long work in the running cell; outside of a notebook it shows nothing until the result.
 *
 * @example
 * // in a cell
 * const progress = showProgress();
 * const runs = await measureJourney(task, card, { onProgress: ({ roundsDone }) => progress.update({ done: roundsDone, total: 5 }) });
 * progress.finish(beforeAfter(runs));
 */
export function showProgress(clock: Clock = systemClock): ProgressDisplay {
  const displayId = randomUUID(), startMs = clock.nowMs();
  const isShown = findNotebookHost() !== undefined;
  let latest: ProgressState = { done: 0, total: 1 }, sentMs = startMs, isFinished = false, timer: NodeJS.Timeout | undefined;
  const send = (isUpdate: boolean) => {
    clearTimeout(timer);
    timer = undefined;
    sentMs = clock.nowMs();
    const text = progressLine(latest, sentMs - startMs);
    display({ html: `<pre style="margin:0">${escapeHtml(text)}</pre>`, text }, displayId, isUpdate);
  };
  if (isShown) send(false);
  return {
    update(state) {
      if (!isShown || isFinished) return;
      latest = state;
      const waitMs = sentMs + SHORTEST_GAP_MS - clock.nowMs();
      if (waitMs <= 0) send(true);
      else timer ??= setTimeout(send, waitMs, true).unref();
    },
    finish(result) {
      if (isFinished) return;
      isFinished = true;
      clearTimeout(timer);
      const content = result ?? `done in ${formatSeconds(clock.nowMs() - startMs)}`;
      if (isShown) display(content, displayId, true);
      else if (result !== undefined) display(result);
    },
  };
}

/**
 * Progress as one line: bar, share, stage, time gone and, by rule of three, time left.
 *
 * @param elapsedMs time since the work began
 */
export function progressLine({ done, total, stage }: ProgressState, elapsedMs: number): string {
  const share = Math.min(1, Math.max(0, total > 0 ? done / total : 0));
  const filled = Math.round(share * BAR_CELLS);
  const left = share > 0 && share < 1 ? `, about ${formatSeconds(elapsedMs * (1 - share) / share)} left` : '';
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_CELLS - filled)} ${`${Math.floor(share * 100)}`.padStart(3)} %  ${stage ? `${stage}  ` : ''}${formatSeconds(elapsedMs)}${left}`;
}

function formatSeconds(ms: number): string {
  if (ms < 10_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}
