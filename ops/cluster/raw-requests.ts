import type { Configuration, HttpMethod } from '@kubernetes/client-node' with { 'resolution-mode': 'import' };

/** What is sent beside the path. */
export interface RawRequest {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** What the body is. */
  readonly contentType?: string;
}

/** An answer that is a success. */
export interface RawAnswer {
  readonly code: number;
  readonly body: unknown;
}

/** Requests to an API server as JSON. The typed client leaves out of an object what its own version of Kubernetes does not have. */
export class RawRequests {
  public constructor(
    private readonly configuration: Configuration,
    /** The client's own names of methods, which is loaded late. */
    private readonly methods: Readonly<Record<'GET' | 'PATCH', HttpMethod>>,
    /** Gives a signal for one request. */
    private readonly signal: () => AbortSignal,
  ) {}

  /** Sends a request. @throws what has `code` and `body`, for an answer that is no success; an Error if there is none */
  public async send(method: 'GET' | 'PATCH', path: string, { query = {}, body, contentType }: RawRequest = {}): Promise<RawAnswer> {
    const { baseServer, authMethods, httpApi } = this.configuration;
    const request = baseServer.makeRequestContext(path, this.methods[method]);
    request.setHeaderParam('Accept', 'application/json');
    for (const [name, value] of Object.entries(query)) request.setQueryParam(name, value);
    if (contentType !== undefined) request.setHeaderParam('Content-Type', contentType);
    if (body !== undefined) request.setBody(JSON.stringify(body));
    await authMethods.default?.applySecurityAuthentication(request);
    request.setSignal(this.signal());
    const response = await httpApi.send(request).toPromise();
    const text = await response.body.text();
    const answer = { code: response.httpStatusCode, body: tryParse(text) };
    // Told by `clusterError`, as the client's own failures are; an Error would carry the whole answer in its message.
    if (answer.code >= 300) throw Object.assign(new Error(`status ${String(answer.code)}`), answer);
    return answer;
  }
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
