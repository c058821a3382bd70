/** A line holds this much, or one list of plain values. */
const LINE = 150;

/** Everything that a figure says, with numbers rounded, as text in which small parts take one line. */
export function snapshotText(value: unknown, indent = ''): string {
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(3)));
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'undefined';
  const inner = `${indent}  `;
  const isList = Array.isArray(value);
  const parts = isList ? value.map((part) => snapshotText(part, inner)) : Object.entries(value).map(([key, part]) => `${key}: ${snapshotText(part, inner)}`);
  const [open, close] = isList ? ['[', ']'] : ['{ ', ' }'];
  const line = `${open}${parts.join(', ')}${close}`;
  const isPlain = isList && value.every((part) => typeof part !== 'object' || part === null);
  if (isPlain || (line.length + indent.length <= LINE && !line.includes('\n'))) return line;
  return `${open.trim()}\n${parts.map((part) => inner + part).join(',\n')}\n${indent}${close.trim()}`;
}
