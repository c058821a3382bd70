def solve_e0da4817(I):
    x1 = objects(I, T, F, T)
    x2 = colorfilter(x1, FIVE)
    x3 = difference(x1, x2)
    x4 = ofcolor(I, FIVE)
    x5 = rbind(gravitate, x4)
    x6 = fork(shift, identity, x5)
    x7 = mapply(x6, x3)
    x8 = merge(x3)
    x9 = cover(I, x8)
    O = paint(x9, x7)
    return O
