import { Command, CommanderError } from 'commander';
import { packageVersion } from '../pipeline/package.js';
import { ArcError } from '../values/error.js';
import { Failure } from './failure.js';
import { print, warn } from './print.js';

/** The commands, in the order in which the help lists them. A command's code is loaded when it is needed. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import('./run-command.js')).runCommand(),
  journey: async () => (await import('./journey-command.js')).journeyCommand(),
  compare: async () => (await import('./compare-command.js')).compareCommand(),
  sweep: async () => (await import('./sweep-command.js')).sweepCommand(),
  bench: async () => (await import('./bench-command.js')).benchCommand(),
  solve: async () => (await import('./solve-command.js')).solveCommand(),
  card: async () => (await import('./card-command.js')).cardCommand(),
  pool: async () => (await import('./pool-command.js')).poolCommand(),
  tasks: async () => (await import('./tasks-command.js')).tasksCommand(),
  dsl: async () => (await import('./dsl-command.js')).dslCommand(),
  notebook: async () => (await import('./notebook-command.js')).notebookCommand(),
  submission: async () => (await import('./submission-command.js')).submissionCommand(),
  start: async () => (await import('./start-command.js')).startCommand(),
  lab: async () => (await import('./lab-command.js')).labCommand(),
};

/**
 * Runs one command line.
 *
 * @param args what follows `phaselab`
 * @returns the exit code: 0 done, 1 a run failed, 2 bad usage or bad input
 */
export async function runCommandLine(args: readonly string[]): Promise<number> {
  const program = new Command('phaselab')
    .description('A notebook laboratory for ARC-AGI scoring pipelines.')
    .version(packageVersion())
    .addHelpText('before', 'Example: phaselab journey -i 007bbfb7 -b onerun\n')
    .showSuggestionAfterError(true);
  try {
    for (const name of namesToLoad(args)) program.addCommand(await COMMANDS[name]!());
    silence(program);
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    return report(error);
  }
}

/** The command that a command line names; all, for the help and for a name that is none. */
function namesToLoad(args: readonly string[]): readonly string[] {
  const name = args.find((arg) => !arg.startsWith('-'));
  return name !== undefined && Object.hasOwn(COMMANDS, name) ? [name] : Object.keys(COMMANDS);
}

/** Usage faults become exceptions, so that there is one place which reports. */
function silence(command: Command): void {
  command.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: (text) => print(text.trimEnd()) });
  for (const child of command.commands) silence(child);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    const line = error.message.replace(/^error: /, '').replaceAll(/\s*\n\s*/g, ' ');
    warn(line === '(outputHelp)' ? 'a command is missing; see "phaselab --help"' : `${line}; see "phaselab --help"`);
    return 2;
  }
  if (error instanceof Failure) {
    warn(error.message);
    return 1;
  }
  if (error instanceof ArcError) {
    warn(error.message.replaceAll('\n', ' '));
    return 2;
  }
  throw error;
}
