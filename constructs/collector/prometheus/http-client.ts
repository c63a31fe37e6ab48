import { exclusive, missing, type FieldFault, type ObjectCheck } from './fault';
import { canBeSet, isPresent, isSet, settingsOf, textOf, type Settings } from './value';

/** Headers that Prometheus sets. */
const RESERVED =
  /^(authorization|host|content-(encoding|length|type)|user-agent|connection|keep-alive|proxy-auth(enticate|orization)|www-authenticate|accept-encoding|x-prometheus-remote-(write|read)-version|x-prometheus-scrape-timeout-seconds|x-amz-(date|security-token|content-sha256))$/i;

const JWT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';

/** Checks of HTTP clients, by object. */
export const HTTP_CHECKS: Readonly<Record<string, ObjectCheck>> = {
  HttpClientConfig: (client) => [
    ...several(client, ['basic_auth', 'authorization', 'oauth2', 'bearer_token', 'bearer_token_file']),
    ...credentials(client),
    ...oauth2(client),
    ...reserved(client, 'http_headers'),
  ],
  ProxyConfig: ({ proxy_url: url, no_proxy: direct, proxy_from_environment: environment, proxy_connect_header: header }) => {
    const found: FieldFault[] = [];
    if (environment === true && isSet(url)) found.push(exclusive(['proxy_from_environment', 'proxy_url']));
    if (environment === true && isSet(direct)) found.push(exclusive(['proxy_from_environment', 'no_proxy']));
    const needs = (key: string): FieldFault => ({ at: key, says: 'needs proxy_url', fix: 'Set proxy_url.' });
    if (!isPresent(url) && isSet(direct) && environment !== true) found.push(needs('no_proxy'));
    if (Object.keys(settingsOf(header)).length > 0 && !canBeSet(url) && !canBeTrue(environment)) found.push(needs('proxy_connect_header'));
    return found;
  },
  TlsConfig: (tls) => {
    const [certificate, key] = [
      ['cert', 'cert_file', 'cert_ref'],
      ['key', 'key_file', 'key_ref'],
    ] as const;
    const hasAny = (keys: readonly string[]): boolean => keys.some((one) => isSet(tls[one]));
    const canHave = (keys: readonly string[]): boolean => keys.some((one) => canBeSet(tls[one]));
    return [
      ...several(tls, ['ca', 'ca_file', 'ca_ref']),
      ...several(tls, certificate),
      ...several(tls, key),
      ...(hasAny(certificate) && !canHave(key) ? [{ at: '', says: 'has a certificate without a key', fix: 'Set key_file.' }] : []),
      ...(hasAny(key) && !canHave(certificate) ? [{ at: '', says: 'has a key without a certificate', fix: 'Set cert_file.' }] : []),
    ];
  },
};

/** Returns the faults of headers that Prometheus sets itself. */
export function reserved(object: Settings, key: string): readonly FieldFault[] {
  return Object.keys(settingsOf(object[key]))
    .filter((name) => RESERVED.test(name))
    .map((name) => ({ at: `${key}.${name}`, says: 'is a header that Prometheus sets itself', fix: 'Remove the header.' }));
}

/** Returns the fault of fields of which an object may have one. */
export function several(object: Settings, keys: readonly string[], at = ''): readonly FieldFault[] {
  const set = keys.filter((key) => isSet(object[key]));
  return set.length > 1 ? [exclusive(set, at)] : [];
}

function credentials({ basic_auth: basic, authorization }: Settings): readonly FieldFault[] {
  const { type, ...given } = settingsOf(authorization);
  const user = settingsOf(basic);
  return [
    ...several(user, ['username', 'username_file', 'username_ref'], 'basic_auth'),
    ...several(user, ['password', 'password_file', 'password_ref'], 'basic_auth'),
    ...several(given, ['credentials', 'credentials_file', 'credentials_ref'], 'authorization'),
    ...(textOf(type)?.trim().toLowerCase() === 'basic'
      ? [{ at: 'authorization.type', says: 'is basic, for which basic_auth exists', fix: 'Use basic_auth.' }]
      : []),
  ];
}

function oauth2({ oauth2: client }: Settings): readonly FieldFault[] {
  if (!isPresent(client)) return [];
  const settings = settingsOf(client);
  const found = ['client_id', 'token_url'].filter((key) => !canBeSet(settings[key])).map((key) => ({ ...missing(key), at: 'oauth2' }));
  const isJwt = settings['grant_type'] === JWT;
  const algorithm = textOf(settings['signature_algorithm']);
  if (isJwt && algorithm !== undefined && !['', 'RS256', 'RS384', 'RS512'].includes(algorithm)) {
    found.push({ at: 'oauth2.signature_algorithm', says: `is ${algorithm}`, fix: 'Use RS256, RS384 or RS512.' });
  }
  const secret = isJwt ? 'client_certificate_key' : 'client_secret';
  return [...found, ...several(settings, [secret, `${secret}_file`, `${secret}_ref`], 'oauth2')];
}

function canBeTrue(value: unknown): boolean {
  return isPresent(value) && value !== false;
}
