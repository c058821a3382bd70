/** Rows of colors that may still be painted on. */
export type Picture = number[][];

/** Row and column. */
export type Place = readonly [i: number, j: number];

/** Rows and columns. */
export interface Size {
  readonly height: number;
  readonly width: number;
}

/** A rectangle of places. */
export interface Box extends Size {
  readonly top: number;
  readonly left: number;
}

/** A picture of one color. */
export function blank({ height, width }: Size, color = 0): Picture {
  return Array.from({ length: height }, () => new Array<number>(width).fill(color));
}

/** A picture whose cells are computed one by one, in reading order. */
export function drawn({ height, width }: Size, colorAt: (i: number, j: number) => number): Picture {
  return Array.from({ length: height }, (_, i) => Array.from({ length: width }, (_, j) => colorAt(i, j)));
}

/** How many rows and columns a picture has. */
export function sizeOf(picture: Picture): Size {
  return { height: picture.length, width: picture[0]!.length };
}

/** A picture that can be painted on without changing this one. */
export function copyOf(picture: Picture): Picture {
  return picture.map((row) => [...row]);
}

/** Top and bottom exchanged. */
export function upsideDown(picture: Picture): Picture {
  return copyOf(picture).reverse();
}

/** Left and right exchanged. */
export function mirrored(picture: Picture): Picture {
  return picture.map((row) => [...row].reverse());
}

/** Rows as columns. */
export function transposed(picture: Picture): Picture {
  return picture[0]!.map((_, j) => picture.map((row) => row[j]!));
}

/** Turned by 90 degrees clockwise. */
export function turned(picture: Picture): Picture {
  return mirrored(transposed(picture));
}

/** Pictures of one height from left to right. */
export function beside(...pictures: Picture[]): Picture {
  return pictures[0]!.map((_, i) => pictures.flatMap((picture) => picture[i]!));
}

/** Pictures of one width from top to bottom. */
export function stacked(...pictures: Picture[]): Picture {
  return pictures.flatMap(copyOf);
}

/** Every cell as a square block. */
export function enlarged(picture: Picture, factor: number): Picture {
  const { height, width } = sizeOf(picture);
  return drawn({ height: height * factor, width: width * factor }, (i, j) => picture[Math.floor(i / factor)]![Math.floor(j / factor)]!);
}

/** The part of a picture that lies in a box. */
export function cutOut(picture: Picture, { top, left, height, width }: Box): Picture {
  return picture.slice(top, top + height).map((row) => row.slice(left, left + width));
}

/** Paints the places that lie on the picture. */
export function put(picture: Picture, places: readonly Place[], color: number): void {
  for (const [i, j] of places) if (isOn(picture, i, j)) picture[i]![j] = color;
}

/** Paints a smaller picture over this one. */
export function stamp(picture: Picture, piece: Picture, top: number, left: number): void {
  piece.forEach((row, i) => row.forEach((color, j) => put(picture, [[top + i, left + j]], color)));
}

/** Whether row i, column j lies on the picture. */
export function isOn(picture: Picture, i: number, j: number): boolean {
  return i >= 0 && j >= 0 && i < picture.length && j < picture[0]!.length;
}

/** The places whose color passes a test, in reading order. */
export function placesWhere(picture: Picture, test: (color: number, i: number, j: number) => boolean): Place[] {
  return picture.flatMap((row, i) => row.flatMap((color, j): Place[] => (test(color, i, j) ? [[i, j]] : [])));
}

/** How many cells have a color. */
export function countOf(picture: Picture, color: number): number {
  return picture.flat().filter((cell) => cell === color).length;
}

/** The colors other than 0 that occur. */
export function colorsOf(picture: Picture): number[] {
  return [...new Set(picture.flat())].filter((color) => color !== 0);
}

/** Whether more cells are black than have any other color, by a clear margin. */
export function isMostlyBlack(picture: Picture): boolean {
  const most = Math.max(0, ...colorsOf(picture).map((color) => countOf(picture, color)));
  return countOf(picture, 0) > most;
}
