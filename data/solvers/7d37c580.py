def solve_7d37c580(I):
    x1 = objects(I, T, F, T)
    x2 = compose(dneighbors, center)
    x3 = mapply(x2, x1)
    x4 = fill(I, FOUR, x3)
    x5 = compose(ineighbors, center)
    x6 = fork(recolor, color, x5)
    x7 = mapply(x6, x1)
    O = paint(x4, x7)
    return O
