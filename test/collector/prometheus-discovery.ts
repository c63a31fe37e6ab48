import { accepted, job, JOB, refused, type Json, type JudgedSettings } from './prometheus-configs';

const kubernetes = (options: Json): Json => job({ kubernetes_sd_configs: [options] });
const allocator = (options: Json): Json => ({
  target_allocator: { endpoint: 'http://allocator:80', interval: '30s', collector_id: 'a', ...options },
});

const KUBERNETES = `${JOB}.kubernetes_sd_configs.0`;

/** Settings of clients, of service discovery and of the target allocator, and what the collector says to them. */
export const DISCOVERY_SETTINGS: readonly JudgedSettings[] = [
  // Clients.
  accepted('a user and a password', job({ basic_auth: { username: 'a', password: '${env:PAUSE}' } })),
  refused('two ways to authenticate', job({ basic_auth: { username: 'a' }, authorization: { credentials: '${env:PAUSE}' } }), JOB),
  refused('two passwords', job({ basic_auth: { username: 'a', password: 'b', password_file: '/etc/b' } }), `${JOB}.basic_auth`),
  accepted('a password that may be empty', job({ basic_auth: { username: 'a', password: '${env:NONE}', password_file: '/etc/b' } })),
  refused('a token twice', job({ bearer_token: 'a', bearer_token_file: '/etc/b' }), JOB),
  refused('authorization of the type basic', job({ authorization: { type: 'Basic', credentials: 'a' } }), `${JOB}.authorization.type`),
  refused('an unknown field of a user', job({ basic_auth: { user: 'a' } }), `${JOB}.basic_auth.user`),
  refused('OAuth2 without an address', job({ oauth2: { client_id: 'a', client_secret: 'b' } }), `${JOB}.oauth2`),
  accepted('OAuth2', job({ oauth2: { client_id: 'a', client_secret: '${env:PAUSE}', token_url: 'https://a/token', scopes: ['b'] } })),
  refused('a certificate without a key', job({ tls_config: { cert: 'a' } }), `${JOB}.tls_config`),
  refused('a key without a certificate', job({ tls_config: { key: 'a' } }), `${JOB}.tls_config`),
  refused('two authorities', job({ tls_config: { ca: 'a', ca_file: '/etc/b' } }), `${JOB}.tls_config`),
  refused('an unknown version of TLS', job({ tls_config: { min_version: '1.2' } }), `${JOB}.tls_config.min_version`),
  accepted(
    'TLS',
    job({ scheme: 'https', tls_config: { ca_file: '/etc/ca.crt', min_version: 'TLS12', server_name: 'a', insecure_skip_verify: false } }),
  ),
  refused('a header that Prometheus sets', job({ http_headers: { host: { values: ['a'] } } }), `${JOB}.http_headers.host`),
  accepted('a header', job({ http_headers: { 'X-Scope-OrgID': { values: ['a'] } } })),
  refused('an unknown field of a header', job({ http_headers: { 'X-A': { value: ['a'] } } }), `${JOB}.http_headers.X-A.value`),
  accepted('a proxy', job({ proxy_url: 'http://proxy:3128', no_proxy: 'a,b', proxy_connect_header: { a: ['b'] } })),
  refused('exceptions without a proxy', job({ no_proxy: 'a' }), `${JOB}.no_proxy`),
  refused('two proxies', job({ proxy_url: 'http://proxy', proxy_from_environment: true }), JOB),
  refused('headers without a proxy', job({ proxy_connect_header: { a: ['b'] } }), `${JOB}.proxy_connect_header`),
  refused('an invalid proxy', job({ proxy_url: 'http://a b' }), `${JOB}.proxy_url`),
  // Service discovery.
  ...['pod', 'node', 'service', 'endpoints', 'endpointslice', 'ingress'].map((role) => accepted(`the role ${role}`, kubernetes({ role }))),
  refused('an unknown role', kubernetes({ role: 'pods' }), `${KUBERNETES}.role`),
  refused('no role', kubernetes({}), KUBERNETES),
  accepted(
    'namespaces and metadata',
    kubernetes({ role: 'pod', namespaces: { names: ['a'], own_namespace: true }, attach_metadata: { node: true } }),
  ),
  refused('an unknown field of namespaces', kubernetes({ role: 'pod', namespaces: { name: ['a'] } }), `${KUBERNETES}.namespaces.name`),
  accepted(
    'selectors',
    kubernetes({
      role: 'pod',
      selectors: [
        { role: 'pod', label: 'app=a' },
        { role: 'node', field: 'metadata.name=${env:SECONDS}' },
      ],
    }),
  ),
  refused(
    'a selector of another role',
    kubernetes({ role: 'pod', selectors: [{ role: 'service', label: 'app=a' }] }),
    `${KUBERNETES}.selectors.0.role`,
  ),
  ...['app', '!app', 'app in (a, b), example.com/tier!=c', 'x>1'].map((label) =>
    accepted(`the selector ${label}`, kubernetes({ role: 'pod', selectors: [{ role: 'pod', label }] })),
  ),
  ...['/app', 'a b', 'app in a', 'app=a,,b', 'x>a'].map((label) =>
    refused(`the selector ${label}`, kubernetes({ role: 'pod', selectors: [{ role: 'pod', label }] }), `${KUBERNETES}.selectors.0.label`),
  ),
  ...['spec.nodeName', 'a=b=c'].map((field) =>
    refused(
      `the selector of fields ${field}`,
      kubernetes({ role: 'pod', selectors: [{ role: 'pod', field }] }),
      `${KUBERNETES}.selectors.0.field`,
    ),
  ),
  refused('a selector without a role', kubernetes({ role: 'pod', selectors: [{ label: 'app=a' }] }), `${KUBERNETES}.selectors.0.role`),
  refused(
    'two selectors of a role',
    kubernetes({ role: 'pod', selectors: [{ role: 'pod' }, { role: 'pod' }] }),
    `${KUBERNETES}.selectors.1.role`,
  ),
  refused('a client without a server', kubernetes({ role: 'pod', bearer_token_file: '/a' }), `${KUBERNETES}.bearer_token_file`),
  refused('two servers', kubernetes({ role: 'pod', api_server: 'https://a', kubeconfig_file: '/a' }), KUBERNETES),
  accepted('a server', kubernetes({ role: 'pod', api_server: 'https://a', tls_config: { insecure_skip_verify: true } })),
  accepted('a client with its defaults', kubernetes({ role: 'pod', follow_redirects: true, enable_http2: true, tls_config: {} })),
  accepted('DNS', job({ dns_sd_configs: [{ names: ['a'], type: 'A', port: 80, refresh_interval: '30s' }] })),
  refused('DNS without names', job({ dns_sd_configs: [{ type: 'SRV' }] }), `${JOB}.dns_sd_configs.0`),
  refused('DNS without a port', job({ dns_sd_configs: [{ names: ['a'], type: 'A' }] }), `${JOB}.dns_sd_configs.0`),
  refused('DNS of an unknown type', job({ dns_sd_configs: [{ names: ['a'], type: 'TXT' }] }), `${JOB}.dns_sd_configs.0.type`),
  accepted('HTTP', job({ http_sd_configs: [{ url: 'https://a/targets', refresh_interval: '1m', basic_auth: { username: 'a' } }] })),
  refused('HTTP without an address', job({ http_sd_configs: [{}] }), `${JOB}.http_sd_configs.0`),
  refused('HTTP without a scheme', job({ http_sd_configs: [{ url: 'a:80/targets' }] }), `${JOB}.http_sd_configs.0.url`),
  accepted('files', job({ file_sd_configs: [{ files: ['/etc/targets/*.json', 'a.yml'], refresh_interval: '5m' }] })),
  refused('files of another format', job({ file_sd_configs: [{ files: ['/etc/targets.txt'] }] }), `${JOB}.file_sd_configs.0.files.0`),
  refused('no files', job({ file_sd_configs: [{ files: [] }] }), `${JOB}.file_sd_configs.0`),
  accepted('Consul', job({ consul_sd_configs: [{ server: 'consul:8500', services: ['a'], token: '${env:PAUSE}' }] })),
  accepted('Consul with a user', job({ consul_sd_configs: [{ basic_auth: { username: 'a', password: '${env:PAUSE}' } }] })),
  refused('Consul with a user of its own', job({ consul_sd_configs: [{ username: 'a' }] }), `${JOB}.consul_sd_configs.0.username`),
  refused(
    'Consul with a token and a client',
    job({ consul_sd_configs: [{ token: 'a', authorization: { credentials: 'b' } }] }),
    `${JOB}.consul_sd_configs.0`,
  ),
  refused('Consul with an unknown field', job({ consul_sd_configs: [{ service: ['a'] }] }), `${JOB}.consul_sd_configs.0.service`),
  accepted('EC2', job({ ec2_sd_configs: [{ region: 'eu-west-1', port: 9100, filters: [{ name: 'tag:a', values: ['b'] }] }] })),
  refused(
    'EC2 with an empty filter',
    job({ ec2_sd_configs: [{ region: 'eu-west-1', filters: [{ name: 'tag:a' }] }] }),
    `${JOB}.ec2_sd_configs.0.filters.0`,
  ),
  refused('AWS of an unknown role', job({ aws_sd_configs: [{ role: 's3', region: 'eu-west-1' }] }), `${JOB}.aws_sd_configs.0.role`),
  accepted('AWS', job({ aws_sd_configs: [{ role: 'ecs', region: 'eu-west-1', clusters: ['a'] }] })),
  accepted('Azure', job({ azure_sd_configs: [{ subscription_id: 'a', authentication_method: 'ManagedIdentity' }] })),
  refused(
    'Azure without a client',
    job({ azure_sd_configs: [{ subscription_id: 'a', tenant_id: 'b' }] }),
    ...Array<string>(2).fill(`${JOB}.azure_sd_configs.0`),
  ),
  accepted('Google', job({ gce_sd_configs: [{ project: 'a', zone: 'b' }] })),
  refused('Google without a zone', job({ gce_sd_configs: [{ project: 'a' }] }), `${JOB}.gce_sd_configs.0`),
  accepted('Docker', job({ docker_sd_configs: [{ host: 'unix:///var/run/docker.sock', filters: [{ name: 'a', values: ['b'] }] }] })),
  refused('Docker without a host', job({ docker_sd_configs: [{}] }), `${JOB}.docker_sd_configs.0`),
  refused(
    'Docker Swarm of an unknown role',
    job({ dockerswarm_sd_configs: [{ host: 'tcp://a', role: 'task' }] }),
    `${JOB}.dockerswarm_sd_configs.0.role`,
  ),
  accepted('Hetzner', job({ hetzner_sd_configs: [{ role: 'hcloud', bearer_token: '${env:PAUSE}' }] })),
  refused('Hetzner without a role', job({ hetzner_sd_configs: [{ port: 80 }] }), `${JOB}.hetzner_sd_configs.0`),
  accepted('OpenStack', job({ openstack_sd_configs: [{ role: 'instance', region: 'a' }] })),
  refused(
    'OpenStack of an unknown availability',
    job({ openstack_sd_configs: [{ role: 'instance', region: 'a', availability: 'all' }] }),
    `${JOB}.openstack_sd_configs.0.availability`,
  ),
  refused(
    'ZooKeeper with a relative path',
    job({ serverset_sd_configs: [{ servers: ['a'], paths: ['b'] }] }),
    `${JOB}.serverset_sd_configs.0.paths.0`,
  ),
  accepted('ZooKeeper', job({ nerve_sd_configs: [{ servers: ['a'], paths: ['/b'], timeout: '10s' }] })),
  accepted('Eureka', job({ eureka_sd_configs: [{ server: 'http://a/eureka' }] })),
  refused('Eureka without a scheme', job({ eureka_sd_configs: [{ server: 'a' }] }), `${JOB}.eureka_sd_configs.0.server`),
  accepted('Kuma', job({ kuma_sd_configs: [{ server: 'http://a:5676' }] })),
  accepted('Linode and Vultr with nothing', job({ linode_sd_configs: [{}], vultr_sd_configs: [{}] })),
  accepted('Nomad and DigitalOcean with nothing', job({ nomad_sd_configs: [{}], digitalocean_sd_configs: [{}] })),
  refused(
    'Marathon with two tokens',
    job({ marathon_sd_configs: [{ servers: ['http://a'], auth_token: 'b', auth_token_file: '/c' }] }),
    `${JOB}.marathon_sd_configs.0`,
  ),
  refused('PuppetDB without a query', job({ puppetdb_sd_configs: [{ url: 'http://a' }] }), `${JOB}.puppetdb_sd_configs.0`),
  refused('Triton without an account', job({ triton_sd_configs: [{ dns_suffix: 'a', endpoint: 'b' }] }), `${JOB}.triton_sd_configs.0`),
  refused('Uyuni without a password', job({ uyuni_sd_configs: [{ server: 'http://a', username: 'b' }] }), `${JOB}.uyuni_sd_configs.0`),
  refused('IONOS without a datacenter', job({ ionos_sd_configs: [{}] }), `${JOB}.ionos_sd_configs.0`),
  refused(
    'OVHcloud of an unknown service',
    job({ ovhcloud_sd_configs: [{ application_key: 'a', application_secret: 'b', consumer_key: 'c', service: 'd' }] }),
    `${JOB}.ovhcloud_sd_configs.0.service`,
  ),
  refused(
    'Outscale with two keys',
    job({ outscale_sd_configs: [{ region: 'a', access_key: 'b', secret_key: 'c', secret_key_file: '/d' }] }),
    `${JOB}.outscale_sd_configs.0`,
  ),
  refused(
    'Scaleway without a key',
    job({ scaleway_sd_configs: [{ role: 'instance', project_id: 'a', access_key: 'b' }] }),
    `${JOB}.scaleway_sd_configs.0`,
  ),
  accepted('STACKIT', job({ stackit_sd_configs: [{ project: 'a' }] })),
  refused('an empty mechanism', job({ dns_sd_configs: [null] }), `${JOB}.dns_sd_configs.0`),
  refused('an unknown mechanism', job({ k8s_sd_configs: [{ role: 'pod' }] }), `${JOB}.k8s_sd_configs`),
  // The target allocator.
  accepted('a target allocator', allocator({})),
  accepted(
    'a target allocator with its clients',
    allocator({ http_sd_config: { refresh_interval: '30s' }, http_scrape_config: { basic_auth: { username: 'a' } } }),
  ),
  refused(
    'an interval of a target allocator without a unit',
    allocator({ http_sd_config: { refresh_interval: '30' } }),
    'target_allocator.http_sd_config.refresh_interval',
  ),
  refused(
    'a client of a target allocator with two users',
    allocator({ http_scrape_config: { basic_auth: { username: 'a', username_file: 'b' } } }),
    'target_allocator.http_scrape_config.basic_auth',
  ),
  refused(
    'OAuth2 of a target allocator without an address',
    allocator({ http_scrape_config: { oauth2: { client_id: 'a' } } }),
    'target_allocator.http_scrape_config.oauth2',
  ),
  refused(
    'a text for a boolean of a target allocator',
    allocator({ http_sd_config: { follow_redirects: 'true' } }),
    'target_allocator.http_sd_config.follow_redirects',
  ),
  refused(
    'a fault next to a target allocator',
    { ...allocator({}), config: { global: { scrape_intervall: '30s' } } },
    'config.global.scrape_intervall',
  ),
  // The receiver.
  refused('neither jobs nor a target allocator', { config: {} }, ''),
];
