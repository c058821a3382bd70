import { SourceMap, createRequire } from 'node:module';
import type { SourceMapPayload } from 'node:module';
import { join } from 'node:path';

// The few parts of the TypeScript 5.0 inside tslab that are used here; its own declarations are not ours to compile against.
interface Compiler {
  readonly ScriptTarget: { readonly ES2022: number; readonly Latest: number };
  readonly ModuleKind: { readonly CommonJS: number };
  readonly ModuleResolutionKind: { readonly Node10: number };
  createSourceFile(name: string, text: string, target: number, setParentNodes: boolean): SourceFile;
  isExpressionStatement(node: Statement): boolean;
  isVariableStatement(node: Statement): boolean;
  createCompilerHost(options: object): CompilerHost;
  createProgram(paths: readonly string[], options: object, host: CompilerHost): Program;
}

interface CompilerHost {
  getSourceFile(path: string, ...rest: readonly unknown[]): SourceFile | undefined;
}

interface Program {
  getSourceFile(path: string): SourceFile | undefined;
  emit(file: SourceFile | undefined, write: (path: string, text: string) => void): unknown;
}

interface SourceFile {
  readonly statements: readonly Statement[];
}

interface Statement {
  getStart(file: SourceFile): number;
  readonly name?: { readonly text: string };
  readonly declarationList?: { readonly declarations: readonly { readonly name: BindingName }[] };
  readonly importClause?: {
    readonly name?: BindingName;
    /** `* as name`, or the names in braces. */
    readonly namedBindings?: BindingName | { readonly name: BindingName };
  };
}

/** The cell's name for the compiler, like none on a disk. */
const CELL_FILE = 'phaselab-failed-cell.ts';

type BindingName = { readonly text?: string; readonly elements?: readonly { readonly name?: BindingName }[] };

/**
 * The line of a cell's source that a line of what tslab made of it stands for.
 *
 * tslab keeps no source map, so the cell is compiled once more, in the same way and by the same compiler.
 *
 * @param emittedLine a line of the emitted code, from 1; `emittedColumn` from 1
 * @param directory the kernel's: from there imports are found, and a name that turns out to be a type takes no line
 * @returns the source line, from 1, or `undefined` when it can't be told: it is none of the cell's own, or tslab's compiler is not there
 */
export function sourceLineOf(source: string, emittedLine: number, emittedColumn: number, directory: string): number | undefined {
  const compiler = loadCompiler();
  const map = compiler && sourceMapOf(compiler, asTslabSeesIt(compiler, source), directory);
  if (map === undefined) return undefined;
  const entry = new SourceMap(JSON.parse(map) as SourceMapPayload).findEntry(emittedLine - 1, emittedColumn - 1);
  if (!('originalLine' in entry)) return undefined;
  const line = entry.originalLine + 1;
  return line <= source.split('\n').length ? line : undefined;
}

function sourceMapOf(compiler: Compiler, code: string, directory: string): string | undefined {
  const path = join(directory, CELL_FILE);
  // All that is asked of types is which imported names are some; what does not tell is left out, for it takes most of the time.
  const options = {
    module: compiler.ModuleKind.CommonJS, moduleResolution: compiler.ModuleResolutionKind.Node10, target: compiler.ScriptTarget.ES2022,
    esModuleInterop: true, noImplicitUseStrict: true, experimentalDecorators: true, sourceMap: true,
    noLib: true, ...(/^\s*import\b/m.test(code) ? {} : { types: [] }),
  };
  const host = compiler.createCompilerHost(options);
  const program = compiler.createProgram([path], options, {
    ...host,
    getSourceFile: (name, ...rest) => name.endsWith(CELL_FILE)
      ? compiler.createSourceFile(name, code, compiler.ScriptTarget.Latest, true) : host.getSourceFile(name, ...rest),
  });
  let map: string | undefined;
  program.emit(program.getSourceFile(path), (name, text) => { if (name.endsWith('.map')) map = text; });
  return map;
}

/** tslab exports every name of a cell and the value of its last expression; neither moves a line of the source. */
function asTslabSeesIt(compiler: Compiler, source: string): string {
  const file = compiler.createSourceFile(CELL_FILE, source, compiler.ScriptTarget.Latest, true);
  const names = file.statements.flatMap(statement => compiler.isVariableStatement(statement)
    ? statement.declarationList!.declarations.flatMap(({ name }) => boundNames(name))
    : statement.importClause ? importedNames(statement.importClause) : statement.name ? [statement.name.text] : []);
  const last = file.statements.at(-1);
  const start = last && compiler.isExpressionStatement(last) ? last.getStart(file) : undefined;
  const kept = start === undefined ? source : `${source.slice(0, start)}export const tsLastExpr = ${source.slice(start)}`;
  return `${kept}\nexport {${[...new Set(names)].join(', ')}}`;
}

function importedNames({ name, namedBindings }: NonNullable<Statement['importClause']>): string[] {
  const named = namedBindings === undefined ? [] : 'name' in namedBindings ? boundNames(namedBindings.name) : boundNames(namedBindings);
  return [...name ? boundNames(name) : [], ...named];
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
