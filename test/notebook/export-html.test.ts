import { describe, expect, it } from 'vitest';
import { codeHtml } from '../../src/notebook/code-html.js';
import { FIGURE_TYPE } from '../../src/notebook/display.js';
import type { CellOutput, CodeCell } from '../../src/notebook/document.js';
import { exportFigures } from '../../src/notebook/export-figures.js';
import { exportHtml } from '../../src/notebook/export-html.js';
import { figureHtml } from '../../src/notebook/figure-html.js';
import { markdownHtml } from '../../src/notebook/markdown-html.js';
import { HOSTILE_TEXT, TWO_BARS } from './figures.js';
import { code, notebook, prose } from './notebooks.js';

const shown = (source: string, ...outputs: CellOutput[]): CodeCell => ({ ...code(source) as CodeCell, outputs });
const bundle = (data: Record<string, unknown>): CellOutput => ({ output_type: 'display_data', data, metadata: {} });
const mainOf = (page: string) => /<main>\n([\s\S]*)\n<\/main>/.exec(page)![1];
const carriers = (page: string) => page.split('class="phaselab-plotly">').length - 1;

describe('exportHtml', () => {
  it('exportHtml shows prose, code and every kind of output, and takes its title from the first heading', () => {
    const page = exportHtml(notebook(
      prose('# The `title`\n\nSome *words*.'),
      shown('1 < 2', { output_type: 'stream', name: 'stdout', text: 'plain <b>\n' }, { output_type: 'stream', name: 'stderr', text: 'fault' }),
      shown('', bundle({ 'text/html': '<table><tr><td>x</td></tr></table>', 'text/plain': 'not this' }), bundle({ 'image/png': 'AAAA\n' })),
      shown('x', bundle({ 'application/json': { a: 1 } }), { output_type: 'error', ename: 'E', evalue: 'v', traceback: ['\x1b[31mred\x1b[0m'] }),
      { cell_type: 'raw', metadata: {}, source: 'raw' },
    ));
    expect(page).toContain('<title>The title</title>');
    expect(mainOf(page)).toMatchInlineSnapshot(`
      "<section class="prose"><h1 id="The-\`title\`">The <code>title</code></h1>
      <p>Some <em>words</em>.</p>
      </section>
      <pre class="code"><code><span class="number">1</span> &lt; <span class="number">2</span></code></pre>
      <div class="output"><div><pre>plain &lt;b&gt;</pre></div>
      <div><pre class="alarm">fault</pre></div></div>

      <div class="output"><div><table><tr><td>x</td></tr></table></div>
      <div><img src="data:image/png;base64,AAAA" alt="output"></div></div>
      <pre class="code"><code>x</code></pre>
      <div class="output"><div><pre>{
        &quot;a&quot;: 1
      }</pre></div>
      <div><pre class="alarm">red</pre></div></div>"
    `);
    expect(carriers(page)).toBe(0);
  });

  it('exportHtml carries Plotly once, whatever mode the notebook was made in', () => {
    const first = bundle({ 'text/html': figureHtml(TWO_BARS, { hasLoader: true }) });
    const cdn = bundle({ 'text/html': figureHtml(TWO_BARS, { mode: 'cdn', hasLoader: true }) });
    const still = bundle({ 'text/html': figureHtml(TWO_BARS, { mode: 'static' }), [FIGURE_TYPE]: [{ label: '', figure: TWO_BARS }] });
    for (const outputs of [[first, first], [cdn], [still], [first, cdn, still]]) {
      const page = exportHtml(notebook(shown('', ...outputs)));
      expect(carriers(page)).toBe(1);
      expect(page.split('drawFigures("').length - 1).toBe(outputs.length);
    }
  });

  it('exportHtml forbids its page to fetch anything', () => {
    expect(exportHtml(notebook())).toContain(`content="default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'`);
  });

  it('exportHtml shows a stream as it would stand on a terminal in the end', () => {
    const page = exportHtml(notebook(shown('', { output_type: 'stream', name: 'stdout', text: '10 %\r100 %\nnext\r\n' })));
    expect(mainOf(page)).toContain('<pre>100 %\nnext</pre>');
  });

  it('exportHtml escapes all that is no HTML output', () => {
    const page = exportHtml(notebook(
      prose(HOSTILE_TEXT), shown(HOSTILE_TEXT, { output_type: 'stream', name: 'stdout', text: HOSTILE_TEXT }, bundle({ 'text/plain': HOSTILE_TEXT }), bundle({ 'image/png': '"><script>' }),
        { output_type: 'error', ename: '', evalue: '', traceback: [HOSTILE_TEXT] }, bundle({ 'text/markdown': HOSTILE_TEXT })),
    ), { title: HOSTILE_TEXT });
    expect(page).not.toMatch(/<script>window|<img src=x/);
  });
});

describe('exportFigures', () => {
  it('exportFigures(title, pieces) takes controls as they are; without charts there is no Plotly', () => {
    const page = exportFigures('Controls', [{ title: 'a', text: 'a', html: '<div id="mine"></div>' }]);
    expect(page).toContain('<div class="output"><div id="mine"></div></div>');
    expect(page.length).toBeLessThan(100_000);
  });

  it('exportFigures(title, figures, notes) is one page with all figures, one Plotly, and the notes below', () => {
    const page = exportFigures('Two <charts>', [TWO_BARS, TWO_BARS], ['starting took <1 ms']);
    expect(mainOf(page)).toMatch(/^<h1>Two &lt;charts&gt;<\/h1>/);
    expect(mainOf(page)).toMatch(/<p>starting took &lt;1 ms<\/p>\s*$/);
    expect([page.split('<pre data-phaselab').length - 1, carriers(page)]).toEqual([2, 1]);
  });
});

describe('markdownHtml', () => {
  it.each([
    ['plain tags as they are', 'a<br>b <sub>2</sub>', '<p>a<br>b <sub>2</sub></p>\n'],
    ['tags with attributes as text', '<b onclick="x()">a</b>', '<p>&lt;b onclick=&quot;x()&quot;&gt;a</b></p>\n'],
    ['a script as text', '<script>alert(1)</script>', '&lt;script&gt;alert(1)&lt;/script&gt;'],
    ['a link that runs code as its words', '[go](javascript:alert(1))', '<p>go</p>\n'],
    ['a link to a page and to a place', '[a](https://x.org/?a=1&b=2) [b](#Place)', '<p><a href="https://x.org/?a=1&amp;b=2">a</a> <a href="#Place">b</a></p>\n'],
    ['a picture from the network as a link', '![alt](https://x.org/p.png)', '<p><a href="https://x.org/p.png">alt</a></p>\n'],
    ['a heading with a place of its own', '## Two  words', '<h2 id="Two-words">Two  words</h2>\n'],
  ])('markdownHtml shows %s', (_, source, html) => {
    expect(markdownHtml(source)).toBe(html);
  });

  it('markdownHtml shows an attached picture', () => {
    expect(markdownHtml('![x](attachment:a%20b.png)', { 'a b.png': { 'image/png': 'AA\nBB' } })).toBe('<p><img src="data:image/png;base64,AABB" alt="x"></p>\n');
  });
});

describe('codeHtml', () => {
  it('codeHtml marks comments, texts, keywords and numbers and changes no sign of the code', () => {
    const source = "const a = 'it''s' + `x${1}`; // if <b>\n/* 2 */ foo(3.5)";
    const html = codeHtml(source);
    expect(html).toContain('<span class="keyword">const</span> a = <span class="text">&#39;it&#39;</span>');
    expect(html).toContain('<span class="comment">// if &lt;b&gt;</span>');
    expect(html).toContain('foo(<span class="number">3.5</span>)');
    expect(html.replace(/<[^>]+>/g, '').replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&#39;/g, "'")).toBe(source);
  });
});
