def solve_ca98ca0a(I):
    x1 = objects(I, T, F, T)
    x2 = valmin(x1, width)
    O = downscale(I, x2)
    return O
