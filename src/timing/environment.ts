import os from 'node:os';
import process from 'node:process';

/** What a measurement ran on. */
export interface Environment {
  readonly nodeVersion: string;
  readonly v8Version: string;
  /** For example `Linux 6.1.0 x64`. */
  readonly os: string;
  readonly cpuModel: string;
  /** Cores that this process may use. */
  readonly cores: number;
  readonly memoryBytes: number;
  /** Processes that ran or waited to run, over the minute before; 0 where the system does not tell (Windows). */
  readonly loadBefore: number;
  /** The same when the measurement ended; `null` until then. */
  readonly loadAfter: number | null;
  readonly packageVersion: string | null;
  readonly gitCommit: string | null;
  readonly executor: string | null;
  readonly seed: number | null;
}

/** What the machine cannot tell about a measurement. */
export interface EnvironmentFacts {
  readonly executor?: string;
  readonly seed?: number;
  readonly packageVersion?: string;
  readonly gitCommit?: string;
}

/** Describes the machine, the runtime and the load on it now. Reads no environment variables. */
export function readEnvironment(facts: EnvironmentFacts = {}): Environment {
  return {
    nodeVersion: process.versions.node,
    v8Version: process.versions.v8,
    os: `${os.type()} ${os.release()} ${os.arch()}`,
    cpuModel: os.cpus()[0]?.model.trim() || 'unknown',
    cores: os.availableParallelism(),
    memoryBytes: os.totalmem(),
    loadBefore: os.loadavg()[0]!,
    loadAfter: null,
    packageVersion: facts.packageVersion ?? null,
    gitCommit: facts.gitCommit ?? null,
    executor: facts.executor ?? null,
    seed: facts.seed ?? null,
  };
}

/** The same environment with the load of now as `loadAfter`: call it when the measurement has ended. */
export function withLoadAfter(environment: Environment): Environment {
  return { ...environment, loadAfter: os.loadavg()[0]! };
}
