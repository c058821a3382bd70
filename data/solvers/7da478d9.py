def solve_7da478d9(I):
    x1 = tophalf(I)
    x2 = bottomhalf(I)
    x3 = pair(x1, x2)
    O = merge(x3)
    return O
