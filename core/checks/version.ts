/** Compares versions part by part, as numbers: 15.10 is newer than 15.9, and 15 is 15.0. Null when one of them is no version. */
export function compareVersions(a: string, b: string): number | null {
  const [left, right] = [partsOf(a), partsOf(b)];
  if (left === null || right === null) return null;
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Digits and dots; nine digits a part keep it exact. For parameters and facts alike. */
export const VERSION_PATTERN = /^\d{1,9}(\.\d{1,9}){0,4}$/;

function partsOf(version: string): readonly number[] | null {
  return VERSION_PATTERN.test(version) ? version.split('.').map(Number) : null;
}
