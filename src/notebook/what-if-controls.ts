import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { jobSpans } from '../charts/job-spans.js';
import { prospectsOf } from '../charts/stage-prospects.js';
import { STAGE_COLORS, STAGE_TEXT_COLORS } from '../charts/theme.js';
import { whatIf } from '../charts/what-if.js';
import { importableUrl } from '../executor/compiled.js';
import type { RunReport } from '../pipeline/report.js';
import { peakConcurrency } from '../timing/schedule.js';
import { ArcError } from '../values/error.js';
import { escapeHtml, scriptJson } from './escape.js';
import { contentId } from './figure-html.js';
import { mountWhatIf, type WhatIfData } from './what-if-page.js';

/** How {@link whatIfControls} is built. */
export interface WhatIfControlsOptions {
  /** The compiled `timing/schedule.js`, whose text goes into the page. @defaultValue the one of this package */
  readonly scheduleFile?: string;
}

/** Something to try out in a page: a piece of HTML that works by itself, without a kernel, a network or Plotly. */
export interface Controls {
  readonly title: string;
  /** The plain-text twin, which is also what the HTML shows where no script runs. */
  readonly text: string;
  readonly html: string;
}

const MOST_WORKERS = 16;
/** In this module's own language: importableUrl finds the compiled one. */
const SCHEDULE_URL = new URL(`../timing/schedule${extname(import.meta.url)}`, import.meta.url).href;

/**
 * Sliders for “this stage k× faster” and “n workers” over a run's recorded spans, which are scheduled again in the page.
 *
 * The page computes with the very text of the compiled `timing/schedule.js`, the module that Node uses: its file is read, because
 * the module's functions use others that it does not export, which their own source texts would lack.
 *
 * @throws ArcError `notebook.schedule-source` when that file is missing, or is not a module that stands alone
 */
export function whatIfControls(report: RunReport, options: WhatIfControlsOptions = {}): Controls {
  const source = readScheduleSource(options.scheduleFile ?? fileURLToPath(importableUrl(SCHEDULE_URL)));
  const { title, text } = whatIf(report);
  const spans = jobSpans(report), workers = peakConcurrency(spans);
  const data: WhatIfData = {
    title, spans, workers, mostWorkers: Math.max(MOST_WORKERS, workers),
    stages: prospectsOf(report).map(({ stage }) => ({ name: stage, color: STAGE_COLORS[stage], textColor: STAGE_TEXT_COLORS[stage] })),
  };
  return { title, text, html: page(text, data, source) };
}

function readScheduleSource(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ArcError('notebook.schedule-source', `${file}: cannot be read; build the package, or name the compiled timing/schedule.js`, { cause });
  }
  if (/^import\b/m.test(text) || !/^export function schedule\(/m.test(text)) {
    throw new ArcError('notebook.schedule-source', `${file}: is not the compiled timing/schedule.js, alone and with its function schedule; name that file`);
  }
  return text.replace(/^export (?=(async )?(function|class|const|let)\b)/gm, '').replace(/^\/\/# sourceMappingURL=.*$/gm, '').trim();
}

/** The same output may stand in a page more than once, so the script fills every place that bears its name and is still empty. */
function page(text: string, data: WhatIfData, source: string): string {
  const json = scriptJson(data), id = contentId(json);
  const code = `const { schedule } = (() => {
${source}
return { schedule };
})();
${mountWhatIf.toString()}`;
  return `<div data-phaselab-what-if="${id}"><pre>${escapeHtml(text)}</pre></div>
<script>(() => {
${code.replaceAll('</', '<\\/')}
for (const root of document.querySelectorAll('[data-phaselab-what-if="${id}"]')) {
  root.removeAttribute('data-phaselab-what-if');
  mountWhatIf(root, document, ${json}, schedule);
}
})();</script>`;
}
