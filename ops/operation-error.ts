/**
 * Why an operation on clusters ended without what was asked for.
 *
 * - `finding`: the clusters were asked, and something is missing or wrong in them.
 * - `failure`: they could not be asked: arguments, contexts, permissions, connections.
 */
export class OperationError extends Error {
  public override readonly name: string = 'OperationError';

  /**
   * @param message what was asked for, and what came instead; never a secret
   * @param fix what to change
   */
  public constructor(
    public readonly outcome: 'finding' | 'failure',
    message: string,
    public readonly fix: string,
  ) {
    super(message);
  }
}

/** The user asked to stop. */
export class Interruption extends OperationError {
  public override readonly name = 'Interruption';

  public constructor() {
    super('failure', 'interrupted', 'run it again: it goes on where it stopped');
  }
}

/** Formats the message with its fix for a terminal. */
export function describeError(error: unknown): string {
  if (error instanceof OperationError) return `${error.message}\n    mend: ${error.fix}`;
  return error instanceof Error ? error.message : String(error);
}
