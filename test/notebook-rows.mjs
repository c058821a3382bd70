import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const HEADING = '| notebook | its question | its answer here |\n|---|---|---|\n';

/** A row of the README's table for each notebook: its title, and the first line that its last cell shows. */
export function notebookRows(folder) {
  return readdirSync(folder).filter((name) => name.endsWith('.ipynb')).sort().map((file) => {
    const { cells } = JSON.parse(readFileSync(join(folder, file), 'utf8')), name = basename(file, '.ipynb');
    const [title] = cells[0].source.map((line) => line.trim());
    const answer = cells.at(-1).outputs.flatMap((output) => output.text ?? [])[0].trim();
    return `| [\`${name}\`](notebooks/${file}) | ${title.replace(/^# /, '')} | ${answer.replaceAll('|', '\\|')} |`;
  });
}

/** The README with these rows in its table of notebooks. */
export function withNotebookRows(readme, rows) {
  const start = readme.indexOf(HEADING) + HEADING.length;
  if (start < HEADING.length) throw new Error('README.md: there is no table of notebooks; keep its heading as it was');
  return `${readme.slice(0, start)}${rows.join('\n')}${readme.slice(readme.indexOf('\n\n', start))}`;
}
