import { sourceLineOf } from './emitted-line.js';

/** Why a cell failed, and where. */
export interface CellFailure {
  /** The cell's number among the code cells, from 1: the number that Jupyter shows in a clean run. */
  readonly cell: number;
  /** The cell's line that failed, from 1, when it is known. */
  readonly line?: number;
  /** That line's text, trimmed. */
  readonly source?: string;
  /** In one line. */
  readonly message: string;
}

const TYPE_ERROR = /^(\d+):\d+ - (.+)$/m;
const STACK_FRAME = /^ {4}at .+$/;
/** What Node prints in place of frames that an error shares with its cause. */
const LEFT_OUT = /^\.\.\. (\d+) lines matching cause stack trace \.\.\.$/;
const CELL_FRAME = /evalmachine\.<anonymous>:(\d+):(\d+)\)?$/;
/** What Node prints above an error that left a script: place, line and a caret. */
const SOURCE_EXCERPT = /^(?:[^\n]*:\d+\n[^\n]*\n\s*\^+\s*\n|<anonymous_script>:\d+\n[^\n]*\n[^\S\n]*\n)\n?/;

/**
 * Reads a failed cell's fault from what tslab wrote to standard error: a list of type errors, or a thrown value with its stack.
 *
 * @param pieces what the cell wrote to standard error, write by write
 * @param directory the kernel's working directory
 */
export function readCellFailure(cell: number, source: string, pieces: readonly string[], directory: string): CellFailure {
  const typeError = TYPE_ERROR.exec(firstOfTrailingTypeErrors(pieces));
  if (typeError) return place(cell, source, Number(typeError[1]), typeError[2]);
  const thrown = (pieces.at(-1) ?? '').replace(SOURCE_EXCERPT, '');
  const lines = thrown.split('\n');
  const stackStart = lines.findIndex(line => STACK_FRAME.test(line));
  const message = (stackStart < 0 ? lines : lines.slice(0, stackStart)).map(line => line.trim()).filter(line => line !== '').join(' ');
  return place(cell, source, stackStart < 0 ? undefined : failedLine(source, framesOf(lines.slice(stackStart)), directory), message || 'failed without a word on standard error');
}

function firstOfTrailingTypeErrors(pieces: readonly string[]): string {
  let first = '';
  for (let index = pieces.length - 1; index >= 0 && TYPE_ERROR.test(pieces[index]); index--) first = pieces[index];
  return first;
}

/**
 * The outermost line of the stack that belongs to the cell: frames further in may be functions of earlier cells, which have the
 * same name in a stack. Of synchronous code the very last frame is tslab's call of the cell.
 */
function failedLine(source: string, frames: readonly string[], directory: string): number | undefined {
  const places = frames.flatMap((frame, at) => {
    const match = CELL_FRAME.exec(frame);
    return match ? [{ at, line: Number(match[1]), column: Number(match[2]) }] : [];
  });
  const outermost = places.at(-1);
  if (!outermost || outermost.at === frames.length - 1) return undefined; // the stack was cut off before it left the cell
  const isSynchronous = !frames[outermost.at + 1].startsWith('at async ');
  const wanted = isSynchronous ? places.at(-2) : outermost;
  return wanted && sourceLineOf(source, wanted.line, wanted.column, directory);
}

/**
 * The first stack of a printed error, each frame trimmed. Of the frames that it shares with its cause Node prints only the first and
 * the last; the others are taken from the cause's stack, which is indented further.
 *
 * @param indent how many spaces stand in front of a frame
 */
function framesOf(lines: readonly string[], indent = 4): string[] {
  const frame = new RegExp(`^ {${indent}}(?:at |\\.{3} )`);
  const start = lines.findIndex(line => frame.test(line));
  if (start < 0) return [];
  const end = lines.findIndex((line, at) => at > start && !frame.test(line)), rest = end < 0 ? [] : lines.slice(end);
  const frames = lines.slice(start, lines.length - rest.length).map(line => line.trim().replace(/ \{$/, ''));
  const at = frames.findIndex(line => LEFT_OUT.test(line));
  if (at < 0) return frames;
  const cause = framesOf(rest, indent + 2), shared = cause.indexOf(frames[at - 1]) + 1;
  return frames.toSpliced(at, 1, ...cause.slice(shared, shared + Number(LEFT_OUT.exec(frames[at])![1])));
}

function place(cell: number, source: string, line: number | undefined, message: string): CellFailure {
  const text = line === undefined ? undefined : source.split('\n')[line - 1]?.trim();
  return text === undefined ? { cell, message } : { cell, line, source: text, message };
}
