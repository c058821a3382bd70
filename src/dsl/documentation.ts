import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Primitive } from './primitive.js';

/** A docstring, taken apart. */
export interface Documentation {
  /** Shapes, ties and order, in prose. */
  readonly text: string;
  /** Parameters that the signature does not say enough of: `name meaning`. */
  readonly parameters: readonly string[];
  /** Code and occasion of each failure. */
  readonly errors: readonly string[];
  readonly source: string;
  /** Calls and what they give. */
  readonly examples: readonly string[];
}

/**
 * Reads what the docstring of a primitive says, from this room's own files.
 *
 * @returns `undefined` where the files have none, as when they were bundled
 */
export function readDocumentation({ call }: Primitive): Documentation | undefined {
  const declaration = new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*export (?:declare )?function ${call.name}[(<]`);
  // Declarations in a build, sources before one.
  for (const file of readdirSync(import.meta.dirname).filter((name) => name.endsWith('.ts'))) {
    const docstring = declaration.exec(readFileSync(join(import.meta.dirname, file), 'utf8'))?.[1];
    if (docstring !== undefined) return takeApart(docstring);
  }
  return undefined;
}

function takeApart(docstring: string): Documentation {
  const plain = docstring.replaceAll(/\n[ \t]*\*[ \t]?/g, '\n').replaceAll(/\{@link (\w+)\}/g, '`$1`');
  const [text, ...tags] = plain.split(/\n@/).map((part) => part.trim());
  const contents = (tag: string): string[] => tags.filter((part) => part.startsWith(`${tag} `)).map((part) => part.slice(tag.length + 1).trim());
  const oneLine = (part: string): string => part.replaceAll(/\s*\n\s*/g, ' ');
  return {
    text: text!.split(/\n\s*\n/).map(oneLine).join('\n'), parameters: contents('param').map(oneLine), errors: contents('throws').map(oneLine),
    source: contents('source').map(oneLine).join('; '), examples: contents('example'),
  };
}
