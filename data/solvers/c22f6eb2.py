def solve_c22f6eb2(I):
    x1 = objects(I, T, F, T)
    x2 = size(x1)
    x3 = leastcolor(I)
    x4 = astuple(ONE, x2)
    O = canvas(x3, x4)
    return O
