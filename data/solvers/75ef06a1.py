def solve_75ef06a1(I):
    x1 = objects(I, T, F, T)
    x2 = fork(recolor, color, delta)
    x3 = mapply(x2, x1)
    x4 = merge(x1)
    x5 = cover(I, x4)
    O = paint(x5, x3)
    return O
