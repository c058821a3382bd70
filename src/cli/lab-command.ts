import { Command } from 'commander';
import process from 'node:process';
import { openLab } from '../notebook/lab.js';
import { Failure } from './failure.js';
import { withInterrupt } from './interrupt.js';
import { warn } from './print.js';

/** `phaselab lab`: JupyterLab on the notebooks. */
export function labCommand(): Command {
  return new Command('lab').description('open JupyterLab on the notebooks, set up inside the project where it is missing')
    .addHelpText('before', 'Example: phaselab lab\n')
    .option('--no-browser', 'print the address instead of opening a browser')
    .action(async ({ browser }: { browser: boolean }) => {
      const code = await withInterrupt((signal) => openLab({ environment: process.env, signal, opensBrowser: browser, onProgress: warn }));
      if (code !== 0) throw new Failure(`JupyterLab ended with code ${code}; its own lines above say why`);
    });
}
