def solve_198ef51f(I):
    x1 = objects(I, T, F, T)
    x2 = compose(even, size)
    x3 = mfilter(x1, x2)
    x4 = replace(I, FIVE, TWO)
    O = fill(x4, ONE, x3)
    return O
