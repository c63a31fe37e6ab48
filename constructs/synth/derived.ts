import type { Rendering } from './rendering';

/**
 * A value that is worked out when an object is rendered, from what the program has by then.
 *
 * It consists of data and a function without state. Whoever knows both knows the value: sites that are alike in both need not be rendered
 * one by one.
 */
export class Derived {
  /**
   * @param from what the value follows from
   * @param work reads nothing but its arguments, and is made once, not for each object
   */
  public static from<F extends object>(from: F, work: (from: F, rendering: Rendering) => unknown): Derived {
    return new Derived(from, work as Work);
  }

  private constructor(
    private readonly data: object,
    private readonly work: Work,
  ) {}

  public value(rendering: Rendering): unknown {
    return this.work(this.data, rendering);
  }
}

type Work = (from: object, rendering: Rendering) => unknown;
