// The public names, by room.
// values
export { ArcError } from './values/error.js';
