def solve_07cecdc7(I):
    x1 = apply(mostcommon, I)
    x2 = width(I)
    x3 = repeat(x1, x2)
    O = dmirror(x3)
    return O
