import { createHash } from 'node:crypto';

/** Md5 of a text in UTF-8, as 32 hex digits: what names files in a pool. */
export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
