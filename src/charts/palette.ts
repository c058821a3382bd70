/** How colors 0..9 are drawn. */
export type PaletteName = 'official' | 'colorBlind';

/** Color 0..9 by palette: ARC's own, and one of the same order whose colors stay apart for color-blind readers (after Okabe and Ito). */
export const PALETTES: Readonly<Record<PaletteName, readonly string[]>> = {
  official: ['#000000', '#0074D9', '#FF4136', '#2ECC40', '#FFDC00', '#AAAAAA', '#F012BE', '#FF851B', '#7FDBFF', '#870C25'],
  colorBlind: ['#000000', '#0072B2', '#D55E00', '#009E73', '#F0E442', '#999999', '#CC79A7', '#E69F00', '#56B4E9', '#661100'],
};

/** Values beyond the colors, for cells of a difference. */
export const SAME = 10, WRONG = 11;

const SAME_COLOR = '#c9d1d9', WRONG_COLOR = '#EE6677';

/** Plotly's color scale for values -0.5..11.5: colors 0..9, then {@link SAME} and {@link WRONG}, in steps. */
export function colorScale(palette: PaletteName): [number, string][] {
  const colors = [...PALETTES[palette], SAME_COLOR, WRONG_COLOR];
  return colors.flatMap((color, at): [number, string][] => [[at / colors.length, color], [(at + 1) / colors.length, color]]);
}
