import type { Figure } from '../../src/charts/figure.js';

/** A bar chart of two bars, in the inks that charts are built with. */
export const TWO_BARS: Figure = {
  data: [{ type: 'bar', orientation: 'h', x: [21.8, 16.9], y: ['baseline', 'filter-batch'] }],
  layout: { height: 240, font: { color: '#1f2328' }, paper_bgcolor: 'rgba(0,0,0,0)', plot_bgcolor: 'rgba(0,0,0,0)', title: { text: 'filter-batch is faster' } },
  config: { displaylogo: false },
  title: 'filter-batch is faster',
  text: 'filter-batch is faster\n\nbaseline      ████████ 21.8 s\nfilter-batch  ██████ 16.9 s',
};

/** What a chart might be made from if somebody meant harm. */
export const HOSTILE_TEXT = '</script><script>window.harmed=1</script><img src=x onerror="window.harmed=1">\u2028\u2029"\'`${window.harmed=1}<!--';

/** A chart all of whose texts mean harm. */
export const HOSTILE: Figure = {
  ...TWO_BARS, data: [{ type: 'bar', orientation: 'h', x: [1, 2], y: ['a', 'b'], name: HOSTILE_TEXT, text: [HOSTILE_TEXT, HOSTILE_TEXT] }],
  layout: { ...TWO_BARS.layout, title: { text: HOSTILE_TEXT } }, title: HOSTILE_TEXT, text: HOSTILE_TEXT,
};
