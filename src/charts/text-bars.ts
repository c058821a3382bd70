/** One stretch of a bar in plain text. */
export interface TextSegment {
  /** Its first character, when it is at least one wide; without one the stretch is plain. */
  readonly letter?: string;
  /** What it is made of. @defaultValue `█` */
  readonly fill?: string;
  readonly value: number;
}

/** One row of a chart in plain text. */
export interface TextRow {
  readonly name: string;
  readonly segments: readonly TextSegment[];
  /** What stands after the bar. */
  readonly label: string;
}

/** Characters of the longest bar. */
export const TEXT_BAR_WIDTH = 40;

/**
 * Rows of bars in plain text, names and labels in columns, all bars on one scale from zero.
 *
 * @param rows - values of 0 or more; negative and not finite ones count as 0
 * @param width - characters of the longest bar
 * @returns one line a row, without a line break at the end; a bar above zero has at least one character
 *
 * @example
 * textBars([{ name: 'a', segments: [{ value: 4 }], label: '4 ms' }, { name: 'bc', segments: [{ value: 2 }], label: '2 ms' }], 4)
 * // => 'a   ████ 4 ms\nbc  ██   2 ms'
 */
export function textBars(rows: readonly TextRow[], width = TEXT_BAR_WIDTH): string {
  const longest = Math.max(0, ...rows.map((row) => sum(row.segments)));
  const nameWidth = Math.max(0, ...rows.map((row) => [...row.name].length));
  return rows.map((row) => {
    const bar = textBar(row.segments, longest === 0 ? 0 : width / longest);
    return `${pad(row.name, nameWidth)}  ${pad(bar, width)} ${row.label}`.trimEnd();
  }).join('\n');
}

/**
 * One bar: segments end where their running sum, rounded, ends, so that rounding never adds up.
 */
function textBar(segments: readonly TextSegment[], perUnit: number): string {
  let bar = '', total = 0, drawn = 0;
  for (const { letter, fill = '█', value } of segments) {
    total += magnitude(value);
    const end = Math.round(total * perUnit);
    if (end === drawn) continue;
    bar += (letter ?? fill) + fill.repeat(end - drawn - 1);
    drawn = end;
  }
  if (bar === '' && total * perUnit > 0) return '▏';
  return bar;
}

function sum(segments: readonly TextSegment[]): number {
  return segments.reduce((total, segment) => total + magnitude(segment.value), 0);
}

function magnitude(value: number): number {
  return Number.isFinite(value) && value > 0 ? value : 0;
}

/** The text, filled up with spaces on the right to so many characters. */
export function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - [...text].length));
}
