import { Exporter, Extension, type ComponentBinding } from '../collector/component';
import type { CollectorDistribution } from '../collector/distribution';
import { IMAGES } from '../images';
import type { JaegerStorage } from './jaeger-storage';

/** Port of Jaeger's UI and query API. */
export const QUERY_PORT = 16_686;
/** Port of Jaeger's query API over gRPC. */
export const QUERY_GRPC_PORT = 16_685;

const BACKEND = 'main';

/** Jaeger's binary: a collector with its own storage, query API and UI; it knows `healthcheckv2` only. */
export const JAEGER_DISTRIBUTION: CollectorDistribution = {
  image: IMAGES.jaeger,
  health: () => new HealthCheckV2(),
  hasResource: false,
};

class HealthCheckV2 extends Extension {
  public constructor() {
    super('healthcheckv2');
  }

  public override bind(): ComponentBinding {
    return { config: { use_v2: true, http: { endpoint: '0.0.0.0:13133' } }, ports: [{ name: 'health', port: 13_133, transport: 'TCP' }] };
  }
}

/** The storage that the exporter writes and the query reads. */
export class JaegerStorageExtension extends Extension {
  public constructor(private readonly storage: JaegerStorage) {
    super('jaeger_storage');
  }

  public override bind(): ComponentBinding {
    return { config: { backends: { [BACKEND]: this.storage.backend } } };
  }
}

/** UI and query API. */
export class JaegerQueryExtension extends Extension {
  public constructor() {
    super('jaeger_query');
  }

  public override bind(): ComponentBinding {
    return {
      config: {
        storage: { traces: BACKEND },
        http: { endpoint: `0.0.0.0:${String(QUERY_PORT)}` },
        grpc: { endpoint: `0.0.0.0:${String(QUERY_GRPC_PORT)}` },
      },
      ports: [
        { name: 'query-http', port: QUERY_PORT, transport: 'TCP' },
        { name: 'query-grpc', port: QUERY_GRPC_PORT, transport: 'TCP' },
      ],
    };
  }
}

/** Writes traces to the storage. */
export class JaegerStorageExporter extends Exporter<'traces'> {
  public constructor(private readonly storage: JaegerStorageExtension) {
    super('jaeger_storage_exporter');
  }

  public override bind(): ComponentBinding {
    return { config: { trace_storage: BACKEND }, extensions: [this.storage] };
  }
}
