import { hashOf, isEqual } from './equality.js';
import type { Value } from './value.js';

/** A map whose keys are values, equal by structure; iterates in order of insertion. */
export class ValueMap<Content> {
  private readonly buckets = new Map<number, { readonly key: Value; content: Content }[]>();

  get(key: Value): Content | undefined {
    return this.buckets.get(hashOf(key))?.find((entry) => isEqual(entry.key, key))?.content;
  }

  set(key: Value, content: Content): void {
    const hash = hashOf(key);
    const bucket = this.buckets.get(hash);
    const entry = bucket?.find((candidate) => isEqual(candidate.key, key));
    if (entry !== undefined) entry.content = content;
    else if (bucket !== undefined) bucket.push({ key, content });
    else this.buckets.set(hash, [{ key, content }]);
  }
}
