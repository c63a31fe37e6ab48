import { defineRule } from '../../synth/define-rule';
import { record } from '../../synth/record';
import { hasReference } from '../config/expansion';
import { COLLECTOR } from './subject';
import { isLabel, type ComponentView, type TextView } from './view/collector-view';

/** Names of options whose value is a secret, in all components. */
const SECRET_OPTION =
  /(^|[_-])(password|passwd|passphrase|secret|client_secret|secret_key|token|bearer_token|access_token|api_?key|app_?key|access_key|private_key|key_pem|tokens|credentials|sas_token|connection_string)$/i;
/** Names of headers whose value is a secret. */
const SECRET_HEADER =
  /^(proxy-)?authorization$|^authentication$|^cookie$|(^|-)(api-?key|token|secret|auth|dsn|access-?key|license-?key|ingestion-?key)$|^x-honeycomb-team$/i;
const CREDENTIALS_IN_URL = /^[a-z][a-z0-9+.-]*:\/\/([^/@\s]+@|[^\s]*[?&](api_?key|token|access_token|password|secret)=[^&\s]+)/i;
/** Names of options that refer to a secret. */
const NOT_SECRET = /_(file|url|path|name|id|ref|header)$/i;

/** Manifests are committed, so secrets come from the environment or from files. */
export const secretInConfiguration = defineRule({
  id: 'secret/in-configuration',
  severity: 'error',
  subject: COLLECTOR,
  docs: 'an option of a component holds a secret in plain text',
  check: ({ plainVariables, texts }) => {
    const variables = plainVariables
      .filter((name) => SECRET_OPTION.test(name) && !NOT_SECRET.test(name))
      .map((name) => ({
        location: `spec.env.${name}`,
        message: `the variable ${name} holds a secret in plain text, and manifests are committed`,
        fix: "take it from a Kubernetes Secret: EnvironmentSource.secret('secret', 'key')",
      }));
    const options = texts.filter(isSecret).map(({ component: { id, location }, path }) => ({
      location: `${location}.${path}`,
      message: `the option ${path} of ${id} holds a secret in plain text, and manifests are committed`,
      fix: "take it from a Kubernetes Secret: secretValue('secret', 'key'), or ${env:NAME} with an EnvironmentSource.secret of that name",
    }));
    return [...variables, ...options];
  },
});

/** Returns the name of a header in a list of names and values. */
function headerOf({ settings }: ComponentView, path: string): string {
  const header = path
    .split('.')
    .slice(0, -1)
    .reduce<unknown>((below, key) => (below as Readonly<Record<string, unknown>> | undefined)?.[key], settings);
  const { name, key } = record(header);
  return String(name ?? key);
}

function isSecret({ component, path, key, value }: TextView): boolean {
  if (value === '' || hasReference(value) || isLabel(path)) return false;
  if (CREDENTIALS_IN_URL.test(value)) return true;
  if (/(^|\.)headers\.[^.]+$/.test(path)) return SECRET_HEADER.test(key);
  if (/(^|\.)headers\.\d+\.value$/.test(path)) return SECRET_HEADER.test(headerOf(component, path)) || /^(bearer|basic) ./i.test(value);
  return path.endsWith('htpasswd.inline') || (SECRET_OPTION.test(key) && !NOT_SECRET.test(key));
}
