def solve_2e5526e2(I):
    x1 = leastcolor(I)
    x2 = asindices(I)
    x3 = box(x2)
    O = fill(I, x1, x3)
    return O
