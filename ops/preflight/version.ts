/** A version such as 2.2.1 as numbers. */
export type Version = readonly [number, number, number];

/** Reads a version or the tag of an image (`v1.34.1`, `2.2.1`, `v1.30.1+k3s1`); undefined if it is none. */
export function parseVersion(text: string): Version | undefined {
  const [, major, minor, patch = '0'] = /^v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  return major === undefined || minor === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
}

/** Whether a version is older than another. @param depth numbers that count: 2 for major and minor */
export function isOlder(version: Version, other: Version, depth = 3): boolean {
  for (let i = 0; i < depth; i++) {
    const [a = 0, b = 0] = [version[i], other[i]];
    if (a !== b) return a < b;
  }
  return false;
}

/** A version in words. */
export function describeVersion(version: Version): string {
  return version.join('.');
}
