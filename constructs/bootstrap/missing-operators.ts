import type { OperatorCatalogue } from '../operator-facts';
import { INSTALLED_OPERATORS } from '../operators';
import type { Site } from '../sites/site';
import { installedOn } from '../sites/network/site-bootstrap';
import { objectsOf } from '../sites/network/site-objects';
import type { FindingOptions } from '../synth/finding';
import type { BootstrapOperator, OperatorSource } from './operator-source';

/** Operators that the site needs, or that others of its bootstrap do, and that it does not install. */
export function missingOperators(
  site: Site,
  catalogue: OperatorCatalogue,
  installed: readonly BootstrapOperator[],
  by: OperatorSource['by'],
): readonly FindingOptions[] {
  const groups = new Set(objectsOf(site).map(({ group }) => group));
  // Of several sites on a cluster, each bootstrap may have a part.
  const there = installedOn(site, site.cluster.name);
  const isLacking = (id: BootstrapOperator): boolean =>
    !there.has(id) && (id === 'skupper' || catalogue[id].groups.some((group) => groups.has(group)));
  const lacking = INSTALLED_OPERATORS.filter(isLacking).map((id) =>
    missing(id, `the site has resources that nobody heeds without ${catalogue[id].name}`),
  );
  const needsCertificate = by === 'argocd' && installed.includes('openTelemetry') && !there.has('certManager');
  if (!needsCertificate || isLacking('certManager')) return lacking;
  return [
    ...lacking,
    missing('certManager', 'the chart of the OpenTelemetry operator takes the certificate of its webhook from cert-manager'),
  ];
}

function missing(id: BootstrapOperator, why: string): FindingOptions {
  return {
    rule: 'bootstrap/operator-missing',
    location: 'operators',
    message: `${why}, and this does not install it`,
    fix: `add ${id} to operators; where somebody else installs it, let the network set this rule off, with that as the reason`,
  };
}
