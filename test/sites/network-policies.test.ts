import { JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { describe, expect, it } from 'vitest';

import {
  basicauthExtension,
  Cluster,
  CollectorDistribution,
  CollectorMode,
  CollectorPipeline,
  customReceiver,
  debugExporter,
  EdgeSite,
  EnvironmentSource,
  existingNamespace,
  httpCheckReceiver,
  jaegerReceiver,
  k8sAttributesProcessor,
  kubeletStatsReceiver,
  oauth2clientExtension,
  otlpGrpcExporter,
  otlpHttpExporter,
  otlpReceiver,
  prometheusReceiver,
  resourceDetectionProcessor,
  secretValue,
  TraceGenerator,
  TraceProtocol,
  type CollectorPipelineProps,
  type EdgeSiteProps,
  type Exporter,
  type Receiver,
  type TelemetryNetwork,
} from '../../constructs';
import { network, objectsOf, rulesOf } from '../helpers';
import {
  collectorPod,
  namesOf,
  neighbour,
  podWith,
  policiesOf,
  policyOf,
  reaching,
  router,
  stranger,
  WORLD,
} from '../security/policies-of';
import { allows, type Party } from '../security/policy-evaluator';

/** A collector of an edge with a receiver, an exporter and what else it is given. */
function collector(
  props: CollectorPipelineProps = {},
  site: EdgeSiteProps = {},
): { app: TelemetryNetwork; edge: EdgeSite; made: CollectorPipeline } {
  const app = network();
  const edge = new EdgeSite(app, 'edge', site);
  return { app, edge, made: new CollectorPipeline(edge, 'collector', props) };
}

/** What a collector with these components reaches of some places. */
function reached(
  receiver: Receiver<'metrics'>,
  exporter: Exporter<'metrics'>,
  props: CollectorPipelineProps = {},
  add: (made: CollectorPipeline) => void = () => undefined,
): readonly string[] {
  const { app, made } = collector(props);
  made.metrics().receive(receiver).export(exporter);
  add(made);
  const places: Readonly<Record<string, readonly [Party, number]>> = {
    'api 443': [WORLD, 443],
    'api 6443': [WORLD, 6443],
    'world 4317': [WORLD, 4317],
    'world 9999': [WORLD, 9999],
    kubelet: [{ address: '172.18.0.2' }, 10_250],
    metadata: [{ address: '169.254.169.254' }, 80],
    'monitoring 3100': [podWith({}, 'monitoring'), 3100],
    'monitoring 9009': [podWith({}, 'monitoring'), 9009],
    stranger: [stranger, 80],
    dns: [WORLD, 53],
  };
  const policies = policiesOf(app);
  return Object.keys(places).filter((name) => {
    const [to, port] = places[name] ?? expect.fail();
    return allows(policies, { from: collectorPod('collector'), to, port });
  });
}

describe('a site', () => {
  it('closes the namespaces that it makes, and in others only its own pods', () => {
    const app = network();
    const edge = new EdgeSite(app, 'edge', { namespace: existingNamespace('telemetry') });
    const made = new CollectorPipeline(edge.addNamespace('apps'), 'agent');
    made.traces().receive(otlpReceiver()).export(debugExporter());
    edge.addNamespace(existingNamespace('theirs'));
    new TraceGenerator(edge, 'probe', { sendTo: made });
    expect([...namesOf(app)].sort()).toEqual([
      'apps/agent-collector',
      'apps/default-deny',
      'telemetry/probe-generator',
      'telemetry/skupper-router',
    ]);
    for (const to of [neighbour, podWith({}, 'theirs')]) expect(reaching(app, to, 80, { WORLD })).toEqual(['WORLD']);
    expect(reaching(app, podWith({}, 'apps'), 80, { WORLD })).toEqual([]);
    const lookup = { router, agent: collectorPod('agent', 'apps'), probe: podWith({ 'app.kubernetes.io/name': 'probe' }) };
    expect(reaching(app, WORLD, 53, lookup)).toEqual(['router', 'agent', 'probe']);
    expect(reaching(app, WORLD, 80, lookup)).toEqual([]);
  });

  it('makes none if it is told so, or the network is; the operator then makes its own', () => {
    const app = network({ networkPolicies: false });
    const [off, on] = [new EdgeSite(app, 'off'), new EdgeSite(app, 'on', { networkPolicies: true, namespace: 'on' })];
    for (const site of [off, on]) new CollectorPipeline(site, 'agent').traces().receive(otlpReceiver()).export(debugExporter());
    expect(namesOf(app)).toEqual(['on/default-deny', 'on/skupper-router', 'on/agent-collector']);
    const enabled = objectsOf(app).flatMap(({ kind, spec }) =>
      kind === 'OpenTelemetryCollector' ? [(spec as { networkPolicy: object }).networkPolicy] : [],
    );
    expect(enabled).toEqual([{ enabled: true }, { enabled: false }]);
    expect(namesOf(networkWith({ networkPolicies: false }))).toEqual([]);
  });

  it('lets the network observer reach the router if it is asked to', () => {
    expect(reaching(networkWith({}), router, 5671, { neighbour, stranger })).toEqual([]);
    expect(reaching(networkWith({ networkPolicies: { networkObserver: true } }), router, 5671, { neighbour, stranger })).toEqual([
      'neighbour',
    ]);
  });

  it('refuses a namespace that is none', () => {
    expect(() => networkWith({ networkPolicies: { sidecarNamespaces: ['Shop'] } })).toThrow('networkPolicies.sidecarNamespaces');
  });
});

function networkWith(props: EdgeSiteProps): TelemetryNetwork {
  const app = network();
  new EdgeSite(app, 'edge', props);
  return app;
}

describe('a receiver', () => {
  it.each<[string, CollectorPipelineProps['senders'], boolean, readonly string[]]>([
    ['is for the applications of the cluster where nothing is known to send to it', undefined, false, ['neighbour', 'stranger']],
    ['is for those alone that are known to send to it', undefined, true, ['sender']],
    ['is for nobody if the program says so and knows of none', 'known', false, []],
    ['is for its namespace if the program says so', 'namespace', true, ['sender', 'neighbour']],
    ['is for the cluster if the program says so', 'cluster', true, ['sender', 'neighbour', 'stranger']],
    ['is for anybody if the program says so', 'anybody', true, ['sender', 'neighbour', 'stranger', 'WORLD']],
  ])('%s', (_, senders, isSentTo, expected) => {
    const { app, edge, made } = collector({ senders });
    const otlp = otlpReceiver();
    made.traces().receive(otlp).export(debugExporter());
    if (isSentTo) new CollectorPipeline(edge, 'sender').traces().receive(otlp).export(made.exporter(otlp));
    const from = { sender: collectorPod('sender'), neighbour, stranger, WORLD };
    expect(reaching(app, collectorPod('collector'), 4317, from)).toEqual(expected);
  });
});

describe('who sends', () => {
  it('is known by an endpoint that is typed, over the headless Service, and from another namespace and site of the cluster', () => {
    const app = network();
    const cluster = new Cluster('one');
    const [first, second] = [new EdgeSite(app, 'first', { cluster }), new EdgeSite(app, 'second', { cluster, namespace: 'second' })];
    const otlp = otlpReceiver();
    const gateway = new CollectorPipeline(first, 'gateway', { mode: CollectorMode.statefulset({ replicas: 2 }) });
    gateway.traces().receive(otlp).export(debugExporter());
    const add = (site: EdgeSite, name: string, exporter: Exporter<'traces'>): void => {
      new CollectorPipeline(site, name).traces().receive(otlp).export(exporter);
    };
    add(second, 'typed', otlpGrpcExporter({ endpoint: 'gateway-collector.telemetry.svc.cluster.local:4317', insecure: true }));
    add(first, 'balanced', gateway.loadBalancedExporter(otlp));
    const senders = {
      typed: collectorPod('typed', 'second'),
      balanced: collectorPod('balanced'),
      neighbour,
      other: collectorPod('other', 'second'),
    };
    expect(reaching(app, collectorPod('gateway'), 4317, senders)).toEqual(['typed', 'balanced']);
    expect(reaching(app, collectorPod('gateway'), 4318, senders)).toEqual([]);
  });

  it('is a trace generator, over UDP too', () => {
    const { app, edge, made } = collector();
    made
      .traces()
      .receive(jaegerReceiver({ thriftCompact: {} }))
      .export(debugExporter());
    new TraceGenerator(edge, 'probe', { sendTo: made, protocol: TraceProtocol.THRIFT_COMPACT });
    const from = { probe: podWith({ 'app.kubernetes.io/name': 'probe' }), neighbour };
    expect(reaching(app, collectorPod('collector'), 6831, from, 'UDP')).toEqual(['probe']);
    expect(reaching(app, collectorPod('collector'), 6831, from)).toEqual([]);
  });
});

describe('a collector reaches', () => {
  const [otlp, debug] = [otlpReceiver(), debugExporter()];

  it.each<[string, () => readonly string[], readonly string[]]>([
    ['nothing but DNS if it dials nobody', () => reached(otlp, debug), ['dns']],
    [
      'the port of an endpoint outside of the cluster',
      () => reached(otlp, otlpGrpcExporter({ endpoint: 'tempo.example.com:4317' })),
      ['world 4317', 'dns'],
    ],
    [
      'the port that a scheme stands for',
      () => reached(otlp, otlpHttpExporter({ endpoint: 'https://otlp.example.com' })),
      ['api 443', 'dns'],
    ],
    [
      'the namespace of a Service, whose pods listen where they like',
      () => reached(otlp, otlpHttpExporter({ endpoint: 'http://loki.monitoring.svc:3100' })),
      ['monitoring 3100', 'monitoring 9009', 'dns'],
    ],
    [
      'kubelets and the API for kubelet_stats',
      () => reached(kubeletStatsReceiver(), debug, { mode: CollectorMode.daemonset() }),
      ['api 443', 'api 6443', 'kubelet', 'dns'],
    ],
    [
      'the API for what reads it',
      () => reached(otlp, debug, {}, (made) => made.metrics().process(k8sAttributesProcessor())),
      ['api 443', 'api 6443', 'dns'],
    ],
    [
      'what tells a cloud machine about itself',
      () => reached(otlp, debug, {}, (made) => made.metrics().process(resourceDetectionProcessor({ detectors: ['env', 'ec2'] }))),
      ['metadata', 'dns'],
    ],
    [
      'the server of its authenticator',
      () =>
        reached(
          otlp,
          otlpGrpcExporter({
            endpoint: 'tempo.example.com:4317',
            auth: {
              authenticator: oauth2clientExtension({
                clientId: 'c',
                clientSecret: secretValue('s', 'k'),
                tokenUrl: 'https://login.example.com/token',
              }),
            },
          }),
        ),
      ['api 443', 'world 4317', 'dns'],
    ],
    [
      'nothing more for an authenticator that asks nobody',
      () =>
        reached(otlp, debug, {}, (made) =>
          made.addExtension(basicauthExtension({ clientAuth: { username: 'u', password: secretValue('s', 'k') } })),
        ),
      ['dns'],
    ],
    [
      'any host at a port that alone is written',
      () =>
        reached(otlp, otlpGrpcExporter({ endpoint: '${env:TEMPO}:4317', name: 't' }), {
          environment: { TEMPO: EnvironmentSource.text('x') },
        }),
      ['world 4317', 'dns'],
    ],
  ])('%s', (_, places, expected) => {
    expect(places()).toEqual(expected);
  });

  it.each<[string, Receiver<'metrics'>, Exporter<'metrics'>]>([
    ['receivers.prometheus', prometheusReceiver({ config: { scrape_configs: [{ job_name: 'all' }] } }), debugExporter()],
    ['receivers.http_check', httpCheckReceiver({ targets: [{ endpoint: 'https://a.example.com' }] }), debugExporter()],
    ['receivers.acme', customReceiver('acme', { signals: ['metrics'] }), debugExporter()],
    ['exporters.otlp_grpc/t', otlpReceiver(), otlpGrpcExporter({ endpoint: '${env:TEMPO}', name: 't' })],
  ])('everything if %s is in it, and the policy says so', (component, receiver, exporter) => {
    const { app, made } = collector({ image: CollectorDistribution.CONTRIB.image, environment: { TEMPO: EnvironmentSource.text('x') } });
    made.metrics().receive(receiver).export(exporter);
    expect(policyOf(app, 'collector-collector').metadata.annotations).toMatchObject({ 'cdk8s-otel-skupper/open-egress': component });
    expect(reaching(app, WORLD, 9999, { collector: collectorPod('collector'), other: collectorPod('other') })).toEqual(['collector']);
  });

  it('what a JSON patch makes it dial, and no more what it took away', () => {
    const { app, made } = collector();
    made
      .metrics()
      .receive(otlp)
      .export(otlpGrpcExporter({ endpoint: 'tempo.example.com:4317', name: 't' }));
    const reachedPorts = (): readonly number[] =>
      [4317, 9999].filter((port) => reaching(app, WORLD, port, { c: collectorPod('collector') }).length > 0);
    expect(reachedPorts()).toEqual([4317]);
    made.manifest.addJsonPatch(JsonPatch.replace('/spec/config/exporters/otlp_grpc~1t/endpoint', 'tempo.example.com:9999'));
    expect(reachedPorts()).toEqual([9999]);
  });

  it('its proxy and nothing else where the environment names one: what that is, the program does not know', () => {
    const { app, made } = collector({ environment: { HTTPS_PROXY: EnvironmentSource.text('http://proxy:3128') } });
    made.metrics().receive(otlp).export(debug);
    expect(policyOf(app, 'collector-collector').metadata.annotations).toMatchObject({
      'cdk8s-otel-skupper/open-egress': 'env.HTTPS_PROXY',
    });
  });
});

describe('a workload of somebody else', () => {
  it('is named once where nobody lets anything through to it, and not where a policy of the program selects it', () => {
    const app = network();
    const edge = new EdgeSite(app, 'edge');
    const containers = [{ image: 'web:1' }];
    new kplus.Deployment(edge, 'alone', { containers });
    new kplus.NetworkPolicy(edge, 'its-own', { selector: new kplus.Deployment(edge, 'guarded', { containers }) });
    new kplus.Deployment(edge.addNamespace(existingNamespace('theirs')), 'elsewhere', { containers });
    expect(rulesOf(app.findings())).toEqual(['network-policy/workload edge/alone/Resource']);
  });
});
