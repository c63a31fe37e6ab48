import type { ClusterClient } from '../cluster/cluster-client';
import type { Contexts } from '../cluster/contexts';
import { Interruption, OperationError } from '../operation-error';
import { isWithin } from '../places';
import { inPool } from '../pool';
import type { Patience } from '../wait';
import { linkLegacySite, writeLegacyLink } from './legacy/link-legacy';
import { describeJob, isLegacyJob, type LinkJob } from './link-job';
import { linkSite, type LinkEnds, type LinkOptions } from './link-site';
import { writeLink, type WrittenLink } from './write-link';

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
  const way = wayOf(job, options);
  const hub = await contexts.clientOf(job.hub);
  if (folder !== undefined) {
    const { file, outcome } = await way.write(hub, folder, own);
    return outcome === 'there' ? `${file} is still good` : `written to ${file}; apply it to the cluster of ${job.site.name}`;
  }
  return OUTCOMES[await way.link({ hub, site: await contexts.clientOf(job.site) }, own)];
}

const OUTCOMES = {
  there: 'is up, and was there',
  made: 'is up',
  unseen: 'has its token; whether it is up cannot be seen: Skupper before 1.5 does not tell',
} as const;

/** How a link is made by the generation of its sites. */
interface LinkWay {
  readonly link: (ends: LinkEnds, patience: Patience) => Promise<keyof typeof OUTCOMES>;
  readonly write: (hub: ClusterClient, folder: string, patience: Patience) => Promise<WrittenLink>;
}

function wayOf(job: LinkJob, options: LinkOptions): LinkWay {
  if (!isLegacyJob(job)) {
    return {
      link: (ends, patience) => linkSite(ends, job, options, patience),
      write: (hub, folder, patience) => writeLink(hub, job, folder, options, patience),
    };
  }
  return {
    link: (ends, patience) => linkLegacySite(ends, job, options, patience),
    write: (hub, folder, patience) => writeLegacyLink(hub, job, folder, options, patience),
  };
}

/** Only Skupper v2 has a grant server that one can go past. */
function requireGrants(jobs: readonly LinkJob[]): void {
  const legacy = jobs.find(isLegacyJob);
  if (legacy === undefined) return;
  const message = `--direct goes past the grant server, and Skupper v1 has none (${describeJob(legacy)})`;
  throw new OperationError('failure', message, 'leave --direct out: tokens of Skupper v1 are certificates already');
}

/** Everything below the output folder is committed and applied. */
function requireApart(folder: string, dist: string): void {
  if (!isWithin(folder, dist)) return;
  throw new OperationError('failure', `secrets do not go below ${dist}, which is committed`, 'name a folder beside it: --out secrets');
}
