def solve_18d5b779(I):
    x1 = objects(I, T, F, T)
    x2 = mfilter(x1, portrait)
    x3 = merge(x1)
    x4 = fill(I, TWO, x3)
    O = fill(x4, ONE, x2)
    return O
