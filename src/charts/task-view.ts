import type { Task } from '../tasks/task.js';
import type { Grid } from '../values/grid.js';
import { bareAxis, BARE_SIDE_PX } from './axes.js';
import type { Figure } from './figure.js';
import { formatCount } from './format.js';
import { figure, textWidthPx, type View } from './frame.js';
import { colorScale, SAME, WRONG, type PaletteName } from './palette.js';
import { panelsText, sizeWords, taskPanels, type Panel, type SamplePanels } from './task-panels.js';
import { ink } from './theme.js';

/** What a {@link taskView} may be told. */
export interface TaskViewOptions {
  /** What a program made of the samples, demo samples first, `null` for none: drawn beside what is expected, with the difference. */
  readonly predictions?: readonly (Grid | null)[];
  /** Write each cell's digit into it where it fits. @defaultValue false */
  readonly hasDigits?: boolean;
  /** @defaultValue `official` */
  readonly palette?: PaletteName;
}

const PANEL_GAP_PX = 28, BLOCK_GAP_PX = 40, CAPTION_PX = 24;
/** Px that a cell needs for its digit. */
const DIGIT_CELL_PX = 13;
const LINE_COLOR = '#555555';

/** A panel with its place on the canvas, in cells. */
interface Placed {
  readonly panel: Panel;
  readonly sample: string;
  readonly left: number;
  readonly top: number;
}

/** An arrow, a caption or a question mark, with its place in cells. */
interface Word {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly kind: 'caption' | 'sign';
}

interface Canvas {
  readonly placed: readonly Placed[];
  readonly words: readonly Word[];
  readonly unitsWide: number;
  readonly unitsHigh: number;
  readonly unitPx: number;
}

/** A task's samples in their colors; with predictions also those, and where they differ from what is expected. */
export function taskView(task: Task, options: TaskViewOptions = {}): Figure {
  const { predictions, hasDigits = false, palette = 'official' } = options;
  const samples = taskPanels(task, predictions);
  const words = {
    title: finding(task, samples, predictions !== undefined),
    subtitle: `${formatCount(task.demo.length, 'demo sample')}, ${formatCount(task.test.length, 'test sample')}${palette === 'colorBlind' ? '; colors for color-blind readers' : ''}`,
    rows: samples.map(panelsText).join('\n\n'),
  };
  const wide = arrange(samples, 768, 26, hasDigits ? 1600 : 560), narrow = arrange(samples, 328, 22, 1000);
  return figure(words, view(wide, hasDigits, palette), view(narrow, hasDigits, palette));
}

function finding(task: Task, samples: readonly SamplePanels[], isPredicted: boolean): string {
  if (isPredicted) {
    const judged = samples.filter((sample) => sample.wrongCells !== null);
    const wrong = judged.filter((sample) => sample.wrongCells! > 0);
    const cells = wrong.map((sample) => `${sample.name} is wrong in ${sample.wrongCells} of ${formatCount(sample.cells, 'cell')}`);
    const told = cells.length > 2 ? [...cells.slice(0, 2), `${cells.length - 2} more wrong`] : cells;
    return `Task ${task.id}: ${judged.length - wrong.length} of ${formatCount(judged.length, 'prediction')} right${told.length > 0 ? `; ${told.join(', ')}` : ''}`;
  }
  const known = samples.filter((sample) => sample.panels[1] !== null);
  const inputs = new Set(known.map((sample) => sizeWords(sample.panels[0]!.rows))), outputs = new Set(known.map((sample) => sizeWords(sample.panels[1]!.rows)));
  if (inputs.size === 1 && outputs.size === 1) return `Task ${task.id}: ${[...inputs][0]} becomes ${[...outputs][0]}`;
  const isSameSize = known.every((sample) => sizeWords(sample.panels[0]!.rows) === sizeWords(sample.panels[1]!.rows));
  if (isSameSize) return `Task ${task.id}: outputs keep their input’s size`;
  return outputs.size === 1 ? `Task ${task.id}: inputs of several sizes become ${[...outputs][0]}` : `Task ${task.id}: inputs and outputs of several sizes`;
}

/**
 * Sets the samples in rows, reading like text, with as many columns as give the largest cells within a height.
 *
 * @param longestUnitPx - px that a cell has at most
 */
function arrange(samples: readonly SamplePanels[], widthPx: number, longestUnitPx: number, heightPx: number): Canvas {
  const canvases = samples.map((_, at) => canvasOf(samples, at + 1, widthPx, longestUnitPx));
  const fitting = canvases.filter((canvas) => canvas.unitsHigh * canvas.unitPx <= heightPx);
  if (fitting.length > 0) return fitting.reduce((best, canvas) => (canvas.unitPx > best.unitPx ? canvas : best));
  return canvases.reduce((best, canvas) => (canvas.unitsHigh * canvas.unitPx < best.unitsHigh * best.unitPx ? canvas : best));
}

function canvasOf(samples: readonly SamplePanels[], columns: number, widthPx: number, longestUnitPx: number): Canvas {
  // Gaps and captions are px, the rest is cells: what the gaps leave of the width decides the cell.
  const cells = sum(columnWidths(samples, columns, ({ panels }) => sum(panels.map(panelWidth))));
  const gaps = sum(columnWidths(samples, columns, ({ panels }) => (panels.length - 1) * PANEL_GAP_PX)) + (columns - 1) * BLOCK_GAP_PX;
  const cellPx = Math.min(longestUnitPx, Math.max(2, (widthPx - gaps) / cells));
  const units = (px: number) => Math.ceil(px / cellPx);
  const slot = (panel: Panel | null) => Math.max(panelWidth(panel), panel === null || panel.caption === '' ? 1 : units(textWidthPx(panel.caption, 12) - PANEL_GAP_PX + 8));
  const widths = columnWidths(samples, columns, ({ panels }) => sum(panels.map(slot)) + (panels.length - 1) * units(PANEL_GAP_PX));
  const placed: Placed[] = [], words: Word[] = [];
  let top = 0;
  for (let first = 0; first < samples.length; first += columns) {
    const row = samples.slice(first, first + columns);
    const height = Math.max(...row.map(blockHeight));
    let left = 0;
    row.forEach(({ name, panels }, column) => {
      let x = left;
      panels.forEach((panel, at) => {
        if (at === 1) words.push({ text: '→', x: x - units(PANEL_GAP_PX) / 2, y: top + units(CAPTION_PX) + height / 2, kind: 'sign' });
        if (panel === null) words.push({ text: '?', x: x + 0.5, y: top + units(CAPTION_PX) + height / 2, kind: 'sign' });
        else {
          if (panel.caption !== '') words.push({ text: panel.caption, x, y: top + units(CAPTION_PX), kind: 'caption' });
          placed.push({ panel, sample: name, left: x, top: top + units(CAPTION_PX) + Math.floor((height - panel.rows.length) / 2) });
        }
        x += slot(panel) + units(PANEL_GAP_PX);
      });
      left += widths[column]! + units(BLOCK_GAP_PX);
    });
    top += units(CAPTION_PX) + height + units(8);
  }
  const unitsWide = Math.max(sum(widths) + units(BLOCK_GAP_PX) * (columns - 1), units(textWidthPx('demo 1', 12)));
  return { placed, words, unitsWide, unitsHigh: top, unitPx: Math.min(cellPx, widthPx / unitsWide) };
}

/** The width of each column: that of its widest sample. */
function columnWidths(samples: readonly SamplePanels[], columns: number, widthOf: (sample: SamplePanels) => number): number[] {
  return Array.from({ length: columns }, (_, column) => Math.max(...samples.filter((_, at) => at % columns === column).map(widthOf)));
}

function view({ placed, words, unitsWide, unitsHigh, unitPx }: Canvas, hasDigits: boolean, palette: PaletteName): View {
  const z: (number | null)[][] = Array.from({ length: unitsHigh }, () => new Array<number | null>(unitsWide).fill(null));
  const text = z.map((row) => row.map(() => ''));
  for (const { panel, sample, left, top } of placed) {
    panel.rows.forEach((row, i) => row.forEach((cell, j) => {
      z[top + i]![left + j] = cell;
      text[top + i]![left + j] = `${sample}${['', sample].includes(panel.caption) ? '' : `, ${panel.caption}`}<br>row ${i}, column ${j}: <b>${cell === SAME ? 'right' : cell === WRONG ? 'wrong' : cell}</b>`;
    }));
  }
  return {
    data: [{
      type: 'heatmap', z, x0: 0.5, dx: 1, y0: 0.5, dy: 1, zmin: -0.5, zmax: 11.5, colorscale: colorScale(palette), showscale: false, zsmooth: false, hoverongaps: false,
      xgap: unitPx < 8 ? 0.5 : 1, ygap: unitPx < 8 ? 0.5 : 1, hovertext: text, hoverinfo: 'text', ...(hasDigits && unitPx >= DIGIT_CELL_PX && { text: digits(z), texttemplate: '%{text}', textfont: { size: 11 } }),
    }],
    plot: { unitsWide, unitsHigh, longestUnitPx: Math.max(unitPx, 26) },
    margin: { left: BARE_SIDE_PX, right: BARE_SIDE_PX, bottom: BARE_SIDE_PX },
    layout: {
      xaxis: { ...bareAxis([0, unitsWide]), constrain: 'domain', constraintoward: 'left' },
      yaxis: { ...bareAxis([unitsHigh, 0]), scaleanchor: 'x', constrain: 'domain', constraintoward: 'top' },
      shapes: placed.map(({ panel, left, top }) => ({
        type: 'rect', layer: 'below', x0: left, x1: left + (panel.rows[0]?.length ?? 0), y0: top, y1: top + panel.rows.length, fillcolor: LINE_COLOR, line: { color: LINE_COLOR, width: 1 },
      })),
      annotations: words.map(({ text: label, x, y, kind }) => ({
        text: label, x, y, showarrow: false, xanchor: kind === 'caption' ? 'left' : 'center', yanchor: kind === 'caption' ? 'bottom' : 'middle', borderpad: 0,
        font: { size: kind === 'caption' ? 12 : 16, color: ink('faint') },
      })),
    },
  };
}

function digits(z: readonly (readonly (number | null)[])[]): string[][] {
  return z.map((row) => row.map((cell) => (cell === null || cell === SAME ? '' : cell === WRONG ? '×' : String(cell))));
}

function panelWidth(panel: Panel | null): number {
  return panel === null ? 2 : panel.rows[0]?.length ?? 0;
}

function blockHeight({ panels }: SamplePanels): number {
  return Math.max(...panels.map((panel) => panel?.rows.length ?? 1));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
