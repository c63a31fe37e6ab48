import type { IConstruct } from 'constructs';

import type { FedPipeline } from '../../catalogue/component';

/** A collector of the program. */
export type ProgramCollector = IConstruct & { readonly pipelines: readonly FedPipeline[] };

/** A collector and the other collectors of the program. */
export interface Neighbours {
  readonly collector: ProgramCollector;
  /** Returns all collectors of the program. */
  readonly findCollectors: () => readonly ProgramCollector[];
}
