def solve_971d32af(I):
    x1 = lefthalf(I)
    x2 = righthalf(I)
    x3 = height(I)
    x4 = astuple(x3, ONE)
    x5 = canvas(FIVE, x4)
    x6 = hconcat(x2, x5)
    O = hconcat(x6, x1)
    return O
