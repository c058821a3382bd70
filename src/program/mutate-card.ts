import type { Primitive } from '../dsl/primitive.js';
import { PRIMITIVES } from '../dsl/registry.js';
import { findWord } from '../dsl/vocabulary.js';
import { seededRandom, type SeededRandom } from '../timing/random.js';
import type { Card, OutputRow } from './card.js';
import { printCall, renumber, sliceSteps, type Operand, type Step } from './step.js';

/** How a card is mutated. */
export interface MutateOptions {
  /** Chance of each place of a slice (a constant, a primitive, an operand) to change, 0..1. @defaultValue 0.01 */
  readonly rate?: number;
  /** The same seed gives the same card. @defaultValue 1 */
  readonly seed?: number;
  /** Mutated copies of every output. @defaultValue 1 */
  readonly copies?: number;
}

/** Constants that may stand for one another. */
const KINDS: readonly (readonly string[])[] = [
  ['ZERO', 'ONE', 'TWO', 'THREE', 'FOUR', 'FIVE', 'SIX', 'SEVEN', 'EIGHT', 'NINE'],
  ['BLACK', 'BLUE', 'RED', 'GREEN', 'YELLOW', 'GRAY', 'MAGENTA', 'ORANGE', 'CYAN', 'BURGUNDY'],
  [...numbered('F', 0, 9), ...numbered('L', 1, 10)],
  numbered('R', 0, 7), numbered('A', 0, 7), ['SM2', 'SM3', 'SD2', 'SD3'], ['F', 'T'],
  ['DOWN', 'RIGHT', 'UP', 'LEFT', 'UNITY', 'NEG_UNITY', 'UP_RIGHT', 'DOWN_LEFT', 'ORIGIN'],
  ['ZERO_BY_TWO', 'TWO_BY_ZERO', 'TWO_BY_TWO', 'THREE_BY_THREE'],
];

/**
 * Grows a card by mutated copies of its outputs, type by type: a color becomes another color, a rank another rank, a primitive one of the
 * same signature, an operand an earlier step of the same type. Every copy differs from its original in at least one place.
 *
 * The copies are marked as mutated and share what they can with the steps that are there; differ rows are not added.
 */
export function mutateCard(card: Card, options: MutateOptions = {}): Card {
  const { rate = 0.01, seed = 1, copies = 1 } = options;
  const mutation = new Mutation(card, rate, seededRandom(seed));
  const outputs: OutputRow[] = [...card.outputs];
  for (let copy = 0; copy < copies; copy++) {
    for (const { step, isMutated, solverId } of card.outputs) {
      if (!isMutated) outputs.push({ step: mutation.copyOf(step), isMutated: true, solverId });
    }
  }
  return { ...card, name: card.name, steps: mutation.steps, outputs };
}

class Mutation {
  readonly steps: Step[];
  private readonly indexByText = new Map<string, number>();
  private readonly types: readonly string[];

  constructor(private readonly card: Card, private readonly rate: number, private readonly random: SeededRandom) {
    this.steps = [...card.steps];
    this.steps.forEach((step, k) => this.indexByText.set(textOf(step), k));
    this.types = card.steps.map((step) => primitiveOf(step.callee)?.result ?? 'Any');
  }

  /** Appends a mutated copy of what a step needs; returns the copy's index. */
  copyOf(index: number): number {
    const slice = sliceSteps(this.card.steps, index);
    const places = slice.flatMap((k) => this.mutablePlaces(k));
    const chosen = new Set(places.filter(() => this.random.next() < this.rate));
    if (chosen.size === 0 && places.length > 0) chosen.add(places[this.random.integer(places.length)]!);
    const moved = new Map<number, number>();
    for (const k of slice) {
      let step = this.card.steps[k]!;
      for (const place of chosen) if (place.step === k) step = this.mutate(step, place);
      moved.set(k, this.add(renumber(step, (operand) => moved.get(operand) ?? operand)));
    }
    return moved.get(index)!;
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

  private mutablePlaces(k: number): Place[] {
    const step = this.card.steps[k]!;
    return [step.callee, ...step.operands]
      .map((_, position) => ({ step: k, position: position - 1 }))
      .filter((place) => this.alternatives(operandAt(step, place.position), k).length > 0);
  }

  private mutate(step: Step, { step: k, position }: Place): Step {
    const alternatives = this.alternatives(operandAt(this.card.steps[k]!, position), k);
    const replacement = alternatives[this.random.integer(alternatives.length)]!;
    if (position < 0) return { ...step, callee: replacement };
    return { ...step, operands: step.operands.map((operand, at) => (at === position ? replacement : operand)) };
  }

  /** What may stand in an operand's place in step k. */
  private alternatives(operand: Operand, k: number): Operand[] {
    if (operand.kind === 'word') {
      const primitive = primitiveOf(operand);
      const names = primitive === undefined
        ? (KINDS.find((kind) => kind.includes(operand.name)) ?? []) : sameSignature(primitive);
      return names.filter((name) => name !== operand.name).map((name) => ({ kind: 'word', name }));
    }
    if (operand.kind !== 'step') return [];
    const type = this.types[operand.index];
    return this.types.flatMap((other, index): Operand[] => (index < k && index !== operand.index && other === type ? [{ kind: 'step', index }] : []));
  }
}

/** Where a mutation may happen: an operand of a step, or with position −1 its callee. */
interface Place {
  readonly step: number;
  readonly position: number;
}

function operandAt(step: Step, position: number): Operand {
  return position < 0 ? step.callee : step.operands[position]!;
}

function primitiveOf(operand: Operand): Primitive | undefined {
  const word = operand.kind === 'word' ? findWord(operand.name) : undefined;
  return word?.kind === 'primitive' ? word.primitive : undefined;
}

function sameSignature(primitive: Primitive): string[] {
  const signature = signatureOf(primitive);
  return PRIMITIVES.filter((other) => signatureOf(other) === signature).map((other) => other.name);
}

function signatureOf({ parameters, result }: Primitive): string {
  return `${parameters.map((parameter) => parameter.type).join()}:${result}`;
}

function textOf(step: Step): string {
  return printCall(step, (index) => `t${index + 1}`);
}

function numbered(prefix: string, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, k) => `${prefix}${from + k}`);
}
