/** A record without inherited names: `constructor` and `__proto__` are keys like any other, as ids from a file may be. */
export function emptyRecord<T>(): Record<string, T> {
  return Object.create(null) as Record<string, T>;
}
