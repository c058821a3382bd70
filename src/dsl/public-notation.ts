import type { Value } from '../values/value.js';
import { decodeValue, type Json } from './notation.js';
import { findWord } from './vocabulary.js';
export { encodeValue } from './notation.js';

/**
 * Reads a value in the notation of the golden vectors: `{"g":["012"]}` a grid, `{"t":[…]}` a tuple, `{"ij":[[i,j]]}` locations,
 * `{"obj":[[color,i,j]]}` cells, `{"s":[…]}` a set, `{"f":"height"}` a primitive, `{"call":"rbind","args":[…]}` a combinator applied.
 *
 * @throws ArcError that says what is not of the notation, and where
 * @example decodeValue({ ij: [[0, 1]] }).size // => 1
 */
export function decodeNotation(json: Json): Value {
  return decodeValue(json, (name) => {
    const word = findWord(name);
    return word?.kind === 'primitive' ? word.primitive.call : undefined;
  });
}
