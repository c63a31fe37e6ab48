import { answerOf, ClusterError, clusterError } from './cluster-error';
import { describeName, type ObjectName } from './kube-object';

/**
 * What it means that an object of the manifests was not taken. What the server says is told, since manifests hold no secret; but not of a
 * Secret, whose values in the cluster are.
 */
export function applyError(context: string, name: ObjectName, error: unknown): ClusterError {
  const doing = `apply the ${describeName(name)}`;
  const answer = answerOf(error);
  if (answer === undefined) return clusterError(context, doing, error, true);
  const { code, said } = answer;
  const fault = applyFault(code, said);
  if (fault === undefined) return clusterError(context, doing, error, true);
  const isPrivate = name.kind === 'Secret' && name.apiVersion === 'v1';
  const words = said === '' || (isPrivate && fault === 'refused') ? `status ${String(code)}` : said;
  const where = `the cluster of the context ${context}`;
  if (fault === 'not-yet') return new ClusterError(fault, `${where} cannot take it yet: ${words}`, 'see what the cluster says');
  return new ClusterError(
    fault,
    `${where} refused: ${words}`,
    'correct the program and synthesize anew, or see what the cluster has against it',
  );
}

/** What an answer means for an object that is applied, undefined if it means what it does for every request. */
export function applyFault(code: number, said: string): 'not-yet' | 'refused' | undefined {
  if (NOT_YET.test(said) || isWebhookMissing(said)) return 'not-yet';
  if (code === 404) return 'not-yet';
  if (code === 403) return DENIED_USER.test(said) || said === '' ? undefined : 'refused';
  if (code === 401 || code === 409 || code === 429 || BUSY.has(code)) return undefined;
  return 'refused';
}

/** Gateways and servers that start; 500 is what a server answers to a field that it does not know. */
const BUSY: ReadonlySet<number> = new Set([502, 503, 504]);

const DENIED_USER = /\bUser "[^"]*" cannot /;
const NOT_YET = /because it is being terminated|^namespaces "[^"]*" not found$/;

/** Whether a webhook could not be asked, by what connections and certificates say while its operator starts. */
function isWebhookMissing(said: string): boolean {
  return /failed calling webhook|conversion webhook for .* failed/.test(said) && STARTING.test(said);
}

const STARTING =
  /connection refused|connection reset|no endpoints available|no route to host|no such host|x509:|service "[^"]*" not found|\bEOF\b|i\/o timeout|deadline exceeded|Client\.Timeout|(status code|code:?|error) 50[234]|the server is currently unable|Service Unavailable/i;
