import type { Card } from './card.js';
import { sliceSteps, stepOperands } from './step.js';

/** What merging did to a card's calls. */
export interface CardStatistics {
  readonly steps: number;
  readonly outputs: number;
  readonly differRows: number;
  /** Calls that the outputs and differ rows would make if each ran alone. */
  readonly callsAlone: number;
  /** `callsAlone` ÷ `steps`: how often a step is used on average. */
  readonly sharing: number;
  /** Longest chain of steps, in steps. */
  readonly depth: number;
  /** By output: how many steps it needs. */
  readonly needs: readonly { readonly solverId: string; readonly step: number; readonly steps: number; readonly depth: number }[];
}

/** Counts steps, sharing and depth of a card; step numbers in it count from 1. */
export function cardStatistics(card: Card): CardStatistics {
  const depths = depthsOf(card);
  const needs = card.outputs.map(({ step, solverId }) => ({
    solverId, step: step + 1, steps: sliceSteps(card.steps, step).length, depth: depths[step]!,
  }));
  const differCalls = card.differRows.reduce((sum, row) => sum + sliceSteps(card.steps, row.step).length, 0);
  const callsAlone = needs.reduce((sum, need) => sum + need.steps, 0) + differCalls;
  return {
    steps: card.steps.length, outputs: card.outputs.length, differRows: card.differRows.length,
    callsAlone, sharing: callsAlone / card.steps.length, depth: depths.reduce((most, depth) => Math.max(most, depth), 0), needs,
  };
}

function depthsOf(card: Card): number[] {
  const depths: number[] = [];
  for (const step of card.steps) depths.push(1 + Math.max(0, ...stepOperands(step).map((operand) => depths[operand]!)));
  return depths;
}
