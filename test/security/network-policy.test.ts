import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { parseSelector, selects } from '../../constructs/security/label-selector';
import { networkPolicySpec, type Flow } from '../../constructs/security/network-policy';
import { addresses, CLUSTER_PODS, everyPodOf, podsIn } from '../../constructs/security/peers';
import { ALL_TCP, tcp, tcpRange } from '../../constructs/security/ports';
import { placeOfHost } from '../../constructs/security/cluster-host';
import { allows, type Party, type Pod, type Policy } from './policy-evaluator';

const pod = (name: string, namespace: string): Pod => ({ name, namespace, labels: { app: name } });
const own = pod('own', 'home');
const parties: readonly Party[] = [
  pod('a', 'home'),
  pod('b', 'home'),
  pod('a', 'away'),
  pod('b', 'far'),
  { address: '203.0.113.5' },
  { address: '198.51.100.5' },
];
const peer = fc.constantFrom(
  CLUSTER_PODS,
  podsIn({ matchLabels: { app: 'a' } }, ['home'], 'home'),
  podsIn({ matchLabels: { app: 'a' } }, ['away', 'home'], 'home'),
  podsIn({ matchExpressions: [{ key: 'app', operator: 'Exists' }] }, ['far'], 'home'),
  everyPodOf('home', 'home'),
  everyPodOf('away', 'home'),
  addresses('203.0.113.0/24'),
);
const port = fc.constantFrom(tcp(53), { protocol: 'UDP' as const, port: 53 }, tcp(80), tcpRange(50, 90), tcpRange(60, 70), ALL_TCP);
const flow: fc.Arbitrary<Flow> = fc.record({
  peers: fc.oneof(fc.constant('anybody' as const), fc.array(peer, { minLength: 1, maxLength: 3 })),
  ports: fc.oneof(
    { weight: 1, arbitrary: fc.constant('all' as const) },
    { weight: 9, arbitrary: fc.array(port, { minLength: 1, maxLength: 3 }) },
  ),
});

const tried = parties.flatMap((party) =>
  [53, 60, 80, 90, 443].flatMap((number) => (['TCP', 'UDP'] as const).map((protocol) => ({ party, port: number, protocol }))),
);
const policyOf = (flows: readonly Flow[]): Policy => ({
  metadata: { name: 'p', namespace: 'home' },
  spec: networkPolicySpec({ matchLabels: { app: 'own' } }, { ingress: flows }),
});

describe('the policy of several flows', () => {
  it('lets through what one of them does, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(flow, { maxLength: 6 }), (flows) => {
        for (const { party, port: number, protocol } of tried) {
          const connection = { from: party, to: own, port: number, protocol };
          const one = flows.some((single) => allows([policyOf([single])], connection));
          expect(allows([policyOf(flows)], connection)).toBe(one);
        }
      }),
    );
  });

  it('is the same in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(flow, { maxLength: 6 }), (flows) => {
        expect(policyOf([...flows].reverse())).toEqual(policyOf(flows));
        expect(policyOf([...flows, ...flows])).toEqual(policyOf(flows));
      }),
    );
  });

  it('says nothing of a direction that is not given, and closes one without flows', () => {
    expect(networkPolicySpec({}, { ingress: [] })).toEqual({ podSelector: {}, policyTypes: ['Ingress'] });
    expect(networkPolicySpec({}, { ingress: [], egress: [] }).policyTypes).toEqual(['Ingress', 'Egress']);
  });
});

describe('a selector that is written as text', () => {
  it.each<[string, Record<string, string>, boolean]>([
    ['app=a', { app: 'a' }, true],
    ['app=a,tier==b', { app: 'a' }, false],
    ['app in (a,b),!canary', { app: 'b' }, true],
    ['app in (a, b), !canary', { app: 'b', canary: 'yes' }, false],
    ['app notin (a)', {}, true],
    ['app!=a', { app: 'a' }, false],
    ['example.com/app', { 'example.com/app': '' }, true],
    ['app=a,app=b', { app: 'a' }, false],
  ])('%s', (text, labels, isTaken) => {
    expect(selects(parseSelector(text) ?? expect.fail('no selector'), labels)).toBe(isTaken);
  });

  it('is none if it cannot be read', () => {
    expect([parseSelector('a b'), parseSelector('app in a'), parseSelector('')]).toEqual([undefined, undefined, undefined]);
  });
});

describe('a host', () => {
  it.each([
    ['localhost', 'pod'],
    ['127.0.0.1', 'pod'],
    ['gateway-collector', { name: 'gateway-collector', namespace: 'home' }],
    ['loki.monitoring.svc', { name: 'loki', namespace: 'monitoring' }],
    ['loki.monitoring.svc.cluster.local.', { name: 'loki', namespace: 'monitoring' }],
    ['pod-0.loki.monitoring.svc', { name: 'loki', namespace: 'monitoring' }],
    ['db.known', { name: 'db', namespace: 'known' }],
    ['example.com', 'elsewhere'],
    ['tempo.example.com', 'elsewhere'],
    ['10.0.0.7', 'elsewhere'],
  ])('%s is where its name says', (host, place) => {
    expect(placeOfHost(host, 'home', (name) => name === 'known')).toEqual(place);
  });
});
