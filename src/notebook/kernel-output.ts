import type { KernelMessage } from './wire.js';

/** A MIME bundle: content by MIME type; text as one string, JSON types as values, images as base64. */
export type MimeBundle = Readonly<Record<string, unknown>>;

/** Something that a cell showed while it ran. */
export type KernelOutput =
  | { readonly type: 'stream'; readonly name: 'stdout' | 'stderr'; readonly text: string }
  | {
    readonly type: 'display_data' | 'update_display_data' | 'execute_result';
    readonly data: MimeBundle; readonly metadata: Readonly<Record<string, unknown>>;
    /** Outputs with the same id are shown as one, and an update replaces all of them. */
    readonly displayId?: string;
    /** Of an `execute_result`. */
    readonly executionCount?: number;
  }
  | { readonly type: 'error'; readonly name: string; readonly value: string; readonly traceback: readonly string[] }
  | {
    readonly type: 'clear_output';
    /** Clear when the next output comes, not now. */
    readonly wait: boolean;
  };

/** What a broadcast shows, or `undefined` when it shows nothing (a status, an echo of the input). */
export function readOutput(message: KernelMessage): KernelOutput | undefined {
  const content = message.content;
  const type = message.header.msg_type;
  switch (type) {
    case 'stream':
      return { type, name: content.name === 'stderr' ? 'stderr' : 'stdout', text: asText(content.text) };
    case 'display_data':
    case 'update_display_data':
    case 'execute_result': {
      const displayId = asRecord(content.transient).display_id;
      return {
        type, data: asRecord(content.data), metadata: asRecord(content.metadata),
        ...(typeof displayId === 'string' ? { displayId } : {}),
        ...(typeof content.execution_count === 'number' ? { executionCount: content.execution_count } : {}),
      };
    }
    case 'error':
      return {
        type, name: asText(content.ename), value: asText(content.evalue),
        traceback: Array.isArray(content.traceback) ? content.traceback.map(asText) : [],
      };
    case 'clear_output':
      return { type, wait: content.wait === true };
    default:
      return undefined;
  }
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : String(value ?? '');
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Record<string, unknown> : {};
}
