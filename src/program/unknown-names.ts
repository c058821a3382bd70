import { nearestWord } from '../dsl/vocabulary.js';
import { ArcError } from '../values/error.js';

/** What becomes of names that are known to nobody: all of them are refused at once, or the steps that use them fail when they run. */
export type UnknownNameRule = 'refuse' | 'default';

/** A name that is known to nobody, where it stands first, and the nearest known one. */
export interface UnknownName {
  readonly name: string;
  /** `2:9`, line and column, or `t5`, a step. */
  readonly where: string;
  readonly nearest: string;
}

/** The unknown names of one text, as they are met; each is kept once. */
export class UnknownNames {
  private readonly byName = new Map<string, UnknownName>();

  /** @param others names that the text itself defines, which may be meant as well */
  add(name: string, where: string, others: readonly string[] = []): void {
    if (!this.byName.has(name)) this.byName.set(name, { name, where, nearest: nearestWord(name, others) });
  }

  /** Ascending. */
  get names(): string[] {
    return [...this.byName.keys()].sort();
  }

  /**
   * Refuses the text if there are any.
   *
   * @param place the file
   * @param remedy what else can be done than correcting them
   * @throws ArcError `program.unknown-name` that lists all of them, each with its place and the nearest known name
   */
  refuse(place: string, remedy = 'correct them'): void {
    const found = [...this.byName.values()];
    if (found.length === 0) return;
    const [first] = found as [UnknownName];
    const isPosition = first.where.includes(':');
    const at = isPosition ? `${place}:${first.where}` : place;
    const line = found.length === 1
      ? `${isPosition ? `${first.name} is` : `step ${first.where} names ${first.name}, which is`} not a known name; did you mean ${first.nearest}?`
      : `${found.length} names are known to nobody: ${found.map(({ name, where, nearest }) => `${name} (${where}, near ${nearest})`).join(', ')}; ${remedy}`;
    throw new ArcError('program.unknown-name', `${at}: ${line}`, { details: { names: this.names } });
  }
}
