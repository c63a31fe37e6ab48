import type { FindingOptions } from '../../synth/finding';
import { record } from '../../synth/record';
import { isLabel, type CollectorView, type ComponentView, type TextView } from './collector-view';

/** Names of options whose value is a secret, whichever component has them. */
const SECRET_OPTION =
  /(^|[_-])(password|passwd|passphrase|secret|client_secret|secret_key|token|bearer_token|access_token|api_?key|app_?key|access_key|private_key|key_pem|tokens|credentials|sas_token|connection_string)$/i;
/** Names of headers whose value is a secret. */
const SECRET_HEADER =
  /^(proxy-)?authorization$|^authentication$|^cookie$|(^|-)(api-?key|token|secret|auth|dsn|access-?key|license-?key|ingestion-?key)$|^x-honeycomb-team$/i;
const CREDENTIALS_IN_URL = /^[a-z][a-z0-9+.-]*:\/\/([^/@\s]+@|[^\s]*[?&](api_?key|token|access_token|password|secret)=[^&\s]+)/i;
/** Options that name a secret and do not hold it. */
const NOT_SECRET = /_(file|url|path|name|id|ref|header)$/i;

/** A configuration is committed: secrets come from the environment, or from files. */
export function secretInConfiguration(view: CollectorView): FindingOptions[] {
  const variables = view.plainVariables
    .filter((name) => SECRET_OPTION.test(name) && !NOT_SECRET.test(name))
    .map((name) => ({
      rule: 'secret/in-configuration',
      location: `spec.env.${name}`,
      message: `the variable ${name} holds a secret in plain text, and manifests are committed`,
      fix: "take it from a Kubernetes Secret: EnvironmentSource.secret('secret', 'key')",
    }));
  const options = view.texts.filter(isSecret).map(({ component: { id, location }, path }) => ({
    rule: 'secret/in-configuration',
    location: `${location}.${path}`,
    message: `the option ${path} of ${id} holds a secret in plain text, and manifests are committed`,
    fix: "take it from a Kubernetes Secret: secretValue('secret', 'key'), or ${env:NAME} with an EnvironmentSource.secret of that name",
  }));
  return [...variables, ...options];
}

/** A variable that nothing sets is empty: the collector goes on without what it should have held. */
export function undefinedVariable(view: CollectorView): FindingOptions[] {
  const { variables } = view;
  if (variables === undefined) return [];
  return view.texts.flatMap(({ component: { id, location }, path, value }) => {
    if (!value.includes('${env:')) return [];
    return [...value.matchAll(/(?<!\$)\$\{env:([A-Za-z_][A-Za-z0-9_]*)\}/g)]
      .map(([, name = '']) => name)
      .filter((name) => !variables.has(name) && !SET_BY_OPERATOR.has(name))
      .map((name) => ({
        rule: 'environment/undefined',
        location: `${location}.${path}`,
        message: `the option ${path} of ${id} reads the variable ${name}, which the container does not have`,
        fix: `give it to the collector: environment: { ${name}: EnvironmentSource.… }`,
      }));
  });
}

/** Variables that the operator gives to every collector, or to every sidecar. */
const SET_BY_OPERATOR: ReadonlySet<string> = new Set([
  'HOSTNAME',
  'KUBERNETES_SERVICE_HOST',
  'KUBERNETES_SERVICE_PORT',
  'POD_NAME',
  'GOMEMLIMIT',
  'GOMAXPROCS',
  'SHARD',
  'OTEL_RESOURCE_ATTRIBUTES',
  'OTEL_RESOURCE_ATTRIBUTES_POD_NAME',
  'OTEL_RESOURCE_ATTRIBUTES_POD_UID',
  'OTEL_RESOURCE_ATTRIBUTES_NODE_NAME',
]);

/** The name of a header in a list of names and values. */
function headerOf({ settings }: ComponentView, path: string): string {
  const header = path
    .split('.')
    .slice(0, -1)
    .reduce<unknown>((below, key) => (below as Readonly<Record<string, unknown>> | undefined)?.[key], settings);
  const { name, key } = record(header);
  return String(name ?? key);
}

function isSecret({ component, path, key, value }: TextView): boolean {
  if (value === '' || /(?<!\$)\$\{/.test(value) || isLabel(path)) return false;
  if (CREDENTIALS_IN_URL.test(value)) return true;
  if (/(^|\.)headers\.[^.]+$/.test(path)) return SECRET_HEADER.test(key);
  if (/(^|\.)headers\.\d+\.value$/.test(path)) return SECRET_HEADER.test(headerOf(component, path)) || /^(bearer|basic) ./i.test(value);
  return path.endsWith('htpasswd.inline') || (SECRET_OPTION.test(key) && !NOT_SECRET.test(key));
}
