def solve_7c3ce6e4(I):
    x1 = fgpartition(I)
    x2 = colorfilter(x1, FIVE)
    x3 = difference(x1, x2)
    x4 = ofcolor(I, FIVE)
    x5 = lbind(intersection, x4)
    x6 = chain(x5, hfrontier, center)
    x7 = fork(recolor, color, x6)
    x8 = mapply(x7, x3)
    O = paint(I, x8)
    return O
