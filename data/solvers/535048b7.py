def solve_535048b7(I):
    x1 = objects(I, T, F, T)
    x2 = argmax(x1, size)
    x3 = subgrid(x2, I)
    O = upscale(x3, TWO)
    return O
