def solve_ad5b6d43(I):
    x1 = leastcolor(I)
    x2 = ofcolor(I, x1)
    x3 = rbind(shoot, UNITY)
    x4 = rbind(shoot, NEG_UNITY)
    x5 = fork(combine, x3, x4)
    x6 = rbind(shoot, UP_RIGHT)
    x7 = rbind(shoot, DOWN_LEFT)
    x8 = fork(combine, x6, x7)
    x9 = fork(combine, x5, x8)
    x10 = mapply(x9, x2)
    O = fill(I, x1, x10)
    return O
