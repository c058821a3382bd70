def solve_3198795e(I):
    x1 = asobject(I)
    x2 = vmirror(x1)
    O = underpaint(I, x2)
    return O
