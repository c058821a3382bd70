#!/usr/bin/env node
import process from 'node:process';
import { runCommandLine } from './command-line.js';
import { warn } from './print.js';

process.stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
  // A reader that closes the pipe early (`| head`) has what it wanted.
  if (code === 'EPIPE') process.exit(0);
  warn(`the output cannot be written (${code}); check where it goes`);
  process.exit(1);
});

void runCommandLine(process.argv.slice(2)).then((code) => { process.exitCode = code; });
