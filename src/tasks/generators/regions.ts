import { isOn, type Picture, type Place } from './picture.js';
import { SIDES } from './shapes.js';

/** A part of a picture that is one color and hangs together by sides. */
export interface Region {
  readonly color: number;
  readonly places: readonly Place[];
}

/** All one-colored regions of a picture, black ones included, in reading order of their first places. */
export function regionsOf(picture: Picture): Region[] {
  const seen = picture.map((row) => row.map(() => false));
  const regions: Region[] = [];
  picture.forEach((row, top) => row.forEach((color, left) => {
    if (seen[top]![left]) return;
    const places: [number, number][] = [[top, left]];
    seen[top]![left] = true;
    for (const [i, j] of places) {
      for (const [di, dj] of SIDES) {
        if (!isOn(picture, i + di, j + dj) || seen[i + di]![j + dj] || picture[i + di]![j + dj] !== color) continue;
        seen[i + di]![j + dj] = true;
        places.push([i + di, j + dj]);
      }
    }
    regions.push({ color, places });
  }));
  return regions;
}
