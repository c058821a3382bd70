/** Everything that a figure says, with numbers rounded, as text in which lists of plain values take one line. */
export function snapshotText(value: unknown, indent = ''): string {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    if (value.every((part) => typeof part !== 'object' || part === null)) return `[${value.map((part) => snapshotText(part)).join(', ')}]`;
    return `[\n${value.map((part) => inner + snapshotText(part, inner)).join(',\n')}\n${indent}]`;
  }
  const entries = Object.entries(value).map(([key, part]) => `${inner}${key}: ${snapshotText(part, inner)}`);
  return entries.length === 0 ? '{}' : `{\n${entries.join(',\n')}\n${indent}}`;
}
