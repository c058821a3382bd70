import { CARD_WORDS } from '../dsl/card-words.js';
import type { Primitive, TypeName } from '../dsl/primitive.js';
import { PRIMITIVES } from '../dsl/registry.js';
import { findWord } from '../dsl/vocabulary.js';
import { seededRandom, type SeededRandom } from '../timing/random.js';
import { ArcError } from '../values/error.js';
import { lowerBound } from '../values/set-building.js';
import type { Card, OutputRow } from './card.js';
import { constantsLike, literalsLike } from './constant-kinds.js';
import { printCall, renumber, sliceSteps, stepOperands, type Operand, type Step } from './step.js';

/** How a card is mutated. */
export interface MutateOptions {
  /** Chance of each place of a slice (a constant, a primitive, an operand) to change, 0..1. @defaultValue 0.01 */
  readonly rate?: number;
  /** The same seed gives the same card. @defaultValue 1 */
  readonly seed?: number;
  /** Mutated copies of every output. @defaultValue 1 */
  readonly copies?: number;
}

/** So often a copy is drawn that is to be unlike its original and unlike the copies before it. */
const MOST_DRAWS = 20;

/**
 * Grows a card by mutated copies of its outputs, type by type: a color becomes another color, a rank another rank, a primitive one of the
 * same signature, an operand an earlier step of the same type that does not depend on `C`.
 *
 * The copies are marked as mutated and share what they can with the steps that are there; differ rows are not added. Every copy
 * differs from its original in at least one place, and from the copies before it where twenty draws find one that does; an output in
 * which nothing can change gets no copies.
 *
 * @throws ArcError `program.mutate` for a rate outside 0..1 or a number of copies that is not whole
 */
export function mutateCard(card: Card, options: MutateOptions = {}): Card {
  const { rate = 0.01, seed = 1, copies = 1 } = options;
  if (!(rate >= 0 && rate <= 1)) throw new ArcError('program.mutate', `mutateCard: rate is ${rate}; give a number from 0 to 1`);
  if (!Number.isInteger(copies) || copies < 0) throw new ArcError('program.mutate', `mutateCard: copies is ${copies}; give a whole number from 0 up`);
  const mutation = new Mutation(card, rate, seededRandom(seed));
  const originals = card.outputs.filter((output) => !output.isMutated).map((output) => ({ ...output, seen: new Set([output.step]) }));
  const outputs: OutputRow[] = [...card.outputs];
  for (let copy = 0; copy < copies; copy++) {
    for (const { step, solverId, seen } of originals) {
      const mutated = mutation.copyOf(step, seen);
      if (mutated !== undefined) outputs.push({ step: mutated, isMutated: true, solverId });
    }
  }
  return { ...card, steps: mutation.steps, outputs };
}

/** Where a mutation may happen, an operand of a step or with position −1 its callee, and what may stand there instead. */
interface Place {
  readonly step: number;
  readonly position: number;
  readonly alternatives: number;
  alternative(n: number): Operand;
}

class Mutation {
  readonly steps: Step[];
  private readonly indexByText = new Map<string, number>();
  /** By result type: the steps that do not depend on `C`, ascending. */
  private readonly stepsByType = new Map<TypeName, number[]>();
  private readonly types: readonly TypeName[];
  private readonly slices = new Map<number, { readonly slice: readonly number[]; readonly places: readonly Place[] }>();

  constructor(private readonly card: Card, private readonly rate: number, private readonly random: SeededRandom) {
    this.steps = [...card.steps];
    this.steps.forEach((step, k) => this.indexByText.set(textOf(step), k));
    this.types = card.steps.map((step) => primitiveOf(step.callee)?.result ?? 'Any');
    const dependsOnC: boolean[] = [];
    card.steps.forEach((step, k) => {
      const isDependent = [step.callee, ...step.operands].some((operand) => (operand.kind === 'step' ? dependsOnC[operand.index] : operand.kind === 'input' && operand.name === 'C'));
      dependsOnC.push(isDependent);
      if (isDependent) return;
      const type = this.types[k]!;
      const sameType = this.stepsByType.get(type);
      if (sameType === undefined) this.stepsByType.set(type, [k]);
      else sameType.push(k);
    });
  }

  /**
   * Appends a mutated copy of what a step needs.
   *
   * @param seen the original and its copies so far; the new one is added
   * @returns the copy's index; `undefined` if all draws gave the original
   */
  copyOf(index: number, seen: Set<number>): number | undefined {
    const { slice, places } = this.sliceOf(index);
    if (places.length === 0) return undefined;
    const length = this.steps.length;
    for (let draw = 0; draw < MOST_DRAWS; draw++) {
      const copy = this.draw(slice, places);
      const isLast = draw === MOST_DRAWS - 1;
      if (!seen.has(copy) || (isLast && copy !== index)) {
        seen.add(copy);
        return copy;
      }
      for (const step of this.steps.splice(length)) this.indexByText.delete(textOf(step));
    }
    return undefined;
  }

  private draw(slice: readonly number[], places: readonly Place[]): number {
    const chosen = places.filter(() => this.random.next() < this.rate);
    if (chosen.length === 0) chosen.push(places[this.random.integer(places.length)]!);
    const mutated = new Map(slice.map((k) => [k, this.card.steps[k]!]));
    for (const { step, position, alternatives, alternative } of chosen) {
      mutated.set(step, replaceOperand(mutated.get(step)!, position, alternative(this.random.integer(alternatives))));
    }
    // Where an operand was replaced, what made it may not be needed any more.
    const needed = new Set(slice.slice(-1));
    for (const k of slice.toReversed()) if (needed.has(k)) for (const operand of stepOperands(mutated.get(k)!)) needed.add(operand);
    const moved = new Map<number, number>();
    for (const k of slice) if (needed.has(k)) moved.set(k, this.add(renumber(mutated.get(k)!, (operand) => moved.get(operand) ?? operand)));
    return moved.get(slice.at(-1)!)!;
  }

  private add(step: Step): number {
    const text = textOf(step);
    let index = this.indexByText.get(text);
    if (index === undefined) {
      index = this.steps.push(step) - 1;
      this.indexByText.set(text, index);
    }
    return index;
  }

  private sliceOf(index: number): { readonly slice: readonly number[]; readonly places: readonly Place[] } {
    let found = this.slices.get(index);
    if (found === undefined) {
      const slice = sliceSteps(this.card.steps, index);
      found = { slice, places: slice.flatMap((k) => this.placesOf(k)).filter((place) => place.alternatives > 0) };
      this.slices.set(index, found);
    }
    return found;
  }

  private placesOf(k: number): Place[] {
    const step = this.card.steps[k]!;
    return [step.callee, ...step.operands].map((operand, n) => {
      const position = n - 1;
      // Keywords are names of one primitive's parameters; another one has others.
      if (position === -1 && step.keywords !== undefined) return { step: k, position, ...among([]) };
      return { step: k, position, ...this.alternatives(operand, k) };
    });
  }

  private alternatives(operand: Operand, k: number): Pick<Place, 'alternatives' | 'alternative'> {
    switch (operand.kind) {
      case 'unknown': return among([]);
      case 'literal': return among(literalsLike(operand.value).map((value) => ({ kind: 'literal', value })));
      case 'word': {
        const primitive = primitiveOf(operand);
        const names = primitive === undefined ? constantsLike(operand.name) : primitivesLike(primitive);
        return among(names.map((name) => ({ kind: 'word', name })));
      }
      case 'input': return operand.name === 'I' ? this.earlierSteps('Grid', k, undefined) : among([]);
      case 'step': return this.earlierSteps(this.types[operand.index]!, k, operand.index);
    }
  }

  /** The steps of a type before step k, without one of them; for grids the input as well. */
  private earlierSteps(type: TypeName, k: number, without: number | undefined): Pick<Place, 'alternatives' | 'alternative'> {
    const fitting = this.stepsByType.get(type) ?? [];
    const count = lowerBound(fitting, k), at = without === undefined ? -1 : lowerBound(fitting, without);
    const isAmong = at >= 0 && fitting[at] === without;
    const steps = count - (isAmong ? 1 : 0), hasInput = type === 'Grid' && without !== undefined;
    return {
      alternatives: steps + (hasInput ? 1 : 0),
      alternative: (n) => (n === steps ? { kind: 'input', name: 'I' } : { kind: 'step', index: fitting[isAmong && n >= at ? n + 1 : n]! }),
    };
  }
}

function among(operands: readonly Operand[]): Pick<Place, 'alternatives' | 'alternative'> {
  return { alternatives: operands.length, alternative: (n) => operands[n]! };
}

function replaceOperand(step: Step, position: number, operand: Operand): Step {
  if (position < 0) return { ...step, callee: operand };
  return { ...step, operands: step.operands.map((other, at) => (at === position ? operand : other)) };
}

function primitiveOf(operand: Operand): Primitive | undefined {
  const word = operand.kind === 'word' ? findWord(operand.name) : undefined;
  return word?.kind === 'primitive' ? word.primitive : undefined;
}

/** The other words of the same signature: of the 160 for one of them, twins for a twin, card words for a card word. */
function primitivesLike(primitive: Primitive): string[] {
  const isCardWord = primitive.family === 'card-words';
  const twin = isCardWord || PRIMITIVES.some(({ name }) => name === primitive.name) ? '' : primitive.name.slice(-2);
  const signature = signatureOf(primitive);
  return (isCardWord ? CARD_WORDS : PRIMITIVES).filter((other) => signatureOf(other) === signature)
    .map(({ name }) => name + twin).filter((name) => name !== primitive.name);
}

function signatureOf({ parameters, result }: Primitive): string {
  return `${parameters.map((parameter) => parameter.type).join()}:${result}`;
}

function textOf(step: Step): string {
  return printCall(step, (index) => `t${index + 1}`);
}
