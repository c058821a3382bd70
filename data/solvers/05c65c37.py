def solve_05c65c37(I):
    x1 = hsplit(I, THREE)
    O = merge(x1)
    return O
