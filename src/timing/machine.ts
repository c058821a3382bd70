import type { Environment } from './environment.js';

/** What makes two sessions' times comparable: runtime and machine. */
export type Machine = Pick<Environment, 'nodeVersion' | 'cpuModel' | 'cores'>;

/**
 * What differs between the machines of two sessions.
 *
 * @returns for example `Node was 20.1.0, is 22.2.0; cores was 4, is 2`; empty when nothing differs
 */
export function machineDifferences(before: Machine, now: Machine): string {
  const facts = ({ nodeVersion, cpuModel, cores }: Machine): Record<string, unknown> => ({ Node: nodeVersion, CPU: cpuModel, cores });
  return differences(facts(before), facts(now));
}

/** What differs between two lists of facts, in words; facts that both lack are equal. */
export function differences(before: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>): string {
  return [...new Set([...Object.keys(before), ...Object.keys(now)])].filter((name) => before[name] !== now[name])
    .map((name) => `${name} was ${String(before[name])}, is ${String(now[name])}`).join('; ');
}
