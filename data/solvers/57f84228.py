def solve_57f84228(I):
    x1 = objects(I, T, F, T)
    x2 = mapply(outbox, x1)
    O = fill(I, FOUR, x2)
    return O
