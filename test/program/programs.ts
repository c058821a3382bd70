/** Solver texts that several tests use; the first two are the examples of the grammar, their inlined forms are what Python prints. */
export const REFLECTED = `def solve_0a1b2c3d(I):
    x1 = matcher(size, ONE)
    x2 = trim(I)
    x3 = objects(x2, F, F, T)
    x4 = mfilter(x3, x1)
    x5 = cover(x2, x4)
    x6 = cmirror(x2)
    O = vconcat(x6, x5)
    return O
`;
export const REFLECTED_EXPRESSION = 'vconcat(cmirror(trim(I)), cover(trim(I), mfilter(objects(trim(I), F, F, T), matcher(size, ONE))))';

export const COMPUTED_CALLEE = `def solve_5e6f7a8b(I):
    x1 = fork(greater, height, width)
    x2 = lbind(recolor, FIVE)
    x3 = rbind(shift, DOWN_LEFT)
    x4 = chain(x3, x2, backdrop)
    x5 = fgpartition(I)
    x6 = mapply(x4, x5)
    x7 = underpaint(I, x6)
    x8 = x1(x7)
    x9 = branch(x8, hconcat, vconcat)
    O = x9(x7, I)
    return O
`;
export const COMPUTED_CALLEE_EXPRESSION = 'branch(fork(greater, height, width)(underpaint(I, mapply(chain(rbind(shift, DOWN_LEFT), lbind(recolor, FIVE), backdrop), fgpartition(I)))), hconcat, vconcat)(underpaint(I, mapply(chain(rbind(shift, DOWN_LEFT), lbind(recolor, FIVE), backdrop), fgpartition(I))), I)';
export const COMPUTED_CALLEE_LITERALS = 'branch(fork(greater, height, width)(underpaint(I, mapply(chain(rbind(shift, (1, -1)), lbind(recolor, 5), backdrop), fgpartition(I)))), hconcat, vconcat)(underpaint(I, mapply(chain(rbind(shift, (1, -1)), lbind(recolor, 5), backdrop), fgpartition(I))), I)';

export const MIRRORED = `def solve_aaaaaaaa(I):
    x1 = vmirror(I)
    O = hconcat(I, x1)
    return O
`;
export const MIRRORED_TWICE = `def solve_bbbbbbbb(I):
    x1 = vmirror(I)
    x2 = hmirror(x1)
    O = vconcat(x1, x2)
    return O
`;
