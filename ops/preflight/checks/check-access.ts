import { ENABLED_TYPES_VARIABLE, enabledAccessTypes, tryFindAccessType } from '../../../constructs/access-types';
import type { OpsFault } from '../../ops-finding';
import type { SiteFacts } from '../site-facts';
import { controllerOf, isOn, type Hidden, type SkupperController } from '../skupper-controller';
import { unknown } from './unknown';

/** Whether a hub can be reached as the program says, and whether it can give tokens. */
export function checkAccess(facts: SiteFacts): readonly OpsFault[] {
  const controller = controllerOf(facts);
  return [
    ...(controller === undefined
      ? []
      : [...checkType(facts, controller), ...checkSettings(facts, controller), ...checkGrants(facts, controller)]),
    ...checkClass(facts, controller),
    ...checkGrantServer(facts),
  ];
}

function checkType({ site: { access } }: SiteFacts, controller: SkupperController): readonly OpsFault[] {
  if (access === undefined) return [];
  const enabled = controller.setting(ENABLED_TYPES_VARIABLE) ?? '';
  if (typeof enabled === 'object') return [];
  const types: readonly string[] = enabled === '' ? enabledAccessTypes() : enabled.split(',').map((type) => type.trim());
  if (types.includes(access.type)) return [];
  return [
    {
      severity: 'error',
      rule: 'preflight/access-type',
      location: `access type ${access.type}`,
      message: `is not enabled in the Skupper controller, which has ${types.join(', ')}`,
      fix: setEnv(controller, `${ENABLED_TYPES_VARIABLE}=${[...types, access.type].join(',')}`),
    },
  ];
}

function checkSettings({ site: { access } }: SiteFacts, controller: SkupperController): readonly OpsFault[] {
  return Object.entries(access?.controller ?? {})
    .filter(([name, value]) => name !== ENABLED_TYPES_VARIABLE && differs(controller.setting(name), value))
    .map(([name, value]) => {
      const found = controller.setting(name);
      return {
        severity: 'error',
        rule: 'preflight/access-setting',
        location: `${name} of the Skupper controller`,
        message: `${typeof found === 'string' && found !== '' ? `is ${found}` : 'is not set'}, and the hub counts on ${value}`,
        fix: setEnv(controller, `${name}=${value}`),
      };
    });
}

function differs(found: string | Hidden | undefined, wanted: string): boolean {
  return typeof found !== 'object' && found !== wanted;
}

/** The class of ingresses that the controller makes. @param controller its settings; that of Skupper v1 has none */
export function checkClass({ site, ingressClasses, manifests }: SiteFacts, controller?: SkupperController): readonly OpsFault[] {
  if (ingressClasses === undefined) return [];
  const { ingressClass, variables } = tryFindAccessType(site.access?.type) ?? {};
  const settings = manifests
    .filter(({ kind }) => kind === 'Site' || kind === 'RouterAccess')
    .map(({ spec }) => (spec?.['settings'] as Readonly<Record<string, unknown>> | undefined)?.['ingressClassName']);
  const ofController = variables?.className === undefined ? undefined : controller?.setting(variables.className);
  const standard = typeof ingressClass === 'object' ? ingressClass.name : undefined;
  const wanted = [...settings, ofController, standard].find((name): name is string => typeof name === 'string' && name !== '');
  if (wanted === undefined) return [];
  const location = `ingress class ${wanted}`;
  if ('unknown' in ingressClasses) return [unknown('preflight/access-class', location, ingressClasses.unknown)];
  const names = ingressClasses.known.map(({ metadata }) => metadata.name);
  if (names.includes(wanted)) return [];
  const message = `is not in the cluster, which has ${names.length === 0 ? 'none' : names.join(', ')}`;
  return [
    { severity: 'error', rule: 'preflight/access-class', location, message, fix: 'install its controller, with TLS passthrough enabled' },
  ];
}

/** Whether a controller makes grants, where sites link by token. */
function checkGrants({ tokenEdges }: SiteFacts, controller: SkupperController): readonly OpsFault[] {
  const enabled = controller.setting('SKUPPER_ENABLE_GRANTS');
  if (tokenEdges.length === 0 || typeof enabled === 'object' || isOn(enabled)) return [];
  return [
    {
      severity: 'error',
      rule: 'preflight/grants',
      location: 'grants of the Skupper controller',
      message: `are not enabled, and ${someSites(tokenEdges)} by token`,
      fix: `${setEnv(controller, 'SKUPPER_ENABLE_GRANTS=true SKUPPER_GRANT_SERVER_AUTOCONFIGURE=true')}, or: otel-skupper link --direct`,
    },
  ];
}

/** Whether tokens have an address to be redeemed at; the controller asks for one when it starts. */
function checkGrantServer({ grantService, tokenEdges }: SiteFacts): readonly OpsFault[] {
  const location = 'Service skupper-grant-server';
  if (grantService === undefined) return [];
  if ('unknown' in grantService) return [unknown('preflight/grant-server', location, grantService.unknown)];
  const { spec, status } = grantService.known ?? {};
  const { ingress = [] } = (status?.['loadBalancer'] ?? {}) as { readonly ingress?: readonly unknown[] };
  if (spec?.['type'] !== 'LoadBalancer' || ingress.length > 0) return [];
  return [
    {
      severity: 'warning',
      rule: 'preflight/grant-server',
      location,
      message: `has no address yet, and ${someSites(tokenEdges)} by token`,
      fix: 'see why the cluster gives no address to Services of type LoadBalancer; where none can be had: otel-skupper link --direct',
    },
  ];
}

function someSites([first = '', ...others]: readonly string[]): string {
  return others.length === 0 ? `${first} links` : `${first} and ${String(others.length)} more link`;
}

function setEnv({ namespace, name }: SkupperController, settings: string): string {
  return `kubectl -n ${namespace} set env deployment/${name} ${settings}`;
}
