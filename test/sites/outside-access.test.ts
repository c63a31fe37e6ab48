import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { describe, expect, it } from 'vitest';

import {
  CollectorMode,
  CollectorPipeline,
  debugExporter,
  EdgeSite,
  existingNamespace,
  JaegerAllInOne,
  otlpReceiver,
  type CollectorPipelineProps,
  type EdgeSiteProps,
} from '../../constructs';
import { network } from '../helpers';

const UI = 16_686;
const PODS = { 'app.kubernetes.io/name': 'gateway-collector' };

/** An object of a site. */
interface Given {
  readonly apiVersion: string;
  readonly kind: string;
  readonly spec: object;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
}

interface Program extends CollectorPipelineProps {
  readonly site?: EdgeSiteProps;
  readonly objects: readonly Given[];
  readonly change?: (gateway: CollectorPipeline, site: EdgeSite) => unknown;
}

/** Ports and options in the findings for a site with a gateway, which nothing of the program sends to. */
function findingsOf({ site: siteProps, objects, change = () => undefined, ...props }: Program): readonly string[] {
  const app = network();
  const site = new EdgeSite(app, 'edge', siteProps);
  const gateway = new CollectorPipeline(site, 'gateway', props);
  gateway.traces().receive(otlpReceiver()).export(debugExporter());
  objects.forEach((object, i) => new ApiObject(site, `object-${i}`, { metadata: { name: `object-${i}` }, ...object }));
  change(gateway, site);
  return app
    .findings()
    .filter(({ rule }) => rule === 'network-policy/outside-access')
    .map(({ message, fix }) => `${/ports? ([\d, ]+) of/.exec(message)?.[1] ?? ''} ${/^Set (\S+ '\w+')/.exec(fix)?.[1] ?? fix}`);
}

function ingress(service: string, port: object): Given {
  const paths = [{ path: '/', pathType: 'Prefix', backend: { service: { name: service, port } } }];
  return { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', spec: { rules: [{ http: { paths } }] } };
}

function gatewayRoute(kind: string, backend: object): Given {
  return { apiVersion: 'gateway.networking.k8s.io/v1', kind, spec: { rules: [{ backendRefs: [backend] }] } };
}

function service(spec: object, name = 'own'): Given {
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name },
    spec: { selector: PODS, ports: [{ name: 'grpc', port: 443, targetPort: 4317 }], ...spec },
  };
}

function policy(rule: object): Given {
  const spec = { podSelector: { matchLabels: PODS }, policyTypes: ['Ingress'], ingress: [rule] };
  return { apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', spec };
}

const INGRESS = ingress('gateway-collector', { number: 4317 });
const KNOWN = { senders: 'known' } as const;

describe('an object that leads to a closed port is found', () => {
  it.each<[string, Program, readonly string[]]>([
    ['an Ingress', { ...KNOWN, objects: [INGRESS] }, ["4317 senders: 'cluster'"]],
    [
      'an Ingress with only a default backend',
      {
        ...KNOWN,
        objects: [{ ...INGRESS, spec: { defaultBackend: { service: { name: 'gateway-collector-headless', port: { number: 4318 } } } } }],
      },
      ["4318 senders: 'cluster'"],
    ],
    [
      'the name of a port, which can be one of two',
      { ...KNOWN, objects: [ingress('gateway-collector', { name: 'otlp-http' })] },
      ["4317, 4318 senders: 'cluster'"],
    ],
    ['a Service of the program', { ...KNOWN, objects: [ingress('own', { number: 443 }), service({})] }, ["4317 senders: 'cluster'"]],
    [
      'the name of a port of a Service of the program',
      { ...KNOWN, objects: [ingress('own', { name: 'grpc' }), service({})] },
      ["4317 senders: 'cluster'"],
    ],
    [
      'a GRPCRoute',
      { ...KNOWN, objects: [gatewayRoute('GRPCRoute', { name: 'gateway-collector', port: 4317 })] },
      ["4317 senders: 'cluster'"],
    ],
    [
      'an HTTPRoute in another namespace',
      {
        ...KNOWN,
        objects: [
          {
            ...gatewayRoute('HTTPRoute', { kind: 'Service', name: 'gateway-collector', namespace: 'telemetry', port: 4318 }),
            metadata: { namespace: 'gateways' },
          },
        ],
      },
      ["4318 senders: 'cluster'"],
    ],
    [
      'a Route of OpenShift',
      {
        ...KNOWN,
        objects: [
          {
            apiVersion: 'route.openshift.io/v1',
            kind: 'Route',
            spec: { to: { kind: 'Service', name: 'own' }, port: { targetPort: 4317 } },
          },
          service({}),
        ],
      },
      ["4317 senders: 'cluster'"],
    ],
    ['a load balancer', { objects: [service({ type: 'LoadBalancer' })] }, ["4317 senders: 'anybody'"]],
    [
      'ports of nodes, with those of pods by name',
      { objects: [service({ type: 'NodePort', ports: [{ port: 4317 }, { port: 4318 }] })] },
      ["4317, 4318 senders: 'anybody'"],
    ],
    ['addresses outside', { senders: 'cluster', objects: [service({ externalIPs: ['203.0.113.9'] })] }, ["4317 senders: 'anybody'"]],
    [
      'metrics for addresses outside, which no option opens',
      { objects: [service({ type: 'LoadBalancer', ports: [{ port: 8888 }] })] },
      ['8888 Add a NetworkPolicy that lets them in.'],
    ],
    [
      'a policy of the program for another port, and one for pods of the cluster',
      {
        senders: 'cluster',
        objects: [service({ type: 'LoadBalancer' }), policy({ ports: [{ port: 4318 }] }), policy({ from: [{ namespaceSelector: {} }] })],
      },
      ["4317 senders: 'anybody'"],
    ],
    [
      'an Ingress in a namespace that was there, where the pods of the site are closed',
      { ...KNOWN, site: { namespace: existingNamespace('telemetry') }, objects: [INGRESS] },
      ["4317 senders: 'cluster'"],
    ],
  ])('%s', (_, program, expected) => {
    expect(findingsOf(program)).toEqual(expected);
  });

  it('with Ingress and Service of cdk8s-plus', () => {
    const change = (_: CollectorPipeline, site: EdgeSite): void => {
      const pods = kplus.Pods.select(site, 'pods', { labels: PODS });
      const own = new kplus.Service(site, 'own', { selector: pods, ports: [{ port: 80, targetPort: 4318 }] });
      new kplus.Ingress(site, 'ingress', { rules: [{ path: '/', backend: kplus.IngressBackend.fromService(own) }] });
    };
    expect(findingsOf({ ...KNOWN, objects: [], change })).toEqual(["4318 senders: 'cluster'"]);
  });

  it('for the UI of Jaeger, and for what the operator creates', () => {
    const objects = [ingress('jaeger-collector-extension', { number: UI }), ingress('jaeger-collector', { name: 'jaeger-query' })];
    const change = (gateway: CollectorPipeline, site: EdgeSite): void => {
      new JaegerAllInOne(site, 'jaeger');
      gateway.manifest.addJsonPatch(JsonPatch.add('/spec/ingress', { type: 'route' }));
    };
    expect(findingsOf({ ...KNOWN, objects, change })).toEqual([
      "4317, 4318 senders: 'cluster'",
      "16686 viewers: 'cluster'",
      "16686, 16685 viewers: 'cluster'",
    ]);
  });
});

describe('an object that leads to an open port is no finding', () => {
  it.each<[string, Program]>([
    ['of a receiver for the applications', { objects: [INGRESS] }],
    ['that the program opens to the cluster', { senders: 'cluster', objects: [INGRESS] }],
    ['that the program opens to the namespace, where the controller may be', { senders: 'namespace', objects: [INGRESS] }],
    ['that the program opens to anybody', { senders: 'anybody', objects: [INGRESS, service({ type: 'LoadBalancer' })] }],
    ['without policies', { ...KNOWN, site: { networkPolicies: false }, objects: [INGRESS, service({ type: 'LoadBalancer' })] }],
    [
      'by a policy of the program for a controller',
      {
        ...KNOWN,
        objects: [
          INGRESS,
          policy({
            from: [{ podSelector: { matchLabels: { app: 'ingress' } }, namespaceSelector: {} }],
            ports: [{ port: 4000, endPort: 4400 }],
          }),
        ],
      },
    ],
    [
      'by a policy of the program for addresses',
      { objects: [service({ type: 'NodePort' }), policy({ from: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ port: 'grpc' }] })] },
    ],
    [
      'of the operator’s policy',
      {
        ...KNOWN,
        objects: [INGRESS],
        change: (g) => {
          g.manifest.addJsonPatch(JsonPatch.replace('/spec/networkPolicy/enabled', true));
        },
      },
    ],
    ['of the cluster alone', { ...KNOWN, objects: [service({}), service({ type: 'ClusterIP' }, 'other')] }],
    ['of other pods', { ...KNOWN, objects: [service({ type: 'LoadBalancer', selector: { app: 'shop' } })] }],
    ['of a Service without pods', { ...KNOWN, objects: [service({ type: 'LoadBalancer', selector: {} })] }],
    ['that nobody serves', { ...KNOWN, objects: [ingress('gateway-collector', { number: 9999 })] }],
    ['of another Service', { ...KNOWN, objects: [ingress('shop', { number: 4317 })] }],
    ['in another namespace', { ...KNOWN, objects: [{ ...INGRESS, metadata: { namespace: 'shop' } }] }],
    [
      'of another backend',
      { ...KNOWN, objects: [gatewayRoute('HTTPRoute', { group: 'example.com', kind: 'Bucket', name: 'gateway-collector', port: 4317 })] },
    ],
    ['of a controller’s own kinds', { ...KNOWN, objects: [{ ...INGRESS, apiVersion: 'networking.example.com/v1' }] }],
    ['of probes', { ...KNOWN, objects: [service({ type: 'LoadBalancer', ports: [{ port: 13_133 }] })] }],
    ['of metrics, for a controller', { ...KNOWN, objects: [ingress('gateway-collector-monitoring', { number: 8888 })] }],
  ])('%s', (_, program) => {
    expect(findingsOf(program)).toEqual([]);
  });

  it('of a sidecar, whose pods are others', () => {
    const sidecar = { mode: CollectorMode.sidecar(), objects: [service({ type: 'LoadBalancer' })] };
    expect(findingsOf(sidecar)).toEqual([]);
  });

  it('of Jaeger, whose viewers and senders are anybody', () => {
    const ports = [{ port: UI }, { port: 4317 }];
    const selector = { 'app.kubernetes.io/name': 'jaeger-collector' };
    const change = (_: CollectorPipeline, site: EdgeSite): unknown =>
      new JaegerAllInOne(site, 'jaeger', { viewers: 'anybody', senders: 'anybody' });
    expect(findingsOf({ objects: [service({ type: 'LoadBalancer', selector, ports })], change })).toEqual([]);
  });
});
