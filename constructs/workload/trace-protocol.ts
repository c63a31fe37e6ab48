/** Protocol of a trace generator. */
export enum TraceProtocol {
  /** Jaeger thrift compact over UDP. */
  THRIFT_COMPACT = 'thrift-compact',
  /** OTLP over gRPC. */
  OTLP = 'otlp',
}
