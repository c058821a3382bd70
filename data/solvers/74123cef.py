def solve_74123cef(I):
    x1 = objects(I, T, F, T)
    x2 = compose(even, height)
    x3 = sfilter(x1, x2)
    x4 = difference(x1, x3)
    x5 = mapply(delta, x3)
    x6 = mapply(delta, x4)
    x7 = fill(I, ONE, x5)
    O = fill(x7, TWO, x6)
    return O
