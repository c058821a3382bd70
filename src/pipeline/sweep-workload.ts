import type { Card } from '../program/card.js';
import { mutateCard } from '../program/mutate-card.js';
import { renumber, sliceSteps } from '../program/step.js';
import { generateTask } from '../tasks/generators/generate.js';
import { GENERATORS } from '../tasks/generators/registry.js';
import type { Task } from '../tasks/task.js';
import { ArcError } from '../values/error.js';
import type { SweepPoint } from './sweep-axis.js';

/** What a run of a sweep works on. */
export interface SweepWork {
  readonly task: Task;
  readonly card: Card;
}

/**
 * The work of one point: the task of `samples` demo samples of `size`, made by the rule of the given task; and the card with
 * `candidates` outputs. What the point does not name stays as it is.
 *
 * @param seed - decides which task and which mutations
 * @throws ArcError `pipeline.sweep` for a task that was not made by a rule, when its samples or their size are to vary
 */
export function workOf({ task, card }: SweepWork, point: SweepPoint, seed: number): SweepWork {
  const { samples, size, candidates } = point;
  return {
    task: samples === undefined && size === undefined ? task : generated(task, samples as number | undefined, size as string | undefined, seed),
    card: candidates === undefined ? card : cardOf(card, candidates as number, seed),
  };
}

/**
 * A card with that many outputs: the first ones of a card that has more; of one that has fewer, all of them and mutated copies.
 *
 * @param outputs - 1 or more
 * @throws ArcError `pipeline.sweep` for more outputs than a card has in which nothing can change
 */
export function cardOf(card: Card, outputs: number, seed: number): Card {
  return { ...firstOutputs(grownTo(card, outputs, seed), outputs), name: `${card.name}, ${outputs} outputs` };
}

function grownTo(card: Card, outputs: number, seed: number): Card {
  const missing = outputs - card.outputs.length;
  if (missing <= 0) return card;
  const added = mutateCard(card, { seed }).outputs.length - card.outputs.length;
  if (added === 0) throw new ArcError('pipeline.sweep', `card ${card.name}: nothing in its ${card.outputs.length} outputs can change, so it cannot have ${outputs}; give another card`);
  return mutateCard(card, { copies: Math.ceil(missing / added), seed });
}

function generated(task: Task, samples: number | undefined, size: string | undefined, seed: number): Task {
  if (!GENERATORS.some(({ taskId }) => taskId === task.id)) {
    throw new ArcError('pipeline.sweep', `task ${task.id} was not made by a rule, so its samples and their size cannot vary; give a generated one, for example -i ${GENERATORS[0]!.taskId}`);
  }
  const [height, width] = size?.split('x').map(Number) ?? [];
  return generateTask(task.id, {
    seed, samples: samples ?? task.demo.length, tests: task.test.length, ...(size !== undefined && { size: { height: height!, width: width! } }),
  });
}

/** The first outputs of a card, and of its steps and differ rows those that they need. */
function firstOutputs(card: Card, count: number): Card {
  if (count >= card.outputs.length) return card;
  const outputs = card.outputs.slice(0, count), owners = new Set(outputs.map(({ solverId }) => solverId));
  const differRows = card.differRows.filter(({ owner }) => owner === null || owners.has(owner));
  const kept = [...new Set([...outputs, ...differRows].flatMap(({ step }) => sliceSteps(card.steps, step)))].sort((a, b) => a - b);
  const numberOf = new Map(kept.map((step, number) => [step, number]));
  const moved = <Row extends { readonly step: number }>(row: Row): Row => ({ ...row, step: numberOf.get(row.step)! });
  return {
    ...card, steps: kept.map((step) => renumber(card.steps[step]!, (operand) => numberOf.get(operand)!)),
    outputs: outputs.map(moved), differRows: differRows.map(moved),
  };
}
