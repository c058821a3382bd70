import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { closest } from '../values/closest.js';
import { ArcError } from '../values/error.js';
import type { Card } from './card.js';
import { decodeCard } from './card-json.js';

/** The names of the cards that come with PhaseLab, ascending. */
export function bundledCardNames(): string[] {
  return readdirSync(cardsFolder()).filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -'.json'.length)).sort();
}

/**
 * Reads a card by the name of a bundled one or from a JSON file.
 *
 * @param nameOrPath `onerun`, or a path that ends in `.json`
 * @throws ArcError `program.unknown-card`, `program.unreadable`, `program.not-json`, and what `decodeCard` throws
 */
export function readCard(nameOrPath: string): Card {
  const isName = /^[\w-]+$/.test(nameOrPath) && !existsSync(nameOrPath);
  if (!isName) return decodeCard(readJson(nameOrPath), nameOrPath);
  const names = bundledCardNames();
  if (!names.includes(nameOrPath)) {
    throw new ArcError('program.unknown-card', `card "${nameOrPath}" is neither a bundled card nor a file; did you mean ${closest(nameOrPath, names)}?`);
  }
  const path = join(cardsFolder(), `${nameOrPath}.json`);
  return decodeCard(readJson(path), path);
}

function cardsFolder(): string {
  return join(import.meta.dirname, '..', '..', 'data', 'cards');
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new ArcError('program.unreadable', `${path}: ${code === 'ENOENT' ? 'no such file; check the path' : `cannot be read (${code}); check the path`}`, { cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new ArcError('program.not-json', `${path}: not JSON (${(cause as Error).message.replaceAll('\n', ' ')}); give a card as "phaselab card build" writes it`, { cause });
  }
}
