def solve_d015b28f(I):
    x1 = objects(I, T, F, T)
    x2 = argmin(x1, size)
    x3 = remove(x2, x1)
    x4 = merge(x3)
    O = cover(I, x4)
    return O
