import type { FindingOptions } from '../../synth/finding';
import type { CollectorView, TextView } from './collector-view';

/** Names of options whose value is a secret, whichever component has them. */
const SECRET_OPTION =
  /(^|[_-])(password|passwd|passphrase|secret|client_secret|secret_key|token|bearer_token|access_token|api_?key|app_?key|access_key|private_key|key_pem|credentials|sas_token)$/i;
/** Names of headers whose value is a secret. */
const SECRET_HEADER = /^(proxy-)?authorization$|^cookie$|(^|-)(api-?key|token|secret|access-?key|license-?key)$|^x-honeycomb-team$/i;
const CREDENTIALS_IN_URL = /^[a-z][a-z0-9+.-]*:\/\/[^/@\s]*:[^/@\s]+@/i;
/** Options that name a secret and do not hold it. */
const NOT_SECRET = /_(file|url|path|name|id|ref|header)$/i;

/** A configuration is committed: secrets come from the environment, or from files. */
export function secretInConfiguration(view: CollectorView): FindingOptions[] {
  return view.texts.filter(isSecret).map(({ component: { id, location }, path }) => ({
    rule: 'secret/in-configuration',
    location: `${location}.${path}`,
    message: `the option ${path} of ${id} holds a secret in plain text, and manifests are committed`,
    fix: "take it from a Kubernetes Secret: secretValue('secret', 'key')",
  }));
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
const SET_BY_OPERATOR = new Set([
  'POD_NAME',
  'GOMEMLIMIT',
  'GOMAXPROCS',
  'SHARD',
  'OTEL_RESOURCE_ATTRIBUTES',
  'OTEL_RESOURCE_ATTRIBUTES_POD_NAME',
  'OTEL_RESOURCE_ATTRIBUTES_POD_UID',
  'OTEL_RESOURCE_ATTRIBUTES_NODE_NAME',
]);

function isSecret({ path, key, value }: TextView): boolean {
  if (value === '' || value.includes('${')) return false;
  if (value.includes('@') && CREDENTIALS_IN_URL.test(value)) return true;
  if (/(^|\.)headers\.[^.]+$/.test(path)) return SECRET_HEADER.test(key);
  return path.endsWith('htpasswd.inline') || (SECRET_OPTION.test(key) && !NOT_SECRET.test(key));
}
