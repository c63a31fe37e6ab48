/** An attribute of OTLP, of text. */
type Attributes = Readonly<Record<string, string>>;

/** A span as a test sends it. */
export interface SentSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** In milliseconds since 1970; it lasts three. */
  readonly start: number;
  readonly failed?: boolean;
  readonly attributes?: Attributes;
}

/** Sends spans of a service over OTLP/HTTP, in one request. */
export function sendSpan(port: number | undefined, resource: Attributes, spans: readonly SentSpan[]): Promise<void> {
  const made = spans.map(({ traceId, spanId, start, failed = false, attributes = {} }) => ({
    traceId,
    spanId,
    name: 'work',
    kind: 2,
    startTimeUnixNano: nanos(start),
    endTimeUnixNano: nanos(start + 3),
    attributes: list(attributes),
    ...(failed && { status: { code: 2 } }),
  }));
  return post(port, 'traces', { resourceSpans: [{ resource: { attributes: list(resource) }, scopeSpans: [{ spans: made }] }] });
}

/** Sends a point of a gauge. @param time in milliseconds since 1970 */
export function sendGauge(port: number | undefined, resource: Attributes, name: string, value: number, time: number): Promise<void> {
  const gauge = { dataPoints: [{ timeUnixNano: nanos(time), asDouble: value }] };
  return post(port, 'metrics', {
    resourceMetrics: [{ resource: { attributes: list(resource) }, scopeMetrics: [{ metrics: [{ name, gauge }] }] }],
  });
}

/** Sends a log record. */
export function sendLog(port: number | undefined, resource: Attributes, words: string): Promise<void> {
  const logRecords = [{ timeUnixNano: nanos(Date.now()), severityNumber: 9, body: { stringValue: words } }];
  return post(port, 'logs', { resourceLogs: [{ resource: { attributes: list(resource) }, scopeLogs: [{ logRecords }] }] });
}

async function post(port: number | undefined, signal: string, body: object): Promise<void> {
  const response = await fetch(`http://127.0.0.1:${String(port)}/v1/${signal}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${signal}: ${String(response.status)} ${await response.text()}`);
}

function list(attributes: Attributes): readonly object[] {
  return Object.entries(attributes).map(([key, stringValue]) => ({ key, value: { stringValue } }));
}

function nanos(time: number): string {
  return `${String(time)}000000`;
}
