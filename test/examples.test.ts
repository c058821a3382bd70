import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as phaselab from '../src/index.js';
import { isEqual } from '../src/values/equality.js';
import { FrozenSet } from '../src/values/frozen-set.js';
import { Tuple } from '../src/values/tuple.js';

// Every `@example` line of the sources that says what it gives (`// =>`) is run here, with the public names, the primitives and the
// names of its own module in scope.

const SOURCE = join(import.meta.dirname, '..', 'src');
const AsyncFunction = (async () => undefined).constructor as new (...args: string[]) => (...values: unknown[]) => Promise<unknown>;

interface Example {
  readonly file: string;
  /** Statements before the expression, and the expression itself. */
  readonly code: string;
  readonly expected: string;
}

const examples = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts')).flatMap(examplesOf);

/** The examples of a file: code up to a `// =>`, and what follows it. */
function examplesOf(file: string): Example[] {
  const text = readFileSync(join(SOURCE, file), 'utf8');
  return [...text.matchAll(/\/\*\*[\s\S]*?\*\//g)].flatMap(([comment]) => {
    const lines = comment.replace(/^\/\*\*|\*\/$/g, '').split('\n').map((line) => line.replace(/^\s*\* ?/, ''));
    const found: Example[] = [];
    let code: string[] | undefined;
    for (const line of lines) {
      if (line.trimStart().startsWith('@')) code = line.trimStart().startsWith('@example') ? [] : undefined;
      if (code === undefined) continue;
      const [before, expected] = line.replace(/^\s*@example\s*/, '').split(/\s*\/\/ => /);
      if (before!.trim() !== '' && !before!.startsWith('import ')) code.push(before!);
      if (expected === undefined) continue;
      found.push({ file, code: code.join('\n'), expected });
      code = [];
    }
    return found;
  });
}

async function evaluate(code: string, scope: Readonly<Record<string, unknown>>): Promise<unknown> {
  const statements = code.trim().replace(/;$/, '').split(/;[ \t]*\n/);
  const expression = statements.pop()!;
  const names = Object.keys(scope).filter((name) => /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'switch');
  return new AsyncFunction(...names, `${statements.map((statement) => `${statement};`).join('\n')}\nreturn (${expression});`)(...names.map((name) => scope[name]));
}

describe('@example', () => {
  it('there are examples of most rooms', () => {
    expect(examples.length).toBeGreaterThan(150);
  });

  it.each(examples.map((example) => [`${relative('.', example.file)}: ${example.code.replaceAll('\n', ' ')}`, example] as const))('%s', async (_, { file, code, expected }) => {
    const own = (await import(join(SOURCE, file))) as Record<string, unknown>;
    const scope = { ...phaselab.constants, ...phaselab.dsl, ...phaselab, ...own };
    const value = await evaluate(code, scope), wanted = await evaluate(expected, scope);
    if (wanted instanceof Tuple || wanted instanceof FrozenSet) expect(isEqual(value as never, wanted)).toBe(true);
    else expect(value).toEqual(wanted);
  });
});
