def solve_0412f203(I):
    x1 = objects(I, T, F, T)
    x2 = compose(initset, center)
    x3 = mapply(x2, x1)
    x4 = index(I, ORIGIN)
    O = fill(I, x4, x3)
    return O
