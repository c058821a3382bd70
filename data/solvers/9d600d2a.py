def solve_9d600d2a(I):
    x1 = leastcolor(I)
    x2 = numcolors(I)
    x3 = decrement(x2)
    x4 = astuple(x3, x3)
    O = canvas(x1, x4)
    return O
