def solve_3f99d31a(I):
    x1 = objects(I, T, F, T)
    x2 = colorfilter(x1, TWO)
    x3 = difference(x1, x2)
    x4 = mapply(hmirror, x2)
    x5 = mapply(vmirror, x3)
    x6 = merge(x1)
    x7 = cover(I, x6)
    x8 = paint(x7, x4)
    O = paint(x8, x5)
    return O
