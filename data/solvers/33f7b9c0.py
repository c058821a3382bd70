def solve_33f7b9c0(I):
    x1 = fgpartition(I)
    x2 = compose(invert, size)
    x3 = order(x1, x2)
    x4 = fork(repeat, color, size)
    x5 = valmax(x1, size)
    x6 = lbind(subtract, x5)
    x7 = compose(x6, size)
    x8 = lbind(repeat, ZERO)
    x9 = compose(x8, x7)
    x10 = fork(combine, x4, x9)
    O = apply(x10, x3)
    return O
