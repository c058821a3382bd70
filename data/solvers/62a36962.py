def solve_62a36962(I):
    x1 = rbind(order, positive)
    x2 = dmirror(I)
    x3 = apply(x1, x2)
    O = dmirror(x3)
    return O
