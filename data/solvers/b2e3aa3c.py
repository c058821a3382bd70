def solve_b2e3aa3c(I):
    x1 = ofcolor(I, TWO)
    x2 = ofcolor(I, THREE)
    x3 = apply(first, x1)
    x4 = apply(last, x2)
    x5 = product(x3, x4)
    O = fill(I, FOUR, x5)
    return O
