def solve_a59e7b85(I):
    x1 = objects(I, T, F, F)
    x2 = colorfilter(x1, ZERO)
    x3 = argmax(x2, size)
    x4 = argmin(x2, size)
    x5 = fill(I, TWO, x3)
    O = fill(x5, ONE, x4)
    return O
