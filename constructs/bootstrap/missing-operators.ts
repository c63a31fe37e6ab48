import type { OperatorCatalogue, OperatorId } from '../operator-facts';
import { INSTALLED_OPERATORS, type BootstrapOperator } from '../operators';
import type { Site } from '../sites/site';
import { installedOn } from '../sites/network/site-bootstrap';
import { objectsOf } from '../sites/network/site-objects';
import type { FindingOptions } from '../synth/finding';
import type { OperatorSource } from './operator-source';

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
  // OLM itself issues the certificates of webhooks.
  const ofCharts = by === 'olm' ? [] : installed;
  const issuers = ofCharts.flatMap((id) => {
    const { name, certificateFrom: issuer } = catalogue[id];
    if (issuer === undefined || there.has(issuer) || lacking.some(({ operator }) => operator === issuer)) return [];
    return [missing(issuer, `the chart of ${name} takes the certificate of its webhook from ${catalogue[issuer].name}`)];
  });
  return [...lacking, ...issuers].map(({ finding }) => finding);
}

function missing(id: OperatorId, why: string): { readonly operator: OperatorId; readonly finding: FindingOptions } {
  return {
    operator: id,
    finding: {
      rule: 'bootstrap/operator-missing',
      location: 'operators',
      message: `${why}, and this does not install it`,
      fix: `add ${id} to operators; where somebody else installs it, let the network set this rule off, with that as the reason`,
    },
  };
}
