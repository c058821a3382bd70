import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { itComesTo } from './python.js';

const SPECIFICATION = fileURLToPath(new URL('../../../shared/dsl/primitives.md', import.meta.url));
const TEXT = existsSync(SPECIFICATION) ? readFileSync(SPECIFICATION, 'utf8') : '';
/** A call in code font, then an arrow and a value in code font, or "raises" and a name. */
const EXAMPLE = /`([a-z0-9]+\([^`]*\))` (?:→ `([^`]*)`|raises `(\w+)`)/g;

describe.skipIf(TEXT === '')('examples of the specification (skipped where ../shared/dsl is absent)', () => {
  const primitives = TEXT.slice(TEXT.indexOf('## 4.'), TEXT.indexOf('## 5.'));
  const examples = Object.fromEntries([...primitives.matchAll(EXAMPLE)].map(([, call, value, exception]) => [call!, (value ?? exception)!]));

  it('are found, several hundred of them', () => {
    expect(Object.keys(examples).length).toBeGreaterThan(400);
  });

  itComesTo(examples);
});
