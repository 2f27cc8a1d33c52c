/** How much of a file is read, in bytes. */
export const FILE_LIMIT = 256 * 1024;
/** How many values a file may hold, with what its aliases stand for. */
export const VALUES_LIMIT = 40_000;
/** How deep they may be nested. A sound file needs seven levels. */
export const DEPTH_LIMIT = 24;
/** How many faults are named one by one. */
export const FAULTS_LIMIT = 2_000;
/** How many anchors, aliases and tags are looked at. */
export const MARKS_LIMIT = 2_000;
