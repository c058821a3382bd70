def solve_6cbf00aa(I):
    x1 = objects(I, T, F, T)
    x2 = mapply(corners, x1)
    O = fill(I, FOUR, x2)
    return O
