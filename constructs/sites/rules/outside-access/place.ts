/** Returns the key of a namespace of a cluster. */
export function placeIn(cluster: string, namespace: unknown): string {
  return `${cluster}\n${typeof namespace === 'string' ? namespace : ''}`;
}
