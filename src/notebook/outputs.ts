import type { CellOutput } from './document.js';
import type { KernelOutput, MimeBundle } from './kernel-output.js';

interface Slot {
  output: CellOutput;
  readonly displayId?: string;
}

/** Gathers what the cells of one notebook show into the outputs that its document keeps. */
export class OutputCollector {
  readonly #cells = new Map<number, Slot[]>();
  readonly #isClearing = new Set<number>();

  /** The outputs of a cell so far. */
  outputsOf(cell: number): CellOutput[] {
    return (this.#cells.get(cell) ?? []).map(slot => slot.output);
  }

  /**
   * Takes one output of a cell in.
   *
   * Pieces of one stream become one output; an update replaces what has its display id, in whatever cell it stands; a
   * clearing that waits is done when the next output comes.
   */
  add(cell: number, output: KernelOutput): void {
    switch (output.type) {
      case 'clear_output':
        if (output.wait) this.#isClearing.add(cell);
        else this.#clear(cell);
        return;
      case 'update_display_data':
        this.#update(output.displayId, output.data, output.metadata);
        return;
      case 'stream': {
        const last = this.#slots(cell).at(-1);
        if (last?.output.output_type === 'stream' && last.output.name === output.name) {
          last.output = { ...last.output, text: last.output.text + output.text };
        } else {
          this.#slots(cell).push({ output: { output_type: 'stream', name: output.name, text: output.text } });
        }
        return;
      }
      case 'display_data':
        this.#slots(cell).push({ output: { output_type: 'display_data', data: output.data, metadata: output.metadata }, displayId: output.displayId });
        return;
      case 'execute_result':
        this.#slots(cell).push({
          output: { output_type: 'execute_result', data: output.data, metadata: output.metadata, execution_count: output.executionCount ?? null },
          displayId: output.displayId,
        });
        return;
      case 'error':
        this.#slots(cell).push({ output: { output_type: 'error', ename: output.name, evalue: output.value, traceback: output.traceback } });
    }
  }

  #update(displayId: string | undefined, data: MimeBundle, metadata: Readonly<Record<string, unknown>>): void {
    if (displayId === undefined) return;
    for (const slot of [...this.#cells.values()].flat()) {
      if (slot.displayId === displayId && 'data' in slot.output) slot.output = { ...slot.output, data, metadata };
    }
  }

  #slots(cell: number): Slot[] {
    if (this.#isClearing.has(cell)) this.#clear(cell);
    let slots = this.#cells.get(cell);
    if (!slots) this.#cells.set(cell, slots = []);
    return slots;
  }

  #clear(cell: number): void {
    this.#isClearing.delete(cell);
    this.#cells.delete(cell);
  }
}
