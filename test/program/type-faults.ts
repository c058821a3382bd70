import { join } from 'node:path';
import ts from '@tslab/typescript-for-tslab';

const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022, lib: ['lib.es2022.d.ts'], module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Node10,
  esModuleInterop: true, skipLibCheck: true, noEmit: true, types: ['node'],
};

/** A fault: the line at fault, and what the compiler says. */
export interface TypeFault {
  readonly line: string;
  readonly message: string;
}

/**
 * What TypeScript 5.0.4, the one inside tslab, finds wrong in a text that stands in this folder; with tslab's options, which are not
 * strict, and with the strict ones.
 */
export function typeFaults(text: string): TypeFault[] {
  return [false, true].flatMap((strict) => faultsOf(text, { ...OPTIONS, strict }));
}

function faultsOf(text: string, options: ts.CompilerOptions): TypeFault[] {
  const name = join(import.meta.dirname, 'cell.ts');
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (file, ...rest) => (file === name ? ts.createSourceFile(name, text, ts.ScriptTarget.Latest) : getSourceFile(file, ...rest));
  const program = ts.createProgram([name], options, host);
  const cell = program.getSourceFile(name)!;
  return [...program.getSyntacticDiagnostics(cell), ...program.getSemanticDiagnostics(cell)].map(({ start, messageText }) => {
    const { line } = cell.getLineAndCharacterOfPosition(start!);
    return { line: text.split('\n')[line]!, message: ts.flattenDiagnosticMessageText(messageText, ' ') };
  });
}
