import os from 'node:os';
import process from 'node:process';
import { describe, expect, test } from 'vitest';
import { readEnvironment, withLoadAfter } from '../../src/timing/environment.js';

describe('readEnvironment', () => {
  test('readEnvironment() describes the runtime and the machine', () => {
    const environment = readEnvironment();
    expect(environment.nodeVersion).toBe(process.versions.node);
    expect(environment.v8Version).toBe(process.versions.v8);
    expect(environment.cores).toBe(os.availableParallelism());
    expect(environment.memoryBytes).toBe(os.totalmem());
    expect(environment.os).toContain(os.arch());
    expect(environment.cpuModel).not.toBe('');
  });

  test('readEnvironment(facts) carries what it is told and null for the rest', () => {
    expect(readEnvironment({ executor: 'threads', seed: 7, packageVersion: '1.2.3' })).toMatchObject({
      executor: 'threads', seed: 7, packageVersion: '1.2.3', gitCommit: null, loadAfter: null,
    });
  });

  test('readEnvironment() survives JSON unchanged', () => {
    const environment = withLoadAfter(readEnvironment());
    expect(JSON.parse(JSON.stringify(environment))).toEqual(environment);
  });
});

describe('withLoadAfter', () => {
  test('withLoadAfter(environment) adds the load and changes nothing else', () => {
    const environment = readEnvironment();
    const after = withLoadAfter(environment);
    expect(after.loadAfter).toBeGreaterThanOrEqual(0);
    expect({ ...after, loadAfter: null }).toEqual(environment);
  });
});
