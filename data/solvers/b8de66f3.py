def solve_b8de66f3(I):
    x1 = objects(I, T, F, T)
    x2 = mfilter(x1, square)
    O = fill(I, EIGHT, x2)
    return O
