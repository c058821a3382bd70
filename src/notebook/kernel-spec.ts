import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { tslabCommand } from './kernel-process.js';
import { writeText } from './write-text.js';

/**
 * Registers the tslab kernel for Jupyter in a folder of the project; no Python is needed for it.
 *
 * @param folder the folder that will be on JUPYTER_PATH
 * @throws ArcError `notebook.unwritable`
 */
export async function writeKernelSpec(folder: string): Promise<void> {
  const spec = join(folder, 'kernels', 'tslab');
  await mkdir(spec, { recursive: true });
  writeText(join(spec, 'kernel.json'), `${JSON.stringify({
    argv: [...tslabCommand({ endsWithParent: false }), '--config-path', '{connection_file}'],
    display_name: 'TypeScript (tslab)', language: 'typescript', interrupt_mode: 'signal',
  }, undefined, 1)}\n`);
}
