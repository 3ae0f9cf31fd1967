/** Makes a text that fails smaller for as long as it fails. */

/** Tries at most: a failure that is not as small as it could be is a failure all the same. */
const mostTries = 4000;

/** A text as small as was found for which `fails` holds, as it does for this one. */
export function shrunk(text: string, fails: (text: string) => boolean): string {
  let smallest = text;
  let tries = 0;
  for (let size = Math.ceil(text.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < smallest.length && tries < mostTries; tries++) {
      const candidate = smallest.slice(0, at) + smallest.slice(at + size);
      if (fails(candidate)) smallest = candidate;
      else at += size;
    }
  }
  return smallest;
}
