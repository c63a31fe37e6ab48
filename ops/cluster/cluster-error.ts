import { OperationError } from '../operation-error';

/** What the failure of a request to a cluster means. `not-yet`: what the server needs for it is still to come. */
export type ClusterFault = 'unreachable' | 'unauthorized' | 'forbidden' | 'unknown-kind' | 'conflict' | 'not-yet' | 'refused';

/** A request to the API server of a cluster that failed. */
export class ClusterError extends OperationError {
  public override readonly name = 'ClusterError';

  public constructor(
    public readonly fault: ClusterFault,
    message: string,
    fix: string,
  ) {
    super('failure', message, fix);
  }
}

/** What the client throws for an answer that is no success; its own message holds headers and the whole body. */
interface HttpAnswer {
  readonly code: number;
  readonly body: unknown;
}

/**
 * What a request failed of, without what was sent: answers may quote it.
 *
 * @param doing what was asked for, in words
 * @param quotes whether the server's own words may be shown
 */
export function clusterError(context: string, doing: string, error: unknown, quotes: boolean): ClusterError {
  const where = `the cluster of the context ${context}`;
  if (!isAnswer(error)) {
    const isTimeout = error instanceof Error && /^(Abort|Timeout)Error$/.test(error.name);
    const reason = isTimeout ? 'no answer in time' : error instanceof Error ? error.message : String(error);
    if (/^Unrecognized API version and kind/.test(reason)) return unknownKind(where, doing);
    return new ClusterError(
      'unreachable',
      `${where} does not answer (${doing}): ${reason}`,
      'check the kubeconfig, and that the cluster is up',
    );
  }
  const { code } = error;
  const answer = messageOf(error.body);
  // What RBAC says names the user and the kind; a webhook may quote the object.
  const said = quotes || (code === 403 && RBAC.test(answer)) ? answer : '';
  const words = said === '' ? `status ${String(code)}` : said;
  switch (code) {
    case 401:
      return new ClusterError('unauthorized', `${where} does not accept the credentials (${doing})`, 'log in to the cluster anew');
    case 403:
      return new ClusterError(
        'forbidden',
        `no permission in ${where}: ${doing}: ${words}`,
        'ask for a role that allows it; docs/commands.md lists what each command needs',
      );
    case 404:
      return unknownKind(where, doing);
    case 409:
      return new ClusterError('conflict', `${where}: ${doing}: ${words}`, 'run it again');
    default:
      return new ClusterError(
        code === 429 || code >= 500 ? 'unreachable' : 'refused',
        `${where} refused: ${doing}: ${words}`,
        'see what the cluster says',
      );
  }
}

const RBAC = /^[^"]* (is forbidden: )?User "[^"]*" cannot [^"]*( "[^"]*"[^"]*)*$/;

/** Code and message of an answer that is no success, undefined if there was none. */
export function answerOf(error: unknown): { readonly code: number; readonly said: string } | undefined {
  return isAnswer(error) ? { code: error.code, said: messageOf(error.body) } : undefined;
}

/** Whether an error is the answer 404. */
export function isNotFound(error: unknown): boolean {
  return isAnswer(error) && error.code === 404 && !/^Failed to fetch resource metadata/.test((error as Partial<Error>).message ?? '');
}

function unknownKind(where: string, doing: string): ClusterError {
  return new ClusterError(
    'unknown-kind',
    `${where} does not know the kind (${doing})`,
    'install the operators first: otel-skupper preflight tells which',
  );
}

function isAnswer(error: unknown): error is HttpAnswer {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'number' && 'body' in error;
}

function messageOf(body: unknown): string {
  const parsed = typeof body === 'string' ? tryParse(body) : body;
  const { message } = (parsed ?? {}) as { readonly message?: unknown };
  return typeof message === 'string' ? message : '';
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
