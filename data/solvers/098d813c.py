def solve_098d813c(I):
    x1 = objects(I, T, F, T)
    x2 = sfilter(x1, vline)
    x3 = sfilter(x1, hline)
    x4 = argmax(x2, size)
    x5 = argmax(x3, size)
    x6 = fill(I, ONE, x4)
    O = fill(x6, TWO, x5)
    return O
