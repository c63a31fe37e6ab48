import type { Contexts } from '../cluster/contexts';
import { Interruption, OperationError } from '../operation-error';
import { isWithin } from '../places';
import { inPool } from '../pool';
import type { Patience } from '../wait';
import { LINK_GENERATIONS } from './generations';
import type { LinkResult } from './link-generation';
import { describeJob, type LinkJob } from './link-job';
import type { LinkOptions } from './link-site';

/** Links that are made at the same time. */
const WIDTH = 8;

/** How all links of a run are made. */
export interface LinkAllOptions extends LinkOptions {
  readonly patience: Pick<Patience, 'timeout' | 'signal'>;
  /** Folder of secrets that files are written to, instead of handing anything to the sites. */
  readonly folder?: string;
  /** The output folder of synthesis, where no secret may go. */
  readonly dist: string;
  /** Is told what happens, a line each. */
  readonly tell: (line: string) => void;
}

/** What became of a link. */
export interface LinkOutcome {
  /** The link in words. */
  readonly link: string;
  /** What was done, in words. */
  readonly text: string;
  readonly error?: unknown;
}

/** Makes links, some at a time; one that fails does not stop the others. */
export function linkAll(jobs: readonly LinkJob[], contexts: Contexts, options: LinkAllOptions): Promise<readonly LinkOutcome[]> {
  const { folder, dist } = options;
  if (folder !== undefined) requireApart(folder, dist);
  if (options.direct) requireGrants(jobs);
  return inPool(jobs, WIDTH, async (job) => {
    const link = describeJob(job);
    try {
      return { link, text: await makeLink(job, contexts, options) };
    } catch (error) {
      return { link, text: '', error: options.patience.signal.aborted ? new Interruption() : error };
    }
  });
}

async function makeLink(job: LinkJob, contexts: Contexts, options: LinkAllOptions): Promise<string> {
  const { folder, tell, patience } = options;
  const own = {
    ...patience,
    tell: (waiting: string) => {
      tell(`${describeJob(job)}: ${waiting}`);
    },
  };
  const generation = LINK_GENERATIONS[job.generation];
  const hub = await contexts.clientOf(job.hub);
  if (folder !== undefined) {
    const { file, outcome } = await generation.write(hub, job, folder, options, own);
    return outcome === 'there' ? `${file} is still good` : `written to ${file}; apply it to the cluster of ${job.site.name}`;
  }
  return OUTCOMES[await generation.link({ hub, site: await contexts.clientOf(job.site) }, job, options, own)];
}

const OUTCOMES: Readonly<Record<LinkResult, string>> = {
  there: 'is up, and was there',
  made: 'is up',
  unseen: 'has its token; whether it is up cannot be seen: Skupper before 1.5 does not tell',
};

/** Some generations have no grant server that one can go past. */
function requireGrants(jobs: readonly LinkJob[]): void {
  for (const job of jobs) {
    const { withoutDirect } = LINK_GENERATIONS[job.generation];
    if (withoutDirect === undefined) continue;
    const message = `--direct goes past the grant server, and ${withoutDirect.why} (${describeJob(job)})`;
    throw new OperationError('failure', message, withoutDirect.fix);
  }
}

/** Everything below the output folder is committed and applied. */
function requireApart(folder: string, dist: string): void {
  if (!isWithin(folder, dist)) return;
  throw new OperationError('failure', `secrets do not go below ${dist}, which is committed`, 'name a folder beside it: --out secrets');
}
