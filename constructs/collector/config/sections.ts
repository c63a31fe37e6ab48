import type { ComponentClass } from '../../../imports/otelcol/references';
import type { ComponentKind } from '../catalogue/component';

/** The section of a configuration that holds components of a kind. */
export const SECTIONS = {
  receiver: 'receivers',
  processor: 'processors',
  exporter: 'exporters',
  connector: 'connectors',
  extension: 'extensions',
} as const satisfies Readonly<Record<ComponentKind, ComponentClass>>;
