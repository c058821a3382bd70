import { closest as closestByDistance } from 'fastest-levenshtein';

/**
 * The known name that is nearest to a misspelt one, by edit distance.
 *
 * @param known at least one name
 */
export function closest(name: string, known: readonly string[]): string {
  return closestByDistance(name, known);
}
