import { Duration, Size } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import { PublicSite, type SkupperV1Options } from '../../constructs';
import { network, objectOf } from '../helpers';

/** The keys of a site's ConfigMap. */
function settings(legacy: SkupperV1Options = {}): Readonly<Record<string, string>> {
  const app = network({ generation: 'legacy' });
  new PublicSite(app, 'hub', { legacy });
  return (objectOf(app, 'ConfigMap', 'skupper-site') as unknown as { data: Readonly<Record<string, string>> }).data;
}

const PLAIN = settings;

describe('a Skupper v1 site', () => {
  it('says what the defaults are, and no more', () => {
    expect(settings()).toEqual({
      name: 'hub',
      edge: 'false',
      'cluster-local': 'false',
      ingress: 'loadbalancer',
      console: 'false',
      'router-console': 'false',
      'service-controller': 'true',
      'service-sync': 'true',
    });
  });

  it.each<[string, SkupperV1Options, Readonly<Record<string, string>>]>([
    [
      'a console',
      { console: {} },
      { console: 'true', 'console-authentication': 'internal', 'console-user': 'admin', 'console-ingress': 'none' },
    ],
    ['a console for users of OpenShift', { console: { authentication: 'openshift', ingress: 'route' } }, { 'console-ingress': 'route' }],
    ['what a console shows', { console: {} }, { 'flow-collector': 'true' }],
    [
      'a flow collector',
      { flowCollector: { recordTtl: Duration.minutes(15), millicores: 500, memoryLimit: Size.gibibytes(1) } },
      { 'flow-collector-record-ttl': '15m', 'flow-collector-cpu': '500m', 'flow-collector-memory-limit': '1Gi' },
    ],
    [
      'a Prometheus elsewhere',
      { prometheus: { externalServer: 'https://prometheus.example.com' } },
      { 'prometheus-external-server': 'https://prometheus.example.com', 'prometheus-server-authentication': 'tls' },
    ],
    [
      'pods of the router',
      {
        router: {
          millicores: 1000,
          millicoresLimit: 2000,
          memory: Size.mebibytes(512),
          podAntiAffinity: { app: 'a', tier: 'b' },
          nodeSelector: { 'kubernetes.io/os': 'linux' },
          serviceAnnotations: { 'example.com/a': '1' },
          loadBalancerIp: '203.0.113.7',
          logging: 'info',
          maxFrameSize: 65_536,
          maxSessionFrames: 1000,
          dropTcpConnections: true,
        },
      },
      {
        'router-cpu': '1',
        'router-cpu-limit': '2',
        'router-memory': '512Mi',
        'router-pod-antiaffinity': 'app=a,tier=b',
        'router-node-selector': 'kubernetes.io/os=linux',
        'router-service-annotations': 'example.com/a=1',
        'router-load-balancer-ip': '203.0.113.7',
        'router-logging': 'info',
        'xp-router-max-frame-size': '65536',
        'xp-router-max-session-frames': '1000',
        'router-drop-tcp-connections': 'true',
      },
    ],
    ['the controller', { controller: { podAnnotations: { a: 'b' } } }, { 'controller-pod-annotations': 'a=b' }],
    ['what keeps the configuration', { configSync: { memory: Size.mebibytes(64) } }, { 'config-sync-memory': '64Mi' }],
    [
      'users, rights and policies',
      { runAsUser: 1000, runAsGroup: 1000, clusterPermissions: true, createNetworkPolicy: true, skupperEvents: false },
      {
        'run-as-user': '1000',
        'run-as-group': '1000',
        'cluster-permissions': 'true',
        'create-network-policy': 'true',
        'enable-skupper-events': 'false',
      },
    ],
    [
      'services',
      { serviceSyncSiteTtl: Duration.hours(1), annotationSeparator: ';', restApi: true },
      { 'service-sync-site-ttl': '1h', 'annotation-separator': ';', 'rest-api': 'true' },
    ],
  ])('has %s by the keys that Skupper v1 reads', (_, options, keys) => {
    expect(settings(options)).toMatchObject({
      ...Object.fromEntries(Object.entries(PLAIN()).filter(([key]) => key !== 'console')),
      ...keys,
    });
  });

  it('has no user where nobody logs in by one', () => {
    expect(settings({ console: { authentication: 'unsecured', user: 'barney' } })).not.toHaveProperty('console-user');
  });

  it.each<[string, SkupperV1Options]>([
    ['router.serviceAnnotations', { router: { serviceAnnotations: { a: 'b,c' } } }],
    ['router.millicores', { router: { millicores: 0 } }],
    ['runAsUser', { runAsUser: 0 }],
    ['router.maxFrameSize', { router: { maxFrameSize: 511 } }],
    ['router.logging', { router: { logging: 'info\nconsole-password' } }],
    ['router.ingressHost', { router: { ingressHost: 'a b' } }],
    ['controller.loadBalancerIp', { controller: { loadBalancerIp: 'any' } }],
    ['annotationSeparator', { annotationSeparator: '' }],
    ['console.authentication', { console: { authentication: 'basic' as 'internal' } }],
    ['console.ingress', { console: { ingress: 'loadbalncer' as 'none' } }],
    ['console.ingress', { console: { authentication: 'unsecured', ingress: 'loadbalancer' } }],
    ['prometheus.externalServer', { prometheus: { externalServer: 'https://user:hunter2@prometheus.example.com' } }],
  ])('refuses %s that Skupper v1 would take for something else', (place, options) => {
    expect(() => settings(options)).toThrow(`argument at ${place}`);
    expect(() => settings(options)).not.toThrow('hunter2');
  });
});
