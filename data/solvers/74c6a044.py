def solve_74c6a044(I):
    x1 = hsplit(I, THREE)
    x2 = rbind(colorcount, ZERO)
    O = argmin(x1, x2)
    return O
