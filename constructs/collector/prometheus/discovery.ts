import { quote } from '../../synth/argument';
import { exclusive, missing, type FieldFault, type ObjectCheck } from './fault';
import { several } from './http-client';
import { isFieldSelector, isLabelSelector } from './selectors';
import { canBeSet, isPresent, isSet, listOf, settingsOf, textOf, type Settings } from './value';

/** Fields without which a mechanism of discovery is refused, by object. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  AwsSdConfig: ['role'],
  AzureSdConfig: ['subscription_id'],
  DnsSdConfig: ['names'],
  DockerSdConfig: ['host'],
  DockerswarmSdConfig: ['host', 'role'],
  EurekaSdConfig: ['server'],
  FileSdConfig: ['files'],
  GceSdConfig: ['project', 'zone'],
  HetznerSdConfig: ['role'],
  HttpSdConfig: ['url'],
  IonosSdConfig: ['datacenter_id'],
  KubernetesSdConfig: ['role'],
  KumaSdConfig: ['server'],
  MarathonSdConfig: ['servers'],
  NerveSdConfig: ['servers', 'paths'],
  OpenstackSdConfig: ['role', 'region'],
  OutscaleSdConfig: ['region', 'access_key'],
  OvhcloudSdConfig: ['application_key', 'application_secret', 'consumer_key', 'service'],
  PuppetdbSdConfig: ['url', 'query'],
  ScalewaySdConfig: ['role', 'project_id', 'access_key'],
  ServersetSdConfig: ['servers', 'paths'],
  TritonSdConfig: ['account', 'dns_suffix', 'endpoint'],
  UyuniSdConfig: ['server', 'username', 'password'],
};

/** Fields that a mechanism sets if they are not there, but that must not be empty. */
const NOT_EMPTY: Readonly<Record<string, readonly string[]>> = { ConsulSdConfig: ['server'], NomadSdConfig: ['server'] };

/** Texts that a field allows, by object and field. */
const CHOICES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  AzureSdConfig: { authentication_method: ['OAuth', 'ManagedIdentity', 'SDK', 'WorkloadIdentity'] },
  DockerswarmSdConfig: { role: ['services', 'nodes', 'tasks'] },
  OpenstackSdConfig: { availability: ['public', 'internal', 'admin'] },
  OvhcloudSdConfig: { service: ['dedicated_server', 'vps'] },
  TritonSdConfig: { role: ['container', 'cn'] },
};

/** Fields that are URLs with a host, by object. */
const URLS: Readonly<Record<string, readonly [key: string, schemes: RegExp]>> = {
  HttpSdConfig: ['url', /^https?$/],
  PuppetdbSdConfig: ['url', /^https?$/],
  EurekaSdConfig: ['server', /./],
  KumaSdConfig: ['server', /./],
};

/** Selectors that a role of Kubernetes allows. */
const SELECTORS: Readonly<Record<string, readonly string[]>> = {
  pod: ['pod', 'node'],
  service: ['service'],
  endpointslice: ['pod', 'service', 'endpointslice'],
  endpoints: ['pod', 'service', 'endpoints'],
  node: ['node'],
  ingress: ['ingress'],
};

/** Files of targets: a star in the last folder only. */
const FILES = /^[^*]*(\*[^/]*)?\.(json|yml|yaml|JSON|YML|YAML)$/;

const OWN: Readonly<Record<string, ObjectCheck>> = {
  AzureSdConfig: (azure) =>
    ['OAuth', undefined].includes(textOf(azure['authentication_method'])) && !isOpen(azure['authentication_method'])
      ? ['tenant_id', 'client_id', 'client_secret'].filter((key) => !canBeSet(azure[key])).map(missing)
      : [],
  // The receiver reads its configuration twice, and finds the user as basic_auth the second time.
  ConsulSdConfig: (consul) => [
    ...['username', 'password']
      .filter((key) => isSet(consul[key]))
      .map((key) => ({ at: key, says: 'is not supported by the receiver', fix: `Set ${key} of basic_auth.` })),
    ...several(consul, ['token', 'authorization']),
    ...several(consul, ['token', 'oauth2']),
  ],
  DnsSdConfig: ({ type, port }) => {
    const record = textOf(type)?.toUpperCase();
    if (record === undefined || record === 'SRV') return [];
    if (!['A', 'AAAA', 'MX', 'NS'].includes(record)) return [{ at: 'type', says: `is ${record}`, fix: 'Use SRV, A, AAAA, MX or NS.' }];
    return canBeSet(port) ? [] : [{ at: '', says: `has no port, which records of type ${record} need`, fix: 'Set port.' }];
  },
  Ec2SdConfig: ({ filters }) =>
    listOf(filters).flatMap((filter, i) =>
      canBeSet(settingsOf(filter)['values']) ? [] : [{ at: `filters.${String(i)}`, says: 'has no values', fix: 'Set values.' }],
    ),
  FileSdConfig: ({ files }) =>
    listOf(files).flatMap((file, i) =>
      FILES.test(textOf(file) ?? '.json')
        ? []
        : [
            {
              at: `files.${String(i)}`,
              says: 'is not the path of a JSON or YAML file',
              fix: 'Use .json or .yml, and a star in the last part only.',
            },
          ],
    ),
  KubernetesSdConfig: kubernetes,
  MarathonSdConfig: (marathon) =>
    several(marathon, ['auth_token', 'auth_token_file', 'basic_auth', 'bearer_token', 'bearer_token_file', 'authorization']),
  NerveSdConfig: paths,
  OutscaleSdConfig: secretKey,
  ScalewaySdConfig: secretKey,
  ServersetSdConfig: paths,
};

/** Checks of the mechanisms of discovery, by object. */
export const DISCOVERY_CHECKS: Readonly<Record<string, ObjectCheck>> = Object.fromEntries(
  [...new Set([REQUIRED, NOT_EMPTY, CHOICES, URLS, OWN].flatMap(Object.keys))].map((name) => [name, checkOf(name)]),
);

function checkOf(name: string): ObjectCheck {
  const choices = Object.entries(CHOICES[name] ?? {});
  const url = URLS[name];
  return (object) => [
    ...(REQUIRED[name] ?? []).filter((key) => !canBeSet(object[key])).map(missing),
    ...(NOT_EMPTY[name] ?? []).filter((key) => object[key] === null || textOf(object[key])?.trim() === '').map(missing),
    ...choices.flatMap(([key, values]) => {
      const text = textOf(object[key]);
      return text === undefined || text === '' || values.includes(text)
        ? []
        : [{ at: key, says: `is ${text}, which is not one of ${values.join(', ')}`, fix: 'Use one of these values.' }];
    }),
    ...(url === undefined ? [] : addressFaults(object, ...url)),
    ...(OWN[name]?.(object) ?? []),
  ];
}

function addressFaults(object: Settings, key: string, schemes: RegExp): readonly FieldFault[] {
  const text = textOf(object[key]);
  const [, scheme = '', host = ''] = /^([a-zA-Z][a-zA-Z0-9+.-]*):\/\/([^/?#]*)/.exec(text ?? '') ?? [];
  if (text === undefined || text === '' || (schemes.test(scheme.toLowerCase()) && host !== '')) return [];
  return [{ at: key, says: 'is not a URL with a host', fix: 'Write a URL such as http://host:8080/path.' }];
}

function kubernetes(mechanism: Settings): readonly FieldFault[] {
  const { role, api_server: server, kubeconfig_file: file, namespaces, selectors } = mechanism;
  const found = [...several(mechanism, ['api_server', 'kubeconfig_file'])];
  const client = Object.keys(mechanism).filter((key) => CLIENT.has(key) && !isDefault(key, mechanism[key]));
  const [first] = client;
  if (first !== undefined && isSet(file)) found.push(exclusive(['kubeconfig_file', first]));
  else if (first !== undefined && !isPresent(server)) {
    found.push({ at: first, says: 'is only allowed with api_server', fix: 'Set api_server or remove the option.' });
  }
  listOf(selectors).forEach((selector, i) => {
    const { label, field } = settingsOf(selector);
    const at = `selectors.${String(i)}`;
    if (!isLabelSelector(textOf(label) ?? ''))
      found.push({ at: `${at}.label`, says: 'is not a label selector', fix: 'Write, for example, app=shop.' });
    if (!isFieldSelector(textOf(field) ?? '')) {
      found.push({ at: `${at}.field`, says: 'is not a field selector', fix: 'Write, for example, spec.nodeName=a.' });
    }
  });
  const isOwn = settingsOf(namespaces)['own_namespace'] === true;
  if (isOwn && isSet(server)) found.push(exclusive(['api_server', 'namespaces.own_namespace']));
  if (isOwn && isSet(file)) found.push(exclusive(['kubeconfig_file', 'namespaces.own_namespace']));
  const allowed = SELECTORS[textOf(role) ?? ''];
  const roles = listOf(selectors).map((selector) => {
    const { role: one } = settingsOf(selector);
    return isPresent(one) ? textOf(one) : '';
  });
  roles.forEach((one, i) => {
    const at = `selectors.${String(i)}.role`;
    if (one === undefined || allowed === undefined) return;
    if (roles.indexOf(one) < i) found.push({ at, says: 'is there twice', fix: 'Keep one selector of each role.' });
    else if (!allowed.includes(one)) {
      found.push({ at, says: `is ${quote(one)}, which the role ${String(role)} does not select by`, fix: `Use ${allowed.join(', ')}.` });
    }
  });
  return found;
}

/** Options of the HTTP client. */
const CLIENT: ReadonlySet<string> = new Set([
  'basic_auth',
  'authorization',
  'oauth2',
  'bearer_token',
  'bearer_token_file',
  'tls_config',
  'follow_redirects',
  'enable_http2',
  'http_headers',
  'proxy_url',
  'no_proxy',
  'proxy_from_environment',
  'proxy_connect_header',
]);

/** Whether an option of the HTTP client has the value that it has when it is not set, or can have it. */
function isDefault(key: string, value: unknown): boolean {
  if (value === undefined || isOpen(value)) return true;
  // YAML reads null as false.
  if (key === 'follow_redirects' || key === 'enable_http2') return value === true;
  if (value === null) return true;
  if (key === 'proxy_from_environment') return value === false;
  if (key === 'tls_config')
    return Object.values(settingsOf(value)).every((child) => !isPresent(child) || isOpen(child) || child === false || child === '');
  return value === '' && key !== 'proxy_url';
}

function paths({ paths: given }: Settings): readonly FieldFault[] {
  return listOf(given).flatMap((one, i) =>
    textOf(one)?.startsWith('/') === false ? [{ at: `paths.${String(i)}`, says: 'does not begin with /', fix: 'Begin it with /.' }] : [],
  );
}

function secretKey(mechanism: Settings): readonly FieldFault[] {
  const keys = ['secret_key', 'secret_key_file'];
  return keys.some((key) => canBeSet(mechanism[key])) ? several(mechanism, keys) : [missing('secret_key')];
}

function isOpen(value: unknown): boolean {
  return isPresent(value) && canBeSet(value) && !isSet(value);
}
