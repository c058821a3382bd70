def solve_d030e183(I):
    x1 = objects(I, F, F, T)
    x2 = fork(recolor, mostcolor, identity)
    x3 = mapply(x2, x1)
    O = paint(I, x3)
    return O
