def solve_a6c6803c(I):
    x1 = hconcat(I, I)
    x2 = hconcat(x1, I)
    x3 = vmirror(x2)
    x4 = vconcat(x2, x3)
    O = vconcat(x4, x2)
    return O
