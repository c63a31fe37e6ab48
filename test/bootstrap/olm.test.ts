import { Chart, Duration } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  CatalogSource,
  EdgeSite,
  OperatorGroup,
  Subscription,
  type CatalogSourceProps,
  type OperatorGroupProps,
  type SubscriptionProps,
  type TelemetryNetwork,
} from '../../constructs';
import { network, objectOf, type KubeObject } from '../helpers';

const CATALOG = { name: 'catalog', namespace: 'olm' };
const INDEX = 'quay.io/example/index:v1';

/** What one construct in a chart for the namespace `own-operators` becomes. */
function rendered(make: (chart: Chart) => unknown, kind: string, app: TelemetryNetwork = network()): KubeObject {
  make(new Chart(app, 'olm', { namespace: 'own-operators' }));
  return objectOf(app, kind);
}
const catalog = (props: Partial<CatalogSourceProps> = {}): KubeObject =>
  rendered((chart) => new CatalogSource(chart, 'c', { name: 'catalog', image: INDEX, ...props }), 'CatalogSource');
const group = (props: OperatorGroupProps = {}): KubeObject => rendered((chart) => new OperatorGroup(chart, 'g', props), 'OperatorGroup');
const subscription = (props: Partial<SubscriptionProps> = {}): KubeObject =>
  rendered((chart) => new Subscription(chart, 's', { package: 'p', channel: 'stable', catalog: CATALOG, ...props }), 'Subscription');

describe('a catalogue', { tags: 'subscriptions' }, () => {
  it('has a pod that namespaces of the level restricted let in, and is asked for no other image', () => {
    expect(catalog().spec).toEqual({ sourceType: 'grpc', image: INDEX, grpcPodConfig: { securityContextConfig: 'restricted' } });
  });

  it('is polled, named and preferred as the program says', () => {
    const spec = catalog({
      displayName: 'Ours',
      publisher: 'Platform',
      poll: Duration.hours(1),
      securityContext: 'legacy',
      pullSecrets: ['pull'],
      priority: -100,
    }).spec;
    expect(spec).toMatchObject({
      displayName: 'Ours',
      publisher: 'Platform',
      grpcPodConfig: { securityContextConfig: 'legacy' },
      updateStrategy: { registryPoll: { interval: '60m' } },
      secrets: ['pull'],
      priority: -100,
    });
  });

  it('comes from the mirror of the network', () => {
    const app = network({ images: { mirrors: { 'quay.io': 'harbor.example.com/quay' } } });
    const made = rendered((chart) => new CatalogSource(chart, 'c', { name: 'catalog', image: INDEX }), 'CatalogSource', app);
    expect(made.spec).toMatchObject({ image: 'harbor.example.com/quay/example/index:v1' });
  });

  it.each<[string, Partial<CatalogSourceProps>, string]>([
    ['an image with a space', { image: 'quay.io/a b' }, 'has to be the image of an index'],
    ['a name that no Service has', { name: '1catalog' }, 'has to be a DNS label'],
    ['a poll of half a minute', { poll: Duration.seconds(30) }, 'poll (minutes) has to be an integer'],
  ])('refuses %s', (_, props, says) => {
    expect(() => catalog(props)).toThrow(says);
  });
});

describe('an operator group', () => {
  it('is for all namespaces, unless it names some', () => {
    expect(group()).toMatchObject({ metadata: { name: 'own-operators', namespace: 'own-operators' }, spec: {} });
    expect(group({ name: 'g', targetNamespaces: ['a', 'b'] }).spec).toEqual({ targetNamespaces: ['a', 'b'] });
  });

  it('refuses to be for none', () => {
    expect(() => group({ targetNamespaces: [] })).toThrow('have to look after a namespace');
  });
});

describe('a subscription', { tags: 'subscriptions' }, () => {
  it('names package, channel and catalogue, and says who approves', () => {
    expect(subscription()).toMatchObject({ metadata: { name: 'p', namespace: 'own-operators' } });
    expect(subscription().spec).toEqual({
      name: 'p',
      channel: 'stable',
      source: 'catalog',
      sourceNamespace: 'olm',
      installPlanApproval: 'Automatic',
    });
    expect(subscription({ approval: 'manual', startingCsv: 'p.v1.2.3' }).spec).toMatchObject({
      installPlanApproval: 'Manual',
      startingCSV: 'p.v1.2.3',
    });
  });

  it('takes a catalogue of the program', () => {
    const app = network();
    const olm = new Chart(app, 'olm', { namespace: 'olm' });
    new Subscription(olm, 's', { package: 'p', channel: 'c', catalog: new CatalogSource(olm, 'c', { name: 'own', image: INDEX }) });
    expect(objectOf(app, 'Subscription').spec).toMatchObject({ source: 'own', sourceNamespace: 'olm' });
  });

  it('gives pods of the operator what the program says', () => {
    const config = {
      env: { LOG_LEVEL: 'debug' },
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      resources: { limits: { memory: '256Mi' } },
      tolerations: [{ key: 'edge', operator: 'Exists' }],
    } as const;
    expect(subscription({ config }).spec).toMatchObject({ config: { ...config, env: [{ name: 'LOG_LEVEL', value: 'debug' }] } });
  });

  it.each<[string, Partial<SubscriptionProps>, string]>([
    ['a package that is none', { package: 'a package' }, 'package: has to be a name as the catalogue has it'],
    ['a channel that is none', { channel: '' }, 'channel: has to be a name as the catalogue has it'],
    ['a version that is no name', { startingCsv: '1.9.6!' }, 'startingCsv has to be the name of a Kubernetes object'],
    ['a catalogue in no namespace', { catalog: { name: 'c', namespace: '' } }, 'catalog.namespace has to be a DNS label'],
  ])('refuses %s', (_, props, says) => {
    expect(() => subscription(props)).toThrow(says);
  });

  it('is in the namespace of its site, and nowhere without one', () => {
    const app = network();
    const props = { package: 'p', channel: 'c', catalog: CATALOG };
    new Subscription(new EdgeSite(app, 'edge', { namespace: 'here' }), 's', props);
    expect(objectOf(app, 'Subscription').metadata.namespace).toBe('here');
    expect(() => new Subscription(new Chart(app, 'nowhere'), 's', props)).toThrow('neither this nor its chart says a namespace');
  });
});
