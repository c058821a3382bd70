import type { StageName } from '../pipeline/report.js';
import type { Figure } from './figure.js';

/** What the host page looks like. */
export type Theme = 'light' | 'dark';

/** A stage, or the part of a run that no stage covers. */
export type SegmentName = StageName | 'rest';

/** The one color of each stage in every chart: Paul Tol's bright scheme, safe for color-blind readers, with a darker shade of its blue where test samples are scored. */
export const STAGE_COLORS: Readonly<Record<SegmentName, string>> = {
  'score demo': '#4477AA',
  'score test': '#2F5F8F',
  filter: '#CCBB44',
  inline: '#EE6677',
  validate: '#228833',
  save: '#AA3377',
  differs: '#66CCEE',
  rest: '#BBBBBB',
};

/** The color of text that stands on a stage's color. */
export const STAGE_TEXT_COLORS: Readonly<Record<SegmentName, string>> = {
  'score demo': 'white', 'score test': 'white', filter: 'black', inline: 'white', validate: 'white', save: 'white', differs: 'black', rest: 'black',
};

/**
 * The colors that follow the host: `[light, dark]` by role.
 *
 * Figures are built with the light ones. Every one differs from all others and from the stages' colors, so that
 * {@link applyTheme} can find them by value.
 */
export const INKS = {
  /** Titles, names, totals. */
  text: ['#1f2328', '#e6e6e6'],
  /** Subtitles, ticks. */
  faint: ['#6e7781', '#8b949e'],
  gridLine: ['#d8dee4', '#2f353d'],
  /** The page behind the chart, in hairlines between segments and behind hover text. */
  page: ['#fefefe', '#0e1117'],
  /** Bars that are no stage: totals, counts. */
  total: ['#8c97a4', '#75808d'],
  /** Something that went wrong or differs. */
  alarm: ['#b3261e', '#ff8a80'],
} as const;

/** The role of an ink. */
export type Ink = keyof typeof INKS;

/** The light color of a role, with which figures are built. */
export function ink(role: Ink): string {
  return INKS[role][0];
}

/** The marker of bars that were not measured here: published, predicted or simulated. */
export const HATCHED = {
  color: 'rgba(0,0,0,0)', line: { color: ink('faint'), width: 1 }, pattern: { shape: '/', fgcolor: ink('faint'), bgcolor: 'rgba(0,0,0,0)', size: 6, solidity: 0.18 },
} as const;

/** The system's own text font. */
export const FONT_FAMILY = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

/**
 * The same figure in the inks of a light or a dark page; other colors stay.
 *
 * Pure, and free of outer names but {@link INKS}, so that its source text also works in a page (see `browserSource`).
 */
export function applyTheme(figure: Figure, theme: Theme): Figure {
  const [from, to] = theme === 'dark' ? [0, 1] : [1, 0];
  const pairs = Object.values(INKS).map((pair) => [pair[from]!, pair[to]!] as const);
  const paint = (value: unknown): unknown => {
    if (typeof value === 'string') return pairs.reduce((text, [old, fresh]) => text.replaceAll(old, fresh), value);
    if (Array.isArray(value)) return value.map(paint);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, key === 'meta' ? part : paint(part)]));
  };
  return { ...figure, ...paint({ data: figure.data, layout: figure.layout, ...(figure.narrow && { narrow: figure.narrow }) }) as Partial<Figure> };
}
