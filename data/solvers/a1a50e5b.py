def solve_a1a50e5b(I):
    x1 = objects(I, F, F, T)
    x2 = fork(recolor, leastcolor, identity)
    x3 = mapply(x2, x1)
    O = paint(I, x3)
    return O
