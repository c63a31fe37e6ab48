import type { Rendering } from './rendering';

/**
 * Value that is computed when an object is rendered, from the state of the program at that time.
 *
 * It consists of data and a function without state. Two values with equal data and the same function are equal, so that sites can be
 * compared without rendering them.
 */
export class Derived {
  /**
   * @param from data that the value depends on
   * @param work a function that reads only its arguments; one function for all objects
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
