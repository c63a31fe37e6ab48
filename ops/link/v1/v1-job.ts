import { OperationError } from '../../operation-error';
import { describeJob, type LinkJob } from '../link-job';

/** A link that a token of Skupper v1 makes. */
export type V1Job = LinkJob & { readonly request: string };

/** Requires the name of the token request. @throws OperationError if `network.json` does not have it */
export function requireRequest(job: LinkJob): V1Job {
  const { request } = job;
  if (request !== undefined) return { ...job, request };
  const message = `network.json has no token request for the link ${describeJob(job)}`;
  throw new OperationError('failure', message, 'synthesize the network again');
}
