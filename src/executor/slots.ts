/** A number that one thing at work has for itself. */
export interface Slot {
  readonly number: number;
  /** Gives the number back; a second time has no effect. */
  release(): void;
}

/** Numbers from 1 for things that are at work at the same time. */
export class Slots {
  readonly #taken = new Set<Slot>();

  /** The lowest number that nothing at work has. */
  take(): Slot {
    const numbers = new Set(Array.from(this.#taken, (slot) => slot.number));
    let number = 1;
    while (numbers.has(number)) number++;
    const slot: Slot = { number, release: () => this.#taken.delete(slot) };
    this.#taken.add(slot);
    return slot;
  }
}
