import type { OperatorId } from '../../operator-facts';
import { INSTALLED_OPERATORS, type BootstrapOperator } from '../../operators';
import { installedOn } from '../../sites/network/site-bootstrap';
import { objectsOf } from '../../sites/network/site-objects';
import { defineRule, type Fault } from '../../synth/define-rule';
import { BOOTSTRAP, type BootstrapView } from './subject';

/** The operators that a site needs, and those that its operators need. */
export const bootstrapOperatorMissing = defineRule({
  id: 'bootstrap/operator-missing',
  severity: 'warning',
  subject: BOOTSTRAP,
  docs: 'a site has resources of an operator that its bootstrap does not install',
  check: missingOperators,
});

function missingOperators({ site, catalogue, operators, by }: BootstrapView): readonly Fault[] {
  const groups = new Set(objectsOf(site).map(({ group }) => group));
  // Of several sites on a cluster, each bootstrap may install some of the operators.
  const there = installedOn(site, site.cluster.name);
  const isLacking = (id: BootstrapOperator): boolean =>
    !there.has(id) && (id === 'skupper' || catalogue[id].groups.some((group) => groups.has(group)));
  const lacking = INSTALLED_OPERATORS.filter(isLacking);
  // OLM itself issues the certificates of webhooks.
  const ofCharts = by === 'olm' ? [] : operators;
  const issuers = ofCharts.flatMap((id) => {
    const { name, certificateFrom: issuer } = catalogue[id];
    if (issuer === undefined || there.has(issuer) || lacking.some((operator) => operator === issuer)) return [];
    return [missing(issuer, `the chart of ${name} takes the certificate of its webhook from ${catalogue[issuer].name}`)];
  });
  return [...lacking.map((id) => missing(id, `the site has resources that nobody heeds without ${catalogue[id].name}`)), ...issuers];
}

function missing(id: OperatorId, why: string): Fault {
  return {
    location: 'operators',
    message: `${why}, and this does not install it`,
    fix: `add ${id} to operators; where somebody else installs it, let the network set this rule off, with that as the reason`,
  };
}
