import type { OpsFault } from '../../ops-finding';
import { hasKind, type SiteFacts } from '../site-facts';
import { controllerOf, isCalled, namedController, skupperControllers, type SkupperController } from '../skupper-controller';
import { unknown } from './unknown';

/** Whether a Skupper controller looks after the namespace of the site. */
export function checkController(facts: SiteFacts): readonly OpsFault[] {
  const controllers = skupperControllers(facts);
  if (controllers.length === 0) return [];
  const controller = controllerOf(facts);
  if (controller === undefined) return [nobody(facts, controllers)];
  return [...checkControl(facts, controller), ...checkAttached(facts, controller)];
}

function nobody(facts: SiteFacts, controllers: readonly SkupperController[]): OpsFault {
  const { name } = facts.site.namespace;
  const named = namedController(facts);
  const there = controllers.map((one) => `${one.namespace}/${one.name} for ${one.watches ?? 'all namespaces'}`).join(', ');
  const location = `Skupper controller of the namespace ${name}`;
  if (named !== undefined) {
    const message = `the ConfigMap skupper names ${named}, which is not one of: ${there}`;
    return {
      severity: 'error',
      rule: 'preflight/controller',
      location,
      message,
      fix: `name one of them as controller in the ConfigMap, or delete it`,
    };
  }
  const fix = 'install one for the whole cluster (skupper-cluster-scope.yaml), or one in this namespace (skupper-namespace-scope.yaml)';
  return { severity: 'error', rule: 'preflight/controller', location, message: `no controller looks after it; there is ${there}`, fix };
}

/** A controller that waits to be named, or one beside others. */
function checkControl(facts: SiteFacts, controller: SkupperController): readonly OpsFault[] {
  const { name: namespace } = facts.site.namespace;
  const named = namedController(facts);
  const isNamed = named !== undefined && isCalled(named, namespace)(controller);
  if (isNamed || (!controller.isExplicit && controller.watches === undefined)) return [];
  const location = `Skupper controller ${controller.namespace}/${controller.name}`;
  if ('unknown' in facts.control) return [unknown('preflight/controller', location, facts.control.unknown)];
  const own = `${controller.namespace}/${controller.name}`;
  const fix = `kubectl -n ${namespace} create configmap skupper --from-literal controller=${own}`;
  const message = controller.isExplicit
    ? 'looks after those namespaces alone that name it, and this one has no ConfigMap skupper'
    : 'is for one namespace, which does not name it by a ConfigMap skupper: one for the whole cluster would take the site too';
  return [{ severity: controller.isExplicit ? 'error' : 'warning', rule: 'preflight/controller', location, message, fix }];
}

function checkAttached({ site }: SiteFacts, { namespace, name, watches }: SkupperController): readonly OpsFault[] {
  if (watches === undefined || !hasKind(site, 'skupper.io', 'AttachedConnector')) return [];
  const location = `Skupper controller ${namespace}/${name}`;
  const message = 'is for one namespace, and the site has workloads in others (AttachedConnector)';
  return [
    {
      severity: 'error',
      rule: 'preflight/controller',
      location,
      message,
      fix: 'install one for the whole cluster: skupper-cluster-scope.yaml',
    },
  ];
}
