def solve_2aa96b25(I):
    x1 = frontiers(I)
    x2 = mfilter(x1, hline)
    x3 = mfilter(x1, vline)
    x4 = toindices(x2)
    x5 = toindices(x3)
    x6 = intersection(x4, x5)
    O = fill(I, FOUR, x6)
    return O
