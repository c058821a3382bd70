import { InvalidArgumentError } from 'commander';

/** A parser of whole numbers from `least` up, for commander. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (!/^\d+$/.test(text) || !Number.isSafeInteger(number) || number < least) throw new InvalidArgumentError(`give a whole number from ${least} up`);
    return number;
  };
}

/** A parser of positive numbers, for commander. */
export function positive(text: string): number {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number) || number <= 0) throw new InvalidArgumentError('give a number above 0');
  return number;
}
