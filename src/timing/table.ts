import type { Comparison, SampleComparison } from './comparison.js';
import type { Measurement } from './measurement.js';
import { outlierFlags } from './statistics.js';

/** One cell of a table; `null` is empty. */
export type Cell = string | number | boolean | null;

/** Rows of cells under named columns; every row has one cell per column. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** All samples of a measurement, one row per round and alternative: times in ms per call, then the stages of the breakdowns. */
export function samplesTable(measurement: Measurement): Table {
  const { alternatives, rounds } = measurement;
  const stages = [...new Set(alternatives.flatMap((alternative) => Object.keys(alternative.stages)))];
  const outliers = alternatives.map((alternative) => outlierFlags(alternative.samplesMs));
  const rows = Array.from({ length: rounds }, (_, round) => alternatives.map(({ name, samplesMs, cpuMs, stages: stageMs }, at): Cell[] => [
    round + 1, name, samplesMs[round]!, cpuMs[round]!, outliers[at]![round]!, ...stages.map((stage) => stageMs[stage]?.[round] ?? null),
  ]));
  return { columns: ['round', 'name', 'wallMs', 'cpuMs', 'isOutlier', ...stages.map((stage) => `${stage} ms`)], rows: rows.flat() };
}

/** The rounds of a comparison, one row each: both times in ms, their ratio, and whether they are outliers. */
export function roundsTable(comparison: SampleComparison): Table {
  const { samples, ratios, outliers } = comparison;
  return {
    columns: ['round', 'baselineMs', 'candidateMs', 'ratio', 'baselineIsOutlier', 'candidateIsOutlier'],
    rows: ratios.map((ratio, round) => [
      round + 1, samples.baseline[round]!, samples.candidate[round]!, ratio, outliers.baseline[round]!, outliers.candidate[round]!,
    ]),
  };
}

/**
 * A comparison's findings: a row for the whole, then one per stage; medians in ms, speedup with its 95 % interval (empty for one round),
 * and in every row whether the results of the whole are equal.
 */
export function findingsTable(comparison: Comparison): Table {
  const { resultsEqual } = comparison, results = resultsEqual === null ? 'not compared' : resultsEqual ? 'equal' : 'differ';
  const row = (part: string, { mediansMs, speedup, verdict, rounds }: SampleComparison): Cell[] => {
    const { low, high } = rounds > 1 && speedup !== null ? speedup : { low: null, high: null };
    return [part, mediansMs.baseline, mediansMs.candidate, speedup?.estimate ?? null, low, high, verdict, results];
  };
  return {
    columns: ['part', 'baselineMs', 'candidateMs', 'speedup', 'low', 'high', 'verdict', 'results'],
    rows: [row('all', comparison), ...Object.entries(comparison.stages).map(([stage, part]) => row(stage, part))],
  };
}

/**
 * Writes a table as CSV, numbers in full.
 *
 * @returns lines that end in CR LF, the columns first; cells with commas, quotes or line breaks are quoted, `null` is empty
 * @source RFC 4180
 */
export function toCsv(table: Table): string {
  const line = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;
  return line(table.columns) + table.rows.map(line).join('');
}

/**
 * Writes a table as a Markdown table (GitHub's), numbers aligned to the right, those that are not whole with four significant digits.
 *
 * @returns lines that end in LF; `null` is –; texts are shown as they are, whatever marks of Markdown and HTML they contain
 */
export function toMarkdown(table: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  const isNumeric = table.columns.map((_, at) => table.rows.some((row) => typeof row[at] === 'number'));
  return line(table.columns.map(markdownCell))
    + line(isNumeric.map((numeric) => (numeric ? '---:' : '---')))
    + table.rows.map((row) => line(row.map(markdownCell))).join('');
}

function csvCell(cell: Cell): string {
  const text = cell === null ? '' : String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What Markdown might read as its own; an underscore inside a word is none. */
const MARKDOWN_MARK = /[|`*~[\]]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;

function markdownCell(cell: Cell): string {
  if (cell === null) return '–';
  if (typeof cell === 'number' && !Number.isInteger(cell)) return new Intl.NumberFormat('en', { maximumSignificantDigits: 4, useGrouping: false }).format(cell);
  return String(cell).replaceAll(/[&<>\\$]/g, (sign) => `&#${sign.charCodeAt(0)};`).replaceAll(MARKDOWN_MARK, '\\$&').replaceAll(/[\r\n]+/g, ' ');
}
