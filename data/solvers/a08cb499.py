def solve_a08cb499(I):
    x1 = objects(I, T, F, T)
    x2 = colorfilter(x1, ONE)
    x3 = ofcolor(I, TWO)
    x4 = rbind(manhattan, x3)
    x5 = argmin(x2, x4)
    O = fill(I, TWO, x5)
    return O
