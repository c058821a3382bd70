import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ArcError } from '../values/error.js';

/**
 * The URL under which a worker thread can import a module, and a page can have its text.
 *
 * Node and browsers run JavaScript only; where this project's own TypeScript is at work (its tests), a module of `src/` is found compiled
 * in `dist/`. Any other URL is returned as it is.
 *
 * @throws ArcError `executor.not-built` when the compiled module does not exist
 */
export function importableUrl(url: string): string {
  const root = new URL('../../', import.meta.url).href;
  if (!url.startsWith(`${root}src/`) || !url.endsWith('.ts')) return url;
  const compiled = `${root}dist/${url.slice(`${root}src/`.length, -'.ts'.length)}.js`;
  if (existsSync(fileURLToPath(compiled))) return compiled;
  throw new ArcError('executor.not-built', `${fileURLToPath(compiled)} does not exist, and is needed; run node setup.mjs build`);
}
