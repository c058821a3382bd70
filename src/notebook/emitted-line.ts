import { SourceMap, createRequire } from 'node:module';
import type { SourceMapPayload } from 'node:module';

// The few parts of the TypeScript 5.0 inside tslab that are used here; its own declarations are not ours to compile against.
interface Compiler {
  readonly ScriptTarget: { readonly ES2022: number; readonly Latest: number };
  readonly ModuleKind: { readonly CommonJS: number };
  createSourceFile(name: string, text: string, target: number, setParentNodes: boolean): SourceFile;
  isImportDeclaration(node: Statement): boolean;
  isExpressionStatement(node: Statement): boolean;
  isVariableStatement(node: Statement): boolean;
  transpileModule(text: string, options: { readonly compilerOptions: object }): { readonly outputText: string; readonly sourceMapText?: string };
}

interface SourceFile {
  readonly statements: readonly Statement[];
}

interface Statement {
  getStart(file: SourceFile): number;
  readonly name?: { readonly text: string };
  readonly declarationList?: { readonly declarations: readonly { readonly name: BindingName }[] };
}

type BindingName = { readonly text?: string; readonly elements?: readonly { readonly name?: BindingName }[] };

/**
 * The line of a cell's source that a line of what tslab made of it stands for.
 *
 * tslab keeps no source map, so the cell is compiled once more, in the same way and by the same compiler.
 *
 * @param emittedLine a line of the emitted code, from 1; `emittedColumn` from 1
 * @returns the source line, from 1, or `undefined` when it can't be told: the cell imports something (how many lines that takes
 * depends on what is imported), or tslab's compiler is not there
 */
export function sourceLineOf(source: string, emittedLine: number, emittedColumn: number): number | undefined {
  const compiler = loadCompiler();
  if (!compiler) return undefined;
  const file = compiler.createSourceFile('cell.ts', source, compiler.ScriptTarget.Latest, true);
  if (file.statements.some(statement => compiler.isImportDeclaration(statement))) return undefined;
  const { sourceMapText } = compiler.transpileModule(asTslabSeesIt(compiler, file, source), {
    compilerOptions: { module: compiler.ModuleKind.CommonJS, target: compiler.ScriptTarget.ES2022, sourceMap: true, noImplicitUseStrict: true, experimentalDecorators: true },
  });
  if (sourceMapText === undefined) return undefined;
  const entry = new SourceMap(JSON.parse(sourceMapText) as SourceMapPayload).findEntry(emittedLine - 1, emittedColumn - 1);
  if (!('originalLine' in entry)) return undefined;
  const line = entry.originalLine + 1;
  return line <= source.split('\n').length ? line : undefined;
}

/** tslab exports every name of a cell and the value of its last expression; neither moves a line of the source. */
function asTslabSeesIt(compiler: Compiler, file: SourceFile, source: string): string {
  const names = file.statements.flatMap(statement => compiler.isVariableStatement(statement)
    ? statement.declarationList!.declarations.flatMap(({ name }) => boundNames(name))
    : statement.name ? [statement.name.text] : []);
  const last = file.statements.at(-1);
  const start = last && compiler.isExpressionStatement(last) ? last.getStart(file) : undefined;
  const kept = start === undefined ? source : `${source.slice(0, start)}export const tsLastExpr = ${source.slice(start)}`;
  return `${kept}\nexport {${[...new Set(names)].join(', ')}}`;
}

function boundNames(name: BindingName): string[] {
  return name.text !== undefined ? [name.text] : (name.elements ?? []).flatMap(element => element.name ? boundNames(element.name) : []);
}

function loadCompiler(): Compiler | undefined {
  try {
    const require = createRequire(import.meta.url);
    return createRequire(require.resolve('tslab/package.json'))('@tslab/typescript-for-tslab') as Compiler;
  } catch {
    return undefined; // another kernel's installation: the message alone must do
  }
}
