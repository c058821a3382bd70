import { z } from 'zod';
import { ArcError } from '../values/error.js';
import { checkCard, type Card } from './card.js';
import { readCalls } from './read-calls.js';
import { printCall, unknownNamesOf } from './step.js';

const CardJson = z.strictObject({
  schema: z.literal('phaselab.card/1'),
  name: z.string().min(1),
  /** `f(a, b)`, operands `t1`.., `S`, `I`, `C`, words and constants; t1 is the first. */
  steps: z.array(z.string()),
  /** Step (1-based), mutated, solver id. */
  outputs: z.array(z.tuple([z.int().min(1), z.boolean(), z.string().regex(/^[\w-]+$/)])),
  /** Step (1-based), owner or null, differ name. */
  differs: z.array(z.tuple([z.int().min(1), z.string().regex(/^[\w-]+$/).nullable(), z.string().regex(/^[\w-]+$/)])),
  /** Names in the steps that are known to nobody: a step with one of them fails when it runs. */
  unknown: z.array(z.string().regex(/^[A-Za-z_]\w*$/)).optional(),
});

/** A card as JSON data, schema `phaselab.card/1`. */
export type CardData = z.infer<typeof CardJson>;

/** The JSON data of a card. */
export function encodeCard(card: Card): CardData {
  const unknown = [...new Set(card.steps.flatMap(unknownNamesOf))].sort();
  return {
    schema: 'phaselab.card/1',
    name: card.name,
    steps: card.steps.map((step) => printCall(step, (index) => `t${index + 1}`)),
    outputs: card.outputs.map((row) => [row.step + 1, row.isMutated, row.solverId]),
    differs: card.differRows.map((row) => [row.step + 1, row.owner, row.differ]),
    ...(unknown.length > 0 && { unknown }),
  };
}

/** A card as JSON text, one row a line. */
export function printCard(card: Card): string {
  const { schema, name, steps, outputs, differs, unknown } = encodeCard(card);
  const rows = (items: readonly unknown[]) => `[\n${items.map((item) => `  ${JSON.stringify(item)}`).join(',\n')}\n ]`;
  return `{\n "schema": ${JSON.stringify(schema)},\n "name": ${JSON.stringify(name)},\n "steps": ${rows(steps)},\n`
    + ` "outputs": ${rows(outputs)},\n "differs": ${rows(differs)}${unknown === undefined ? '' : `,\n "unknown": ${rows(unknown)}`}\n}\n`;
}

/**
 * Reads a card from JSON data and checks it: names known, arities right, operands before their step, rows within.
 *
 * @param place what errors call it: the file's name
 * @throws ArcError `program.card`, `program.unknown-name` (with all such names), `program.forward-reference`, `program.arity`, `program.keyword`
 */
export function decodeCard(json: unknown, place: string): Card {
  const parsed = CardJson.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new ArcError('program.card', `${place}: ${issue.path.join('.') || 'the card'}: ${issue.message}; see "phaselab card build" for the form`);
  }
  const { name, steps: calls, outputs, differs, unknown: accepted = [] } = parsed.data;
  const { steps, unknown } = readCalls(calls, place);
  if (unknown.names.some((other) => !accepted.includes(other))) unknown.refuse(place);
  const card: Card = {
    name, steps,
    outputs: outputs.map(([step, isMutated, solverId]) => ({ step: step - 1, isMutated, solverId })),
    differRows: differs.map(([step, owner, differ]) => ({ step: step - 1, owner, differ })),
  };
  return checkedCard(card, place);
}

/** Checks a card that was read. @throws ArcError as `checkCard`, with the place in front */
export function checkedCard(card: Card, place: string): Card {
  try {
    checkCard(card);
  } catch (error) {
    throw error instanceof ArcError ? new ArcError(error.code, `${place}: ${error.message}`, { cause: error }) : error;
  }
  return card;
}
