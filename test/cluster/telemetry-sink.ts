import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';

import { program } from './programs';
import { freePort, Service } from './service';

type Attributes = Readonly<Record<string, string>>;

/** A point of a metric as it arrived. */
export interface ArrivedPoint {
  readonly metric: string;
  readonly value: number;
  readonly resource: Attributes;
}

/** A log record as it arrived, whose body is an object. */
export interface ArrivedRecord {
  readonly body: unknown;
  readonly resource: Attributes;
}

/** Takes telemetry over OTLP/gRPC: the collector as a process, which writes all that it gets into files. */
export class TelemetrySink {
  private constructor(
    private readonly folder: string,
    private readonly service: Service,
  ) {}

  public static async start(folder: string, port: number): Promise<TelemetrySink> {
    mkdirSync(folder, { recursive: true });
    const exporters = { 'file/metrics': { path: path.join(folder, 'metrics') }, 'file/logs': { path: path.join(folder, 'logs') } };
    const config = {
      receivers: { otlp: { protocols: { grpc: { endpoint: `127.0.0.1:${port}` } } } },
      exporters,
      service: {
        telemetry: { metrics: { readers: [{ pull: { exporter: { prometheus: { host: '127.0.0.1', port: await freePort() } } } }] } },
        pipelines: {
          metrics: { receivers: ['otlp'], exporters: ['file/metrics'] },
          logs: { receivers: ['otlp'], exporters: ['file/logs'] },
        },
      },
    };
    const file = path.join(folder, 'config.json');
    writeFileSync(file, JSON.stringify(config));
    const service = Service.start('sink', program('otelcol'), ['--config', file], path.join(folder, 'log'));
    try {
      await service.listens(port, 120);
    } catch (error) {
      await service.stop();
      throw error;
    }
    return new TelemetrySink(folder, service);
  }

  /** All points that arrived, of gauges and sums. */
  public get points(): readonly ArrivedPoint[] {
    return this.read<OtlpMetrics>('metrics').flatMap(({ resourceMetrics = [] }) =>
      resourceMetrics.flatMap(({ resource, scopeMetrics = [] }) =>
        scopeMetrics
          .flatMap(({ metrics = [] }) => metrics)
          .flatMap(({ name, gauge, sum }) =>
            (gauge ?? sum)?.dataPoints.map(({ asInt, asDouble }) => ({
              metric: name,
              value: Number(asInt ?? asDouble),
              resource: attributesOf(resource),
            })),
          )
          .filter((point) => point !== undefined),
      ),
    );
  }

  /** All log records that arrived. */
  public get records(): readonly ArrivedRecord[] {
    return this.read<OtlpLogs>('logs').flatMap(({ resourceLogs = [] }) =>
      resourceLogs.flatMap(({ resource, scopeLogs = [] }) =>
        scopeLogs
          .flatMap(({ logRecords = [] }) => logRecords)
          .map(({ body }) => ({ body: valueOf(body ?? {}), resource: attributesOf(resource) })),
      ),
    );
  }

  public stop(): Promise<void> {
    return this.service.stop();
  }

  private read<T>(name: string): readonly T[] {
    const file = path.join(this.folder, name);
    if (!existsSync(file)) return [];
    // What follows the last end of a line is still being written.
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    return lines.map((line) => JSON.parse(line) as T);
  }
}

interface OtlpValue {
  readonly stringValue?: string;
  readonly kvlistValue?: { readonly values?: readonly OtlpAttribute[] };
  readonly arrayValue?: { readonly values?: readonly OtlpValue[] };
}

interface OtlpAttribute {
  readonly key: string;
  readonly value: OtlpValue;
}

interface OtlpResource {
  readonly attributes?: readonly OtlpAttribute[];
}

interface OtlpPoints {
  readonly dataPoints: readonly { readonly asInt?: string; readonly asDouble?: number }[];
}

interface OtlpMetrics {
  readonly resourceMetrics?: readonly {
    readonly resource?: OtlpResource;
    readonly scopeMetrics?: readonly {
      readonly metrics?: readonly { readonly name: string; readonly gauge?: OtlpPoints; readonly sum?: OtlpPoints }[];
    }[];
  }[];
}

interface OtlpLogs {
  readonly resourceLogs?: readonly {
    readonly resource?: OtlpResource;
    readonly scopeLogs?: readonly { readonly logRecords?: readonly { readonly body?: OtlpValue }[] }[];
  }[];
}

function attributesOf(resource: OtlpResource | undefined): Attributes {
  return Object.fromEntries((resource?.attributes ?? []).map(({ key, value }) => [key, value.stringValue ?? '']));
}

/** Texts, and objects and lists of them. */
function valueOf({ stringValue, kvlistValue, arrayValue }: OtlpValue): unknown {
  if (kvlistValue !== undefined) return Object.fromEntries((kvlistValue.values ?? []).map(({ key, value }) => [key, valueOf(value)]));
  return arrayValue?.values?.map(valueOf) ?? stringValue;
}
