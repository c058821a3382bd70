// The 160 primitives of ARC-DSL under their own names, family by family: `dsl.vmirror(grid)` in a cell. The registry has their rows.
export { add, subtract, multiply, divide, invert, even, double, halve, increment, decrement, crement, sign, positive, toivec, tojvec, astuple, interval } from './arithmetic.js';
export { greater, flip, both, either, equality, branch, contained } from './logic.js';
export { combine, intersection, difference, dedupe, order, repeat, size, merge, initset, insert, remove, totuple, product, pair } from './containers.js';
export { first, last, other, maximum, minimum, valmax, valmin, argmax, argmin, mostcommon, leastcommon, sfilter, mfilter, extract, sizefilter, colorfilter } from './selection.js';
export { identity, compose, chain, matcher, rbind, lbind, power, fork, apply, rapply, mapply, papply, mpapply, prapply } from './functions.js';
export { height, width, shape, portrait, square, vline, hline, uppermost, lowermost, leftmost, rightmost, ulcorner, urcorner, llcorner, lrcorner, corners, center, centerofmass } from './extent.js';
export { position, manhattan, adjacent, bordering, hmatching, vmatching, gravitate } from './relations.js';
export { palette, numcolors, mostcolor, leastcolor, colorcount, ofcolor, color, replace, switchColors as switch, index } from './colors.js';
export { asindices, toindices, recolor, shift, normalize, toobject, asobject, dneighbors, ineighbors, neighbors, connect, shoot, vfrontier, hfrontier, backdrop, delta, box, outbox, inbox } from './patches.js';
export { objects, partition, fgpartition, occurrences, frontiers, hperiod, vperiod } from './objects.js';
export { rot90, rot180, rot270, hmirror, vmirror, dmirror, cmirror } from './geometry.js';
export { crop, subgrid, hsplit, vsplit, trim, tophalf, bottomhalf, lefthalf, righthalf, compress, hconcat, vconcat } from './cropping.js';
export { hupscale, vupscale, upscale, downscale } from './scaling.js';
export { canvas, fill, paint, underfill, underpaint, cover, move, cellwise } from './painting.js';
