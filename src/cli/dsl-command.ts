import { Command } from 'commander';
import { readDocumentation, type Documentation } from '../dsl/documentation.js';
import type { Primitive } from '../dsl/primitive.js';
import { PRIMITIVES } from '../dsl/registry.js';
import { CARD_WORDS } from '../dsl/card-words.js';
import { findWord, nearestWord } from '../dsl/vocabulary.js';
import { encodeValue } from '../dsl/notation.js';
import { ArcError } from '../values/error.js';
import { print, printJson } from './print.js';

/** `phaselab dsl`: the words of the language. */
export function dslCommand(): Command {
  const dsl = new Command('dsl').description('list and explain the primitives of ARC-DSL')
    .addHelpText('before', 'Example: phaselab dsl show gravitate\n');
  dsl.command('list').description('list all primitives, family by family')
    .addHelpText('before', 'Example: phaselab dsl list\n')
    .option('--json', 'print the result as one JSON value')
    .action(({ json }: { json?: boolean }) => {
      const rows = [...PRIMITIVES, ...CARD_WORDS];
      if (json) return printJson({ schema: 'phaselab.dsl/1', primitives: rows.map(registryRow) });
      for (const family of new Set(rows.map((row) => row.family))) {
        print([family, ...rows.filter((row) => row.family === family).map((row) => `  ${signatureOf(row)}`)].join('\n'));
      }
    });
  dsl.command('show').description('explain one name').argument('<name>')
    .addHelpText('before', 'Example: phaselab dsl show gravitate\n')
    .option('--json', 'print the result as one JSON value')
    .action((name: string, { json }: { json?: boolean }) => {
      const word = findWord(name);
      if (word === undefined) throw new ArcError('dsl.unknown-primitive', `"${name}" is not a word of the language; did you mean ${nearestWord(name)}?`);
      if (word.kind === 'constant') {
        const value = encodeValue(word.value);
        return json ? printJson({ schema: 'phaselab.dsl/1', constants: [{ name, value }] }) : print(`${name} = ${JSON.stringify(value)}`);
      }
      const documentation = readDocumentation(word.primitive);
      if (json) return printJson({ schema: 'phaselab.dsl/1', primitives: [{ ...registryRow(word.primitive), ...(documentation && { documentation }) }] });
      print(explanationOf(word.primitive, documentation));
    });
  return dsl;
}

/** Signature and meaning, then all that the docstring says. */
function explanationOf(primitive: Primitive, documentation: Documentation | undefined): string {
  const { text = '', parameters = [], errors = [], source = '', examples = [] } = documentation ?? {};
  const told = [
    ['parameter', parameters], ['fails', errors], ['example', examples], ['family', [primitive.family]], ['source', [source].filter(Boolean)],
  ] as const;
  return [
    signatureOf(primitive), `  ${primitive.meaning}`, ...(text === '' || text === primitive.meaning ? [] : ['', ...text.split('\n').map((line) => `  ${line}`)]), '',
    ...told.flatMap(([label, lines]) => lines.flatMap((line) => line.split('\n')).map((line, at) => `  ${(at === 0 ? `${label}:` : '').padEnd(11)}${line}`)),
  ].join('\n');
}

function signatureOf({ name, parameters, result }: Primitive): string {
  return `${name}(${parameters.map((parameter) => `${parameter.name}: ${parameter.type}`).join(', ')}) → ${result}`;
}

function registryRow({ call: _, ...row }: Primitive): Omit<Primitive, 'call'> {
  return row;
}
