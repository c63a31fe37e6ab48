/** `Kind.group`, or `Kind` for the core group: what kubectl calls a kind, and the keys of `readiness` in `network.json`. */
export function groupKind(apiVersion: string, kind: string): string {
  const slash = apiVersion.indexOf('/');
  return slash < 0 ? kind : `${kind}.${apiVersion.slice(0, slash)}`;
}
