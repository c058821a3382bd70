/**
 * Rows as aligned columns, two spaces between them: texts to the left, columns of numbers to the right.
 *
 * @param rows - the heading first, all of one length; a column holds numbers when all its cells below the heading begin with a digit (after `<`), or are `–`
 *
 * @example
 * alignColumns([['stage', 'time'], ['inline', '241 ms'], ['save', '58 ms']])
 * // => 'stage     time\ninline  241 ms\nsave     58 ms'
 */
export function alignColumns(rows: readonly (readonly string[])[]): string {
  const columns = rows[0]!.map((_, column) => {
    const cells = rows.map((row) => row[column]!);
    return { width: Math.max(...cells.map((cell) => [...cell].length)), isNumeric: cells.slice(1).every((cell) => /^([<–]?\d|–$)/.test(cell)) };
  });
  return rows.map((row) => row.map((cell, at) => {
    const { width, isNumeric } = columns[at]!, blanks = ' '.repeat(width - [...cell].length);
    return isNumeric && at > 0 ? blanks + cell : cell + blanks;
  }).join('  ').trimEnd()).join('\n');
}
