def solve_007bbfb7(I):
    x1 = upscale(I, THREE)
    x2 = repeat(I, THREE)
    x3 = merge(x2)
    x4 = hconcat(x3, x3)
    x5 = hconcat(x4, x3)
    O = cellwise(x1, x5, ZERO)
    return O
