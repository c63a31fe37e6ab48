import type { ComponentClass } from '../../../imports/otelcol/references';
import { ownOf } from '../../synth/own';
import { tryFindComponent } from '../catalogue/facts';
import type { ClusterAccess } from '../pods/access';
import type { ConnectorRow, ExporterRow, ExtensionRow, ProcessorRow, ReceiverRow } from './component-row';
import { CONNECTORS, UNKNOWN_CONNECTOR } from './connectors';
import { EXPORTERS, UNKNOWN_EXPORTER } from './exporters';
import { EXTENSIONS, UNKNOWN_EXTENSION } from './extensions';
import { PROCESSORS, UNKNOWN_PROCESSOR } from './processors';
import { RECEIVERS, UNKNOWN_RECEIVER } from './receivers';

/** Row of a component, by its class. */
interface RowTypes {
  readonly receivers: ReceiverRow<never>;
  readonly processors: ProcessorRow<never>;
  readonly exporters: ExporterRow<never>;
  readonly connectors: ConnectorRow<never>;
  readonly extensions: ExtensionRow<never>;
}

/** What every known component does, by class and type. */
export const ROWS: { readonly [P in ComponentClass]: Readonly<Record<string, RowTypes[P]>> } = {
  receivers: RECEIVERS,
  processors: PROCESSORS,
  exporters: EXPORTERS,
  connectors: CONNECTORS,
  extensions: EXTENSIONS,
};

const UNKNOWN: RowTypes = {
  receivers: UNKNOWN_RECEIVER,
  processors: UNKNOWN_PROCESSOR,
  exporters: UNKNOWN_EXPORTER,
  connectors: UNKNOWN_CONNECTOR,
  extensions: UNKNOWN_EXTENSION,
};

/** What a component does, by its type or its deprecated type. A component without a row may connect anywhere. */
export function rowOf<P extends ComponentClass>(part: P, type: string): RowTypes[P] {
  const current = tryFindComponent(part, type)?.type ?? type;
  return ownOf<RowTypes[P]>(ROWS[part], current) ?? UNKNOWN[part];
}

/** Permissions in the Kubernetes API that a component requires. @param options options of a component of this type */
export function accessOf(part: ComponentClass, type: string, options: object): readonly ClusterAccess[] {
  return rowOf(part, type).access(options as never);
}
