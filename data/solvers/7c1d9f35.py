def solve_7c1d9f35(I):
    x1 = ofcolor(I, ONE)
    x2 = mapply(hfrontier, x1)
    x3 = fill(I, ONE, x2)
    x4 = ofcolor(I, TWO)
    x5 = mapply(vfrontier, x4)
    O = fill(x3, TWO, x5)
    return O
