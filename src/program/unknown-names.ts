import { nearestWord } from '../dsl/vocabulary.js';
import { ArcError } from '../values/error.js';

/** What becomes of names that are known to nobody: all of them are refused at once, or the steps that use them fail when they run. */
export type UnknownNameRule = 'refuse' | 'default';

/** Where a name stands: line and column, or a card's step, all from 1. */
export type NamePlace = { readonly line: number; readonly column: number } | { readonly step: number };

/** A name that is known to nobody, where it stands first, and the nearest known one. */
interface UnknownName {
  readonly name: string;
  readonly at: NamePlace;
  readonly nearest: string;
}

/** How many names an error tells with their places; the others are counted. */
const MOST_TOLD = 10;

/** The unknown names of one text, as they are met; each is kept once. */
export class UnknownNames {
  private readonly all = new Set<string>();
  private readonly told: UnknownName[] = [];

  /**
   * @param place asked for only if the name is one of those that an error tells, and so is the next
   * @param others names that the text itself defines, which may be meant as well
   */
  add(name: string, place: () => NamePlace, others: () => readonly string[] = () => []): void {
    if (this.all.has(name)) return;
    this.all.add(name);
    if (this.told.length < MOST_TOLD) this.told.push({ name, at: place(), nearest: nearestWord(name, others()) });
  }

  /** Ascending. */
  get names(): string[] {
    return [...this.all].sort();
  }

  /**
   * Refuses the text if there are any.
   *
   * @param file what stands in front
   * @param remedy what else can be done than correcting them
   * @throws ArcError `program.unknown-name` that tells the first of them, each with its place and the nearest known name; the details have
   *   file, place and nearest name of the first, and all names
   */
  refuse(file: string, remedy = 'correct them'): void {
    const [first] = this.told;
    if (first === undefined) return;
    const { name, at, nearest } = first, more = this.all.size - this.told.length;
    const line = this.all.size === 1
      ? `${'line' in at ? `${name} is` : `step ${printPlace(at)} names ${name}, which is`} not a known name; did you mean ${nearest}?`
      : `${this.all.size} names are known to nobody: ${this.told.map(printUnknown).join(', ')}${more > 0 ? ` and ${more} more` : ''}; ${remedy}`;
    throw new ArcError('program.unknown-name', `${'line' in at ? `${file}:${printPlace(at)}` : file}: ${line}`, {
      details: { file, ...at, nearest, names: this.names },
    });
  }
}

function printUnknown({ name, at, nearest }: UnknownName): string {
  return `${name} (${printPlace(at)}, near ${nearest})`;
}

function printPlace(at: NamePlace): string {
  return 'line' in at ? `${at.line}:${at.column}` : `t${at.step}`;
}
