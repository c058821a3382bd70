import type { Value } from '../values/value.js';

/** The type names of the specification (section 1.1), as signatures use them. */
export type TypeName =
  | 'Any' | 'Boolean' | 'Callable' | 'Container' | 'ContainerContainer' | 'Element' | 'FrozenSet' | 'Grid' | 'Indices'
  | 'IndicesSet' | 'Integer' | 'IntegerSet' | 'IntegerTuple' | 'Numerical' | 'Object' | 'Objects' | 'Patch' | 'Piece'
  | 'Tuple' | 'TupleTuple';

/** The rooms of the language: one file each in this folder. */
export type Family =
  | 'arithmetic' | 'logic' | 'containers' | 'selection' | 'functions' | 'extent' | 'relations' | 'colors' | 'patches'
  | 'objects' | 'geometry' | 'painting' | 'card-words';

/** One parameter of a primitive. */
export interface Parameter {
  readonly name: string;
  readonly type: TypeName;
}

/** A row of the registry: all that is known about a word of the language. */
export interface Primitive {
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly result: TypeName;
  /** Number of parameters. */
  readonly arity: number;
  readonly family: Family;
  /** One line. */
  readonly meaning: string;
  /** The function itself; its `length` is the arity. */
  readonly call: (...args: Value[]) => Value;
}

/** What a family writes of each of its primitives: signature, one-line meaning, function. */
export type PrimitiveRow = readonly [signature: string, meaning: string, call: (...args: never[]) => Value];

/**
 * Makes the registry rows of a family from its table.
 *
 * @param family the family's name
 * @param rows by primitive name: `'(a: Numerical, b: Numerical) -> Numerical'`, the meaning, the function
 */
export function defineFamily(family: Family, rows: Readonly<Record<string, PrimitiveRow>>): readonly Primitive[] {
  return Object.entries(rows).map(([name, [signature, meaning, call]]) => {
    const [inside, result] = signature.slice(1).split(') -> ') as [string, TypeName];
    const parameters = inside.split(', ').map((part): Parameter => {
      const [parameter, type] = part.split(': ') as [string, TypeName];
      return { name: parameter, type };
    });
    return { name, parameters, result, arity: parameters.length, family, meaning, call: call as Primitive['call'] };
  });
}
