def solve_f2144ff7(I):
    x1 = hsplit(I, THREE)
    O = leastcommon(x1)
    return O
