import { OperationError } from './operation-error';

/** Why the cluster of a site could not be asked. */
export interface SiteFailure {
  readonly message: string;
  readonly fix: string;
}

/** The failure that an error means for its site; other sites go on. @throws the error itself, if it is none of an operation */
export function siteFailure(error: unknown): SiteFailure {
  if (!(error instanceof OperationError)) throw error;
  return { message: error.message, fix: error.fix };
}
