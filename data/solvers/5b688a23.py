def solve_5b688a23(I):
    x1 = objects(I, T, F, T)
    x2 = fork(recolor, color, delta)
    x3 = mapply(x2, x1)
    O = paint(I, x3)
    return O
