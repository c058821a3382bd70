import { createHash } from 'node:crypto';

/** Md5 of a text in UTF-8, or of bytes, as 32 hex digits: what names files in a pool. */
export function md5(content: string | Uint8Array): string {
  return createHash('md5').update(content).digest('hex');
}
