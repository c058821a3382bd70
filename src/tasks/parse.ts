import { ArcError } from '../values/error.js';
import { gridFromJson, kindOf } from './grid-json.js';
import { isRecord, parseJson } from './json-file.js';
import type { Sample, Task, TestSample } from './task.js';

/** What a task's text does not say. */
export interface ParseTaskOptions {
  readonly id: string;
  /** Where the text came from, the start of every error's line: `tasks/007bbfb7.json`. */
  readonly place: string;
}

/**
 * Reads one task from ARC's JSON text.
 *
 * @param json `{"train": [{"input": Grid, "output": Grid}, …], "test": […]}`; a test output may be missing
 * @throws ArcError `tasks.not-json`, `tasks.missing-samples`, `tasks.no-samples`, and what {@link gridFromJson} throws
 */
export function parseTask(json: string, options: ParseTaskOptions): Task {
  return taskFromJson(parseJson(json, options.place), options.id, `${options.place}: `);
}

/**
 * Checks a task that came as a JSON value.
 *
 * @param place what stands in front of `train` and `test` in an error's line: `tasks/007bbfb7.json: `
 */
export function taskFromJson(value: unknown, id: string, place: string): Task {
  if (!isRecord(value)) {
    throw new ArcError('tasks.missing-samples', `${place}${kindOf(value)} is no task; give an object with "train" and "test"`);
  }
  const demo = samplesOf(value, 'train', place).map((sample, k): Sample => ({
    input: gridFromJson(sample['input'], `${place}train[${k}].input`),
    output: gridFromJson(sample['output'], `${place}train[${k}].output`),
  }));
  const test = samplesOf(value, 'test', place).map((sample, k): TestSample => ({
    input: gridFromJson(sample['input'], `${place}test[${k}].input`),
    output: sample['output'] == null ? null : gridFromJson(sample['output'], `${place}test[${k}].output`),
  }));
  return { id, demo, test };
}

function samplesOf(task: Readonly<Record<string, unknown>>, part: 'train' | 'test', place: string): Readonly<Record<string, unknown>>[] {
  const samples = task[part];
  if (!Array.isArray(samples)) {
    throw new ArcError('tasks.missing-samples', `${place}"${part}" is ${kindOf(samples)}; make it a list of {"input", "output"}`);
  }
  if (samples.length === 0) throw new ArcError('tasks.no-samples', `${place}"${part}" has no samples; give at least one`);
  return samples.map((sample: unknown, k) => {
    if (isRecord(sample)) return sample;
    throw new ArcError('tasks.missing-samples', `${place}${part}[${k}] is ${kindOf(sample)}; make it {"input": Grid, "output": Grid}`);
  });
}
