import { z } from 'zod';
import { ArcError } from '../values/error.js';
import { findWord, nearestWord } from '../dsl/vocabulary.js';
import { checkCard, type Card } from './card.js';
import { linkSteps } from './link.js';
import { PythonText, type Expression } from './python-syntax.js';
import { printCall, type InputName, type Operand, type Step } from './step.js';

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
    steps: readSteps(steps, place),
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

/** Reads the calls of a card, `f(a, b)`, each in one parse of all of them. */
function readSteps(calls: readonly string[], place: string): Step[] {
  const source = new PythonText(calls.join('\n'), place);
  const statements = source.statements();
  if (statements.length !== calls.length) {
    throw new ArcError('program.card', `${place}: steps: ${calls.length} steps hold ${statements.length} calls; write one call a step`);
  }
  return statements.map((statement, k) => {
    const inner = statement.name === 'ExpressionStatement' ? statement.firstChild : null;
    const expression = inner === null ? undefined : source.expression(inner);
    if (expression?.kind !== 'call') {
      throw new ArcError('program.card', `${place}: step t${k + 1} is "${calls[k]}", not a call; write f(a, b)`);
    }
    return {
      callee: readOperand(expression.callee, k, place),
      operands: expression.args.map((arg) => readOperand(arg.value, k, place)),
      ...(expression.args.some((arg) => arg.keyword !== undefined) && { keywords: expression.args.map((arg) => arg.keyword) }),
    };
  });
}

function readOperand(expression: Expression, k: number, place: string): Operand {
  switch (expression.kind) {
    case 'name': return readName(expression.name, k, place);
    case 'number': case 'boolean': return { kind: 'literal', value: expression.value };
    case 'none': return { kind: 'literal', value: null };
    case 'tuple': {
      const [i, j] = expression.items;
      if (expression.items.length === 2 && i?.kind === 'number' && j?.kind === 'number') return { kind: 'literal', value: [i.value, j.value] };
    }
  }
  throw new ArcError('program.card', `${place}: step t${k + 1} holds a ${expression.kind}; operands are steps, names and constants`);
}

function readName(name: string, k: number, place: string): Operand {
  const step = /^t([1-9]\d*)$/.exec(name);
  if (step !== null) return { kind: 'step', index: Number(step[1]) - 1 };
  if (name === 'S' || name === 'I' || name === 'C') return { kind: 'input', name: name as InputName };
  if (findWord(name) !== undefined) return { kind: 'word', name };
  throw new ArcError('program.unknown-name', `${place}: step t${k + 1} names ${name}, which is not a known name; did you mean ${nearestWord(name)}?`);
}
