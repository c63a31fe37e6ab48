import type { OperatorId } from '../../constructs/operator-facts';
import { operatorOfSite } from './operators';
import type { SiteFacts } from './site-facts';

type Installed = Pick<SiteFacts, 'site' | 'bootstrapFolders'>;

/** How to install an operator that a site lacks: by its bootstrap, if that has it. */
export function installation(facts: Installed, id: OperatorId): string {
  const { version, install } = operatorOfSite(id, facts.site);
  return isBootstrapped(facts, id) ? applyBootstrap(facts) : `install version ${version}: ${install}`;
}

/** Whether the bootstrap of a site installs an operator. */
export function isBootstrapped({ site }: Installed, id: OperatorId): boolean {
  return site.bootstrap?.operators.includes(id) ?? false;
}

/** The command that applies the bootstrap of a site. */
export function applyBootstrap({ site, bootstrapFolders = [] }: Installed): string {
  const command = `kubectl apply ${bootstrapFolders.map((folder) => `-f ${folder}`).join(' ')}`;
  return site.bootstrap?.by === 'argocd'
    ? `apply the bootstrap of the site to the cluster of Argo CD: ${command}`
    : `apply the bootstrap of the site: ${command}`;
}
