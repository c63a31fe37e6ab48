/** A place where the program's output is not what the original has, on purpose. */
export interface StatedDifference {
  /** File, object and path. */
  readonly at: string;
  /** What the original has; left out if it has nothing there. */
  readonly was?: unknown;
  /** What the output has; left out if it has nothing there. */
  readonly is?: unknown;
  readonly why: string;
}
