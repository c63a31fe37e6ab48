import { OPERATORS } from '../../constructs/operators';
import type { KubeObject } from '../cluster/kube-object';
import { knownOr } from '../known';
import { containersOf, readOperator } from './running-operator';
import type { SiteFacts } from './site-facts';

/** A controller of Skupper's and its settings. */
export interface SkupperController {
  readonly namespace: string;
  readonly name: string;
  /** The namespace that it looks after, undefined for all. */
  readonly watches: string | undefined;
  /** Whether it looks after nothing but namespaces that name it. */
  readonly isExplicit: boolean;
  /** A setting by the name of its environment variable; undefined if it is not set, `hidden` if its value is elsewhere. */
  readonly setting: (name: string) => string | Hidden | undefined;
}

/** A value that comes from a Secret or ConfigMap. */
export interface Hidden {
  readonly hidden: true;
}

/** The controllers of Skupper v2; none if nobody could look. */
export function skupperControllers({ operators }: SiteFacts): readonly SkupperController[] {
  const seen = operators.get('skupper');
  const deployments = seen === undefined ? [] : knownOr(seen, []);
  return deployments.filter((deployment) => readOperator(OPERATORS.skupper, deployment).version?.[0] !== 1).map(readController);
}

/** The controller of a site: the one that its namespace names, or one that looks after it. */
export function controllerOf(facts: SiteFacts): SkupperController | undefined {
  const namespace = facts.site.namespace.name;
  const controllers = skupperControllers(facts).filter(({ watches }) => watches === undefined || watches === namespace);
  const named = namedController(facts);
  return named === undefined
    ? (controllers.find(({ watches }) => watches === namespace) ?? controllers[0])
    : controllers.find(isCalled(named, namespace));
}

/** What the namespace of a site says of its controller: a name, with the namespace before it where it is in another. */
export function namedController({ control }: SiteFacts): string | undefined {
  return knownOr(control, undefined)?.data?.['controller'];
}

/** Whether a controller is the one of a name. */
export function isCalled(named: string, siteNamespace: string): (controller: SkupperController) => boolean {
  const slash = named.indexOf('/');
  const namespace = slash < 0 ? siteNamespace : named.slice(0, slash);
  return (controller) => controller.name === named.slice(slash + 1) && controller.namespace === namespace;
}

function readController(deployment: KubeObject): SkupperController {
  const { name, namespace = '' } = deployment.metadata;
  const settings = settingsOf(deployment);
  const setting = (key: string): string | Hidden | undefined => settings.get(key);
  const watches = setting('WATCH_NAMESPACE');
  return {
    namespace,
    name,
    // The manifests for one namespace take its own from the pod.
    watches: typeof watches === 'object' ? namespace : watches === '' ? undefined : watches,
    isExplicit: isOn(setting('REQUIRE_EXPLICIT_CONTROL')),
    setting,
  };
}

/** Whether a setting is on, in the words that Go takes. */
export function isOn(value: string | Hidden | undefined): boolean {
  return typeof value === 'string' && /^(1|t|true)$/i.test(value);
}

function settingsOf(deployment: KubeObject): ReadonlyMap<string, string | Hidden> {
  const containers = containersOf(deployment);
  const variables = containers.flatMap(({ env = [] }) =>
    env.map(({ name, value = '', valueFrom }): [string, string | Hidden] => [name, valueFrom === undefined ? value : { hidden: true }]),
  );
  const flags = containers.flatMap(({ args = [] }) => args.flatMap((arg, i) => readFlag(arg, args[i + 1])));
  return new Map([...variables, ...flags]);
}

/** Flags have the names of the variables: `--cluster-host=x` and `--cluster-host x` are `SKUPPER_CLUSTER_HOST`. */
function readFlag(arg: string, next: string | undefined): readonly [string, string][] {
  const [, flag, given] = /^--?([a-z-]+)(?:=(.*))?$/.exec(arg) ?? [];
  if (flag === undefined) return [];
  const name = flag.toUpperCase().replaceAll('-', '_');
  const value = given ?? (next === undefined || next.startsWith('-') ? 'true' : next);
  return [[UNPREFIXED.includes(name) ? name : `SKUPPER_${name}`, value]];
}

/** Variables that the others' prefix is not before. */
const UNPREFIXED = ['WATCH_NAMESPACE', 'REQUIRE_EXPLICIT_CONTROL'];
