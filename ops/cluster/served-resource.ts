/** A resource that a cluster serves. */
export interface ServedResource {
  readonly kind: string;
  /** Its name in the plural. */
  readonly name: string;
  readonly namespaced: boolean;
}
