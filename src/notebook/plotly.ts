import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gzipSync } from 'node:zlib';
import { scriptJson } from './escape.js';
import { LOAD_PLOTLY } from './page-script.js';

/**
 * Where a chart's page gets Plotly from: `inline`, from an output of the same notebook, and nothing is ever fetched; `cdn`, over
 * the network, its version and integrity pinned, which keeps notebooks small; `static`, from nowhere: charts are text.
 */
export type ChartMode = 'inline' | 'cdn' | 'static';

/** All chart modes, the default first. */
export const CHART_MODES: readonly ChartMode[] = ['inline', 'cdn', 'static'];

/** What begins and ends the part of an output that carries Plotly. */
export const LOADER_START = '<!--phaselab-plotly-->';
export const LOADER_END = '<!--/phaselab-plotly-->';

interface PlotlyFile {
  readonly version: string;
  readonly url: string;
  /** Subresource integrity of the installed file, which is the one that the CDN serves. */
  readonly integrity: string;
  /** The file compressed with gzip (level 9), in base64. */
  readonly packed: string;
}

let file: PlotlyFile | undefined;

/** The installed Plotly: read, hashed and compressed when it is first asked for. */
export function plotlyFile(): PlotlyFile {
  if (file) return file;
  const require = createRequire(import.meta.url);
  const { version } = require('plotly.js-dist-min/package.json') as { version: string };
  const source = readFileSync(require.resolve('plotly.js-dist-min/plotly.min.js'));
  file = {
    version,
    url: `https://cdn.jsdelivr.net/npm/plotly.js-dist-min@${version}/plotly.min.js`,
    integrity: `sha384-${createHash('sha384').update(source).digest('base64')}`,
    packed: gzipSync(source, { level: 9 }).toString('base64'),
  };
  return file;
}

/**
 * The HTML that brings Plotly into a page for all of its charts, those that wait for it and those to come.
 *
 * @returns for `inline` about 2 MB, for `cdn` a few lines, for `static` nothing
 */
export function plotlyLoaderHtml(mode: ChartMode): string {
  switch (mode) {
    case 'inline':
      return `${LOADER_START}<script type="text/plain" class="phaselab-plotly">${plotlyFile().packed}</script>`
        + `<script>(() => {${LOAD_PLOTLY}\nloadPlotly();})();</script>${LOADER_END}`;
    case 'cdn':
      return `${LOADER_START}<script>(() => {${LOAD_PLOTLY}\nloadPlotly(${scriptJson(plotlySource())});})();</script>${LOADER_END}`;
    case 'static':
      return '';
  }
}

/** What a page needs to fetch Plotly. */
export function plotlySource(): { readonly url: string; readonly integrity: string } {
  const { url, integrity } = plotlyFile();
  return { url, integrity };
}

/** Whether a text of HTML carries Plotly, or the means to fetch it. */
export function hasLoader(html: string): boolean {
  return html.includes(LOADER_START);
}

/** HTML without the parts that carry Plotly. */
export function withoutLoader(html: string): string {
  const [first, ...rest] = html.split(LOADER_START);
  return first + rest.map(part => part.slice(part.indexOf(LOADER_END) + LOADER_END.length)).join('');
}
