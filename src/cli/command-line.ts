import { Command, CommanderError } from 'commander';
import { packageVersion } from '../pipeline/package.js';
import { ArcError } from '../values/error.js';
import { benchCommand } from './bench-command.js';
import { cardCommand } from './card-command.js';
import { compareCommand } from './compare-command.js';
import { dslCommand } from './dsl-command.js';
import { Failure } from './failure.js';
import { journeyCommand } from './journey-command.js';
import { labCommand } from './lab-command.js';
import { notebookCommand } from './notebook-command.js';
import { poolCommand } from './pool-command.js';
import { print, warn } from './print.js';
import { runCommand } from './run-command.js';
import { solveCommand } from './solve-command.js';
import { startCommand } from './start-command.js';
import { submissionCommand } from './submission-command.js';
import { sweepCommand } from './sweep-command.js';
import { tasksCommand } from './tasks-command.js';

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
  const commands = [
    runCommand(), journeyCommand(), compareCommand(), sweepCommand(), benchCommand(), solveCommand(), cardCommand(), poolCommand(), tasksCommand(), dslCommand(), notebookCommand(), submissionCommand(), startCommand(), labCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  silence(program);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    return report(error);
  }
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
