import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { RunReport } from '../pipeline/report.js';
import { peakConcurrency } from '../timing/schedule.js';
import { ArcError } from '../values/error.js';
import { jobSpans } from './job-spans.js';
import { STAGE_COLORS, STAGE_TEXT_COLORS } from './theme.js';
import { mountWhatIf, type WhatIfData } from './what-if-page.js';
import { prospectsOf } from './stage-prospects.js';
import { whatIf } from './what-if.js';

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

/**
 * Sliders for “this stage k× faster” and “n workers” over a run's recorded spans, which are scheduled again in the page.
 *
 * The page computes with the very text of the compiled `timing/schedule.js`, the module that Node uses: its file is read, because
 * the module's functions use others that it does not export, which their own source texts would lack.
 *
 * @throws ArcError `charts.schedule-source` when that file is missing, or is not a module that stands alone
 */
export function whatIfControls(report: RunReport, options: WhatIfControlsOptions = {}): Controls {
  const source = readScheduleSource(options.scheduleFile ?? fileURLToPath(new URL('../timing/schedule.js', import.meta.url)));
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
    throw new ArcError('charts.schedule-source', `${file}: cannot be read; build the package, or name the compiled timing/schedule.js`, { cause });
  }
  if (/^import\b/m.test(text) || !/^export function schedule\(/m.test(text)) {
    throw new ArcError('charts.schedule-source', `${file}: is not the compiled timing/schedule.js, alone and with its function schedule; name that file`);
  }
  return text.replace(/^export (?=(async )?(function|class|const|let)\b)/gm, '').replace(/^\/\/# sourceMappingURL=.*$/gm, '').trim();
}

/** The same output may stand in a page more than once, so the script fills every place that bears its name and is still empty. */
function page(text: string, data: WhatIfData, source: string): string {
  const name = `what-if-${textHash(JSON.stringify(data))}`;
  const script = `(() => {
const { schedule } = (() => {
${source}
return { schedule };
})();
${mountWhatIf.toString()}
const data = ${JSON.stringify(data)};
for (const root of document.querySelectorAll('[data-phaselab="${name}"]')) {
  root.removeAttribute('data-phaselab');
  mountWhatIf(root, document, data, schedule);
}
})();`;
  return `<div data-phaselab="${name}"><pre>${escapeHtml(text)}</pre></div>\n<script>${escapeScript(script)}</script>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** In strings and patterns `<` can be written as an escape; in code `</` and `<!` do not occur. */
function escapeScript(script: string): string {
  return script.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}

/** A short name for a text (FNV-1a, 32 bits). */
function textHash(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
