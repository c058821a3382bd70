// JavaScript that runs in the pages which show charts: classic Notebook, JupyterLab, VS Code, exported pages. Kept as text, for
// this project compiles no code for browsers. Nothing in it may contain a closing script tag.

/** Tells the charts of a page that Plotly comes at its end, so that none of them fetches it. */
export const EXPECT_PLOTLY = 'window.phaselab = { waiting: [], isCarried: true };';

/**
 * Defines `loadPlotly(source)`: a promise of Plotly, one per page, kept at `window.phaselab.plotly`.
 *
 * It takes what the page carries; else, only if a source is given, it fetches that; else it gives `undefined`, and whoever wants
 * Plotly can wait in `window.phaselab.waiting`.
 */
export const LOAD_PLOTLY = String.raw`
const page = window.phaselab ??= { waiting: [] };
const unpack = async element => {
  const bytes = Uint8Array.from(atob(element.textContent.trim()), sign => sign.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))).text();
};
const download = async ({ url, integrity }) => {
  const answer = await fetch(url, { integrity, mode: 'cors', credentials: 'omit' });
  if (!answer.ok) throw new Error(url + ' answered ' + answer.status);
  return answer.text();
};
const evaluate = code => {
  // A module object of its own keeps RequireJS, which classic Notebook has, out of this; the page's own Plotly is left alone.
  const module = { exports: {} }, own = Object.getOwnPropertyDescriptor(window, 'Plotly');
  new Function('module', 'exports', 'define', code)(module, module.exports, undefined);
  if (own) Object.defineProperty(window, 'Plotly', own); else delete window.Plotly;
  return module.exports;
};
const loadPlotly = source => {
  if (page.plotly) return page.plotly;
  const element = document.querySelector('script.phaselab-plotly');
  if (!element && (!source || page.isCarried)) return undefined;
  page.plotly = (element ? unpack(element) : download(source)).then(evaluate);
  page.plotly.catch(() => { page.plotly = undefined; });
  for (const wanted of page.waiting.splice(0)) wanted();
  return page.plotly;
};
`;

/**
 * Defines `drawFigures(id, choices, source, makeControl)`: draws the first figure of `[{ label, figure }]` in place of the text
 * twin `<pre data-phaselab="id">`, and again whenever its width or the page's theme changes or another one is chosen with the
 * control. Without Plotly the twin stays.
 *
 * Needs {@link LOAD_PLOTLY} and, from charts/, `fitFigure` and `applyTheme`.
 */
export const DRAW_FIGURES = String.raw`
const themeOf = element => {
  const { jpThemeLight, vscodeThemeKind } = document.body.dataset;
  if (jpThemeLight) return jpThemeLight === 'false' ? 'dark' : 'light';
  if (vscodeThemeKind) return /dark|high-contrast$/.test(vscodeThemeKind) ? 'dark' : 'light';
  for (let at = element; at; at = at.parentElement) {
    const [red, green, blue, alpha = 1] = (getComputedStyle(at).backgroundColor.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
    if (alpha > 0.5) return 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? 'dark' : 'light';
  }
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
};
const drawFigures = async (id, choices, source, makeControl) => {
  const twin = [...document.querySelectorAll('pre[data-phaselab="' + id + '"]')].find(element => !element.dataset.claimed);
  if (!twin) return;
  twin.dataset.claimed = 'yes';
  const Plotly = await (loadPlotly(source) ?? new Promise(resolve => page.waiting.push(resolve)).then(() => page.plotly));
  let { figure } = choices[0];
  const chart = document.createElement('div');
  chart.className = 'phaselab-chart';
  chart.setAttribute('role', 'img');
  chart.style.cssText = 'width:100%;overflow:hidden';
  twin.after(chart);
  let drawn = '';
  const draw = () => {
    const width = Math.floor(chart.getBoundingClientRect().width);
    if (width === 0) return;
    const theme = themeOf(chart.parentElement);
    if (drawn === theme + width) return;
    drawn = theme + width;
    const { data, layout, config } = applyTheme(fitFigure(figure, width), theme);
    chart.setAttribute('aria-label', figure.title);
    if (control) control.style.color = layout.font?.color ?? '';
    Plotly.react(chart, data, { ...layout, width: Math.min(layout.width ?? width, width) }, config);
    twin.style.display = 'none';
  };
  const control = makeControl?.(choices.map(({ label }) => label), index => {
    ({ figure } = choices[index]);
    drawn = '';
    draw();
  });
  if (control) chart.before(control);
  draw();
  new ResizeObserver(() => requestAnimationFrame(draw)).observe(chart);
  const watch = new MutationObserver(() => requestAnimationFrame(draw));
  for (const element of [document.documentElement, document.body]) watch.observe(element, { attributes: true });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => requestAnimationFrame(draw));
};
`;
