import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeHtml, scriptJson } from '../../src/notebook/escape.js';
import { choicesHtml, figureHtml } from '../../src/notebook/figure-html.js';
import { CHART_MODES, hasLoader, plotlyFile, plotlyLoaderHtml, withoutLoader } from '../../src/notebook/plotly.js';
import { HOSTILE, HOSTILE_TEXT, TWO_BARS } from './figures.js';

const PLOTLY = readFileSync(createRequire(import.meta.url).resolve('plotly.js-dist-min/plotly.min.js'));

describe('escapeHtml', () => {
  it('escapeHtml leaves nothing that begins a tag, an entity or ends an attribute', () => {
    expect(escapeHtml(`<a title="x" class='y'>&amp;`)).toBe('&lt;a title=&quot;x&quot; class=&#39;y&#39;&gt;&amp;amp;');
  });
});

describe('scriptJson', () => {
  it('scriptJson is the same value, without any sign that ends a script or a line', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.string({ unit: fc.constantFrom('<', '/', 's', '\u2028', '\u2029', '-', '!') }), (value, text) => {
      const json = scriptJson({ value, text });
      expect(json).not.toMatch(/[<\u2028\u2029]/);
      expect(json).toBe(JSON.stringify({ value, text }).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029'));
      expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ value, text })));
    }));
  });
});

describe('figureHtml', () => {
  it.each(CHART_MODES)('figureHtml in mode %s begins with the twin, escaped', mode => {
    expect(figureHtml({ ...TWO_BARS, text: 'a < b\n&' }, { mode })).toMatch(/^<pre [^>]+>a &lt; b\n&amp;<\/pre>/);
  });

  it('figureHtml gives the same text for the same figure and another id for another figure', () => {
    expect(figureHtml(TWO_BARS)).toBe(figureHtml(structuredClone(TWO_BARS)));
    const id = (html: string) => /data-phaselab="(\w+)"/.exec(html)![1];
    expect(id(figureHtml(TWO_BARS))).not.toBe(id(figureHtml(HOSTILE)));
  });

  it('figureHtml in mode static has no script', () => {
    expect(figureHtml(HOSTILE, { mode: 'static', hasLoader: true })).toBe(`<pre style="${/style="([^"]+)"/.exec(figureHtml(TWO_BARS))![1]}">${escapeHtml(HOSTILE_TEXT)}</pre>`);
  });

  it('figureHtml in mode inline names no address, in mode cdn the pinned one', () => {
    expect(figureHtml(TWO_BARS)).not.toContain('://');
    expect(figureHtml(TWO_BARS, { mode: 'cdn' })).toContain(`"https://cdn.jsdelivr.net/npm/plotly.js-dist-min@${plotlyFile().version}/plotly.min.js"`);
  });

  it('figureHtml of hostile texts has the tags of a harmless one and no more', () => {
    const tags = (html: string) => html.match(/<[/!]?[a-z-][^\s>]*/gi)!;
    expect(tags(figureHtml(HOSTILE))).toEqual(tags(figureHtml(TWO_BARS)));
    expect(tags(figureHtml(HOSTILE)).filter(tag => /script|pre/i.test(tag))).toEqual(['<pre', '</pre', '<script', '</script']);
  });

  it('figureHtml brings Plotly along after the chart when it is told to', () => {
    const html = figureHtml(TWO_BARS, { hasLoader: true });
    expect(html).toBe(figureHtml(TWO_BARS) + plotlyLoaderHtml('inline'));
    expect(hasLoader(html)).toBe(true);
    expect(withoutLoader(html)).toBe(figureHtml(TWO_BARS));
  });
});

describe('choicesHtml', () => {
  it('choicesHtml of one figure is the figure without a control', () => {
    expect(choicesHtml([{ label: '', figure: TWO_BARS }])).toBe(figureHtml(TWO_BARS));
  });

  it('choicesHtml begins with all twins, each under its label, escaped', () => {
    const html = choicesHtml([{ label: '<a>', figure: TWO_BARS }, { label: 'b', figure: HOSTILE }], { mode: 'static' });
    expect(html.replace(/^<pre [^>]+>/, '')).toBe(`── &lt;a&gt; ──\n${TWO_BARS.text}\n\n── b ──\n${escapeHtml(HOSTILE_TEXT)}</pre>`);
  });

  it('choicesHtml of nothing is refused', () => {
    expect(() => choicesHtml([])).toThrow('there are no figures to choose from; give at least one');
  });
});

describe('plotlyLoaderHtml', () => {
  it('plotlyLoaderHtml inline carries the installed file, compressed', () => {
    const packed = /class="phaselab-plotly">([^<]+)</.exec(plotlyLoaderHtml('inline'))![1];
    expect(gunzipSync(Buffer.from(packed, 'base64')).equals(PLOTLY)).toBe(true);
    expect(plotlyLoaderHtml('inline').length).toBeLessThan(2_050_000);
  });

  it('plotlyLoaderHtml cdn pins version and integrity of the installed file', () => {
    const html = plotlyLoaderHtml('cdn');
    expect(html).toContain(`sha384-${createHash('sha384').update(PLOTLY).digest('base64')}`);
    expect(html.length).toBeLessThan(4000);
  });

  it('plotlyLoaderHtml static is nothing', () => {
    expect(plotlyLoaderHtml('static')).toBe('');
  });
});
