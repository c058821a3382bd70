import type { Card } from '../../src/program/card.js';
import type { CardText } from '../../src/program/import-card.js';
import { printCall } from '../../src/program/step.js';

/** How the calls of a `t_call` are written. */
export type CallStyle = 'f, a, b' | 'f(a, b)';

/** A card as such cards exist in the wild: a file of calls, and a generated module whose lines hold the outputs and differ rows. */
export function wildCard(card: Card, style: CallStyle): { readonly calls: CardText; readonly module: CardText } {
  const nameOf = (index: number) => `t${index + 1}`;
  const texts = card.steps.map((step) => printCall(step, nameOf)).map((text) => (style === 'f(a, b)' ? text : text.replace('(', ', ').slice(0, -1)));
  const rows = [
    ...card.outputs.map(({ step, isMutated, solverId }) => ({ step, line: `o.append((${step + 1}, ${isMutated ? 'True' : 'False'}, '${solverId}', t${step + 1}))` })),
    ...card.differRows.map(({ step, owner, differ }) => ({ step, line: `s.append((${step + 1}, '${owner ?? 'None'}', '${differ}', t${step + 1}))` })),
  ];
  return {
    calls: { file: 'call.py', text: `t_call = {\n${texts.map((text, k) => `${k + 1}: '${text}',\n`).join('')}}\n` },
    module: { file: 'batt.py', text: `${HEADER}${rows.map(({ step, line }) => `    if t${step + 1} is not None and not isinstance(t${step + 1}, Failure):\n        ${line}\n`).join('')}${FOOTER}` },
  };
}

/** Python of all kinds, around the rows. */
const HEADER = `#!/usr/bin/env python3
# -*- coding: utf-8 -*-
"""A generated module: o.append((1, False, 'in a docstring', t1)) is no row."""
from __future__ import annotations
import os, sys as system
from dsl import *

# o.append((2, False, 'in_a_comment', t2)) is no row either
TEXT = "s.append((3, 'None', 'in_a_string', t3))"
total = lambda *values, **named: sum(v for v in values if v) + len(named)


@dataclass(frozen=True)
class Env:
    name: str = f"{os.sep!r:>{10}}"
    count: int = 0x1F

    async def run(self, *, deadline: float | None = None) -> "Env":
        async with self.lock as a, self.other:
            return await (self if deadline else {**self.__dict__})


def batt(task_id, S, I, C, log_path=None):
    s, o = [], []
    o.append(total)
    logs = {k: [v, *rest] for k, (v, *rest) in enumerate(S)}
    try:
        t1 = env.do(1, identity, p_g)
    except (TypeError, ValueError) as error:
        raise RuntimeError('bad') from error
    finally:
        logs.append((1, 2, 3, 4))
    while (n := len(o)) < 2 and not s: break
    match n:
        case 1 | 2 if s: pass
        case [first, *_]: pass
        case _: pass
    x = S[0][1:, ::2] if S else ...
`;
const FOOTER = `    return o, s


if __name__ == '__main__':
    print(batt(*system.argv[1:]))
`;
