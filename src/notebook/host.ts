import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { MimeBundle } from './kernel-output.js';

/** The notebook kernel in which this code runs. */
export interface NotebookHost {
  /**
   * Shows a bundle in the running cell.
   *
   * @param displayId a name under which it can be replaced
   * @param isUpdate replaces what was shown under the name, wherever it stands
   */
  show(bundle: MimeBundle, displayId?: string, isUpdate?: boolean): void;
  /** Which execution of a cell is going on; every execution has its own. */
  readonly execution: unknown;
}

type WriteDisplayData = (content: object, isUpdate: boolean) => void;
interface TslabDisplay { html(text: string): void; text(text: string): void }

/**
 * The tslab kernel around this code, or `undefined` outside of one.
 *
 * tslab has no public way to send several MIME types as one output, so the function that its own `display` uses is taken from its
 * module; where a version lacks it, its `display` shows the HTML alone. tslab is looked up among the loaded modules, never loaded. There
 * may be two of it: one installed for all that was started, and the one of the working directory, to which it then gives way.
 */
export function findNotebookHost(): NotebookHost | undefined {
  const { cache } = createRequire(import.meta.url);
  const paths = Object.keys(cache).filter(file => /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(file));
  const write = paths.map(path => (cache[path]!.exports as { lastWriteDisplayData?: WriteDisplayData | null }).lastWriteDisplayData).find(isFunction);
  if (write !== undefined) {
    return {
      execution: write,
      show: (data, displayId, isUpdate = false) => write({ data, metadata: {}, transient: displayId === undefined ? {} : { display_id: displayId } }, isUpdate),
    };
  }
  const latest = paths.at(-1);
  return latest === undefined ? undefined : findPublicDisplay(dirname(latest));
}

function isFunction(value: unknown): value is WriteDisplayData {
  return typeof value === 'function';
}

function findPublicDisplay(folder: string): NotebookHost | undefined {
  const { __tslab__: tslab } = globalThis as { __tslab__?: { require(id: string): unknown } };
  if (!tslab) return undefined; // loaded as a library, not as a kernel
  const { display, newDisplay } = tslab.require(join(folder, 'public.js')) as { display: TslabDisplay; newDisplay(): TslabDisplay };
  const named = new Map<string, TslabDisplay>();
  return {
    execution: tslab,
    show(data, displayId) {
      const place = displayId === undefined ? display : named.get(displayId) ?? newDisplay();
      if (displayId !== undefined) named.set(displayId, place);
      if (typeof data['text/html'] === 'string') place.html(data['text/html']);
      else place.text(String(data['text/plain'] ?? ''));
    },
  };
}

/** The hash of the innermost cell's code among the callers, or `undefined` when no cell called. */
export function callingCell(): string | undefined {
  const original = Error.prepareStackTrace;
  const limit = Error.stackTraceLimit;
  try {
    Error.stackTraceLimit = 50;
    Error.prepareStackTrace = (_, sites) => sites;
    const sites = new Error().stack as unknown as (NodeJS.CallSite & { getScriptHash?(): string })[];
    return sites.find(site => site.getFileName() === 'evalmachine.<anonymous>')?.getScriptHash?.();
  } finally {
    Error.prepareStackTrace = original;
    Error.stackTraceLimit = limit;
  }
}
