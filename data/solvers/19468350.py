def solve_19468350(I):
    x1 = objects(I, T, F, T)
    x2 = argmax(x1, size)
    x3 = argmin(x1, size)
    x4 = fill(I, ONE, x2)
    O = fill(x4, TWO, x3)
    return O
