import type { Contexts } from '../cluster/contexts';
import { Interruption } from '../operation-error';
import { inPool } from '../pool';
import type { Patience } from '../wait';
import { applySite } from './apply-site';
import { appliedText, rehearsedText } from './outcome';
import { rehearseSite } from './rehearse-site';
import type { SitePlan } from './site-plan';

/** Sites that are applied at the same time. */
const WIDTH = 8;

/** How the sites of a run are applied. */
export interface ApplyAllOptions {
  readonly patience: Pick<Patience, 'timeout' | 'signal'>;
  /** Whether nothing is to be changed. */
  readonly dryRun: boolean;
  /** Is told what happens, a line each. */
  readonly tell: (line: string) => void;
}

/** What became of a site. */
export interface SiteOutcome {
  readonly site: string;
  /** What was done, in words. */
  readonly text: string;
  readonly error?: unknown;
}

/** Applies sites, some at a time; one that fails does not stop the others. Outcomes are in the order of the plans. */
export async function applyAll(plans: readonly SitePlan[], contexts: Contexts, options: ApplyAllOptions): Promise<readonly SiteOutcome[]> {
  const outcomes = await inPool(bootstrapsFirst(plans), WIDTH, async (plan): Promise<SiteOutcome> => {
    const site = plan.site.name;
    try {
      return { site, text: await applyPlan(plan, contexts, options) };
    } catch (error) {
      return { site, text: '', error: options.patience.signal.aborted ? new Interruption() : error };
    }
  });
  const bySite = new Map(outcomes.map((outcome) => [outcome.site, outcome]));
  return plans.flatMap(({ site }) => bySite.get(site.name) ?? []);
}

/** A site may wait for operators that another one on its cluster brings, which must not have to wait for its turn. */
function bootstrapsFirst(plans: readonly SitePlan[]): readonly SitePlan[] {
  return [...plans].sort((a, b) => b.stages.length - a.stages.length);
}

async function applyPlan(plan: SitePlan, contexts: Contexts, { patience, dryRun, tell }: ApplyAllOptions): Promise<string> {
  const own = {
    ...patience,
    tell: (line: string) => {
      tell(`${plan.site.name}: ${line}`);
    },
  };
  for (const folder of plan.elsewhere) own.tell(`${folder} is not applied: it is for the cluster of Argo CD`);
  const client = await contexts.clientOf(plan.site);
  return dryRun ? rehearsedText(await rehearseSite(client, plan, own)) : appliedText(await applySite(client, plan, own));
}
