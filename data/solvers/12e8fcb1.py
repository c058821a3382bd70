def solve_12e8fcb1(I):
    x1 = objects(I, T, F, T)
    x2 = order(x1, size)
    x3 = apply(color, x2)
    x4 = repeat(x3, ONE)
    O = dmirror(x4)
    return O
