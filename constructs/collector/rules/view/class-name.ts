import type { ComponentClass } from '../../../../imports/otelcol/references';

/** Returns the name of one component of a class: `receiver` for `receivers`. */
export function nameOf(part: ComponentClass): string {
  return part.slice(0, -1);
}
