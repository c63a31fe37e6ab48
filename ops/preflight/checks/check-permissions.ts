import type { OpsFault } from '../../ops-finding';
import type { DeniedAction, SiteFacts } from '../site-facts';

/** What the user of the context may not do: a finding for each namespace and purpose. */
export function checkPermissions({ context, denied }: SiteFacts): readonly OpsFault[] {
  const groups = new Map<string, DeniedAction[]>();
  for (const action of denied) {
    const key = `${action.purpose} ${action.namespace ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), action]);
  }
  return [...groups.values()].map((actions): OpsFault => {
    const [{ namespace, purpose } = { namespace: undefined, purpose: 'apply' }] = actions;
    const where = namespace === undefined ? 'in the whole cluster' : `in the namespace ${namespace}`;
    return {
      severity: purpose === 'apply' ? 'error' : 'warning',
      rule: 'preflight/permissions',
      location: purpose === 'apply' ? `applying ${where}` : `otel-skupper link ${where}`,
      message: `the user of the context ${context} may not ${describe(actions)}`,
      fix: 'ask for a role that may (docs/commands.md), or let somebody do it who has one',
    };
  });
}

/** Verbs by resource. */
function describe(actions: readonly DeniedAction[]): string {
  const resources = [...new Set(actions.map(({ resource }) => resource))];
  return resources
    .map((resource) => {
      const verbs = actions.filter((action) => action.resource === resource).map(({ verb }) => verb);
      return `${verbs.join(' or ')} ${resource}`;
    })
    .join(', ');
}
