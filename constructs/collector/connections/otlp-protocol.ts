/** Protocol of OTLP: over gRPC, by default on port 4317, or over HTTP, by default on port 4318. */
export type OtlpProtocol = 'grpc' | 'http';

export const OTLP_PROTOCOLS: readonly OtlpProtocol[] = ['grpc', 'http'];

/** Default port of a protocol. */
export const OTLP_PORTS: Readonly<Record<OtlpProtocol, number>> = { grpc: 4317, http: 4318 };
