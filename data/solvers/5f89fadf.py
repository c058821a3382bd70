def solve_5f89fadf(I):
    x1 = index(I, ORIGIN)
    x2 = index(I, RIGHT)
    x3 = replace(I, x1, x2)
    x4 = connect(ORIGIN, RIGHT)
    O = fill(x3, ZERO, x4)
    return O
