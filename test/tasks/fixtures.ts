/** A task as ARC's JSON has it, whose rule is to reverse the row. */
export const ONE_SAMPLE_TASK = {
  train: [{ input: [[1, 2]], output: [[2, 1]] }],
  test: [{ input: [[3, 4]], output: [[4, 3]] }],
};

/** What `parseTask` is told of a text in these tests. */
export const parsing = { id: '0a0a0a0a', place: 't.json' };
