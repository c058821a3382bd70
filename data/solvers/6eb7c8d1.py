def solve_6eb7c8d1(I):
    x1 = objects(I, T, F, T)
    x2 = size(x1)
    O = upscale(I, x2)
    return O
