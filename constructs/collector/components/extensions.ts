import { extensionOf } from '../catalogue/catalogued';

/** Acknowledges data to receivers that ask for it later. */
export const ackExtension = extensionOf('ack');

/** User name and password, of clients or to a server. Passwords come from `secretValue`. */
export const basicauthExtension = extensionOf('basicauth');

/** A bearer token, of clients or to a server. The token comes from `secretValue` or a file. */
export const bearertokenauthExtension = extensionOf('bearertokenauth');

/** Fits the Go runtime to the limits of the container. The operator does so by environment variables already. */
export const cgroupRuntimeExtension = extensionOf('cgroup_runtime');

/** Sets headers of requests by what came with the telemetry. */
export const headersSetterExtension = extensionOf('headers_setter');

/** Answers the kubelet's probes, on all interfaces: the kubelet asks at the pod's address. Collectors of the OpenTelemetry images bring it. */
export const healthCheckExtension = extensionOf('health_check', { defaults: () => ({ endpoint: '0.0.0.0:13133', path: '/' }) });

/** Answers health checks with the status of each component, on port 13134 unless said otherwise. The operator makes no probes from it. */
export const healthcheckv2Extension = extensionOf('healthcheckv2', {
  defaults: () => ({ use_v2: true, http: { endpoint: '0.0.0.0:13134' } }),
});

/** Tells what listens on the machine. */
export const hostObserverExtension = extensionOf('host_observer');

/** Elects one pod of several for what is to be done once. Brings the access it needs. */
export const k8sLeaderElectorExtension = extensionOf('k8s_leader_elector');

/** Tells what runs in the cluster. Brings the access it needs. */
export const k8sObserverExtension = extensionOf('k8s_observer');

/** Tokens by OAuth 2.0 client credentials. The client's secret comes from `secretValue` or a file. */
export const oauth2clientExtension = extensionOf('oauth2client');

/** Checks tokens of clients by OpenID Connect. */
export const oidcExtension = extensionOf('oidc');

/** Reports to a server that speaks OpAMP. */
export const opampExtension = extensionOf('opamp');

/** Offers Go profiles of the collector on localhost. */
export const pprofExtension = extensionOf('pprof');

/** Offers pages about the running collector on localhost. */
export const zpagesExtension = extensionOf('zpages');
