def solve_b3b72e5d(I):
    x1 = asindices(I)
    x2 = ofcolor(I, ZERO)
    x3 = difference(x1, x2)
    x4 = toobject(x3, I)
    x5 = hperiod(x4)
    x6 = multiply(TEN, THREE)
    x7 = interval(x5, x6, x5)
    x8 = apply(tojvec, x7)
    x9 = lbind(shift, x4)
    x10 = mapply(x9, x8)
    O = paint(I, x10)
    return O
