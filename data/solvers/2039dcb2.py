def solve_2039dcb2(I):
    x1 = objects(I, T, F, T)
    x2 = first(x1)
    x3 = center(x2)
    x4 = asindices(I)
    x5 = center(x4)
    x6 = subtract(x5, x3)
    O = move(I, x2, x6)
    return O
