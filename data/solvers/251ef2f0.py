def solve_251ef2f0(I):
    x1 = rbind(order, positive)
    x2 = apply(x1, I)
    x3 = ofcolor(I, TWO)
    x4 = mapply(hfrontier, x3)
    x5 = asindices(I)
    x6 = difference(x5, x4)
    x7 = toobject(x6, I)
    O = paint(x2, x7)
    return O
