import { z } from 'zod';
import { ArcError } from '../values/error.js';
import { checkCard, type Card } from './card.js';
import { linkSteps } from './link.js';
import { readCalls, refuseUnknown } from './read-calls.js';
import { printCall } from './step.js';

const CardJson = z.strictObject({
  schema: z.literal('phaselab.card/1'),
  name: z.string().min(1),
  /** `f(a, b)`, operands `t1`.., `S`, `I`, `C`, words and constants; t1 is the first. */
  steps: z.array(z.string()),
  /** Step (1-based), mutated, solver id. */
  outputs: z.array(z.tuple([z.int().min(1), z.boolean(), z.string().regex(/^[\w-]+$/)])),
  /** Step (1-based), owner or null, differ name. */
  differs: z.array(z.tuple([z.int().min(1), z.string().regex(/^[\w-]+$/).nullable(), z.string().regex(/^[\w-]+$/)])),
});

/** A card as JSON data, schema `phaselab.card/1`. */
export type CardData = z.infer<typeof CardJson>;

/** The JSON data of a card. */
export function encodeCard(card: Card): CardData {
  return {
    schema: 'phaselab.card/1',
    name: card.name,
    steps: card.steps.map((step) => printCall(step, (index) => `t${index + 1}`)),
    outputs: card.outputs.map((row) => [row.step + 1, row.isMutated, row.solverId]),
    differs: card.differRows.map((row) => [row.step + 1, row.owner, row.differ]),
  };
}

/** A card as JSON text, one row a line. */
export function printCard(card: Card): string {
  const { schema, name, steps, outputs, differs } = encodeCard(card);
  const rows = (items: readonly unknown[]) => `[\n${items.map((item) => `  ${JSON.stringify(item)}`).join(',\n')}\n ]`;
  return `{\n "schema": ${JSON.stringify(schema)},\n "name": ${JSON.stringify(name)},\n "steps": ${rows(steps)},\n`
    + ` "outputs": ${rows(outputs)},\n "differs": ${rows(differs)}\n}\n`;
}

/**
 * Reads a card from JSON data and checks it: names known, arities right, operands before their step, rows within.
 *
 * @param place what errors call it: the file's name
 * @throws ArcError `program.card`, `program.unknown-name`, `program.forward-reference`, `program.arity`
 */
export function decodeCard(json: unknown, place: string): Card {
  const parsed = CardJson.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!;
    throw new ArcError('program.card', `${place}: ${issue.path.join('.') || 'the card'}: ${issue.message}; see "phaselab card build" for the form`);
  }
  const { name, steps, outputs, differs } = parsed.data;
  const card: Card = {
    name,
    steps: readCalls(steps, place, refuseUnknown),
    outputs: outputs.map(([step, isMutated, solverId]) => ({ step: step - 1, isMutated, solverId })),
    differRows: differs.map(([step, owner, differ]) => ({ step: step - 1, owner, differ })),
  };
  try {
    linkSteps(card.steps);
    checkCard(card);
  } catch (error) {
    throw error instanceof ArcError ? new ArcError(error.code, `${place}: ${error.message}`, { cause: error }) : error;
  }
  return card;
}
