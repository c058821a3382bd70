def solve_06a35c14(I):
    x1 = fgpartition(I)
    x2 = merge(x1)
    x3 = vmirror(x2)
    x4 = width(x2)
    x5 = decrement(x4)
    x6 = tojvec(x5)
    x7 = shift(x3, x6)
    O = paint(I, x7)
    return O
