import { VERSIONS } from '../../imports/versions';
import { Exporter, Extension, type ComponentBinding } from '../collector/catalogue/component';
import { healthcheckv2Extension } from '../collector/components/extensions';
import { CollectorDistribution } from '../collector/images/distribution';
import { IMAGES } from '../images';
import type { JaegerStorage } from './jaeger-storage';
import { PURE } from '../synth/shape/pure';

/** Port of Jaeger's UI and query API. */
export const QUERY_PORT = 16_686;
/** Port of Jaeger's query API over gRPC. */
export const QUERY_GRPC_PORT = 16_685;

const BACKEND = 'main';

/** Jaeger's binary: a collector with its own storage, query API and UI; it knows `healthcheckv2` only. */
export const JAEGER_DISTRIBUTION = CollectorDistribution.ofVersion(VERSIONS.jaeger, {
  image: IMAGES.jaeger,
  health: () => healthcheckv2Extension({ http: { endpoint: '0.0.0.0:13133' } }),
  components: {
    receivers: ['jaeger', 'kafka', 'nop', 'otlp', 'zipkin'],
    processors: ['adaptive_sampling', 'attributes', 'batch', 'filter', 'memory_limiter', 'tail_sampling'],
    exporters: ['debug', 'jaeger_storage_exporter', 'kafka', 'nop', 'otlp_grpc', 'otlp_http', 'prometheus'],
    connectors: ['forward', 'span_metrics'],
    extensions: [
      'basicauth',
      'expvar',
      'healthcheckv2',
      'jaeger_query',
      'jaeger_storage',
      'pprof',
      'remote_sampling',
      'storage_cleaner',
      'zpages',
    ],
  },
});

/** The storage that the exporter writes and the query reads. */
export class JaegerStorageExtension extends Extension {
  protected static override readonly [PURE]: readonly string[] = [];

  public constructor(private readonly storage: JaegerStorage) {
    super('jaeger_storage');
  }

  public override bind(): ComponentBinding {
    return { config: { backends: { [BACKEND]: this.storage.backend } } };
  }
}

/** UI and query API. */
export class JaegerQueryExtension extends Extension {
  protected static override readonly [PURE]: readonly string[] = [];

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
    };
  }
}

/** Writes traces to the storage. */
export class JaegerStorageExporter extends Exporter<'traces'> {
  protected static override readonly [PURE]: readonly string[] = [];

  public constructor(private readonly storage: JaegerStorageExtension) {
    super('jaeger_storage_exporter');
  }

  public override bind(): ComponentBinding {
    return { config: { trace_storage: BACKEND }, extensions: [this.storage] };
  }
}
