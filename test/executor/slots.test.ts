import { expect, test } from 'vitest';
import { Slots } from '../../src/executor/slots.js';

test('take() gives the lowest number that nothing has', () => {
  const slots = new Slots();
  const [first, second, third] = [slots.take(), slots.take(), slots.take()];
  expect([first, second, third].map((slot) => slot.number)).toEqual([1, 2, 3]);
  second.release();
  expect([slots.take().number, slots.take().number]).toEqual([2, 4]);
});

test('release() twice does not take the number from its next holder', () => {
  const slots = new Slots();
  const first = slots.take();
  first.release();
  slots.take();
  first.release();
  expect(slots.take().number).toBe(2);
});
