import { describe, expect, it } from 'vitest';

import { allows, type Pod, type Policy } from './policy-evaluator';

const pod = (name: string, namespace = 'shop', labels: Record<string, string> = { app: name }): Pod => ({ name, namespace, labels });
const policy = (spec: Policy['spec'], namespace = 'shop'): Policy => ({ metadata: { name: 'p', namespace }, spec });
const [web, db, stranger] = [pod('web'), pod('db'), pod('stranger', 'other')];
const world = { address: '203.0.113.7' };

// The semantics of the Kubernetes API, which the other tests of this folder stand on.
describe('the evaluator of network policies', () => {
  it('lets everything through where no policy selects', () => {
    expect(allows([], { from: stranger, to: web, port: 80 })).toBe(true);
    expect(allows([policy({ podSelector: { matchLabels: { app: 'db' } } })], { from: world, to: web, port: 80 })).toBe(true);
    expect(allows([policy({ podSelector: {} }, 'other')], { from: world, to: web, port: 80 })).toBe(true);
  });

  it('lets nothing through that a default deny of the direction is not added to', () => {
    const deny = policy({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    expect(allows([deny], { from: world, to: web, port: 80 })).toBe(false);
    expect(allows([deny], { from: web, to: world, port: 80 })).toBe(false);
    const ingress = policy({ podSelector: {}, policyTypes: ['Ingress'] });
    expect(allows([ingress], { from: web, to: world, port: 80 })).toBe(true);
    const allow = policy({ podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Ingress'], ingress: [{}] });
    expect(allows([ingress, allow], { from: world, to: web, port: 80 })).toBe(true);
    expect(allows([ingress, allow], { from: world, to: db, port: 80 })).toBe(false);
  });

  it('wants both ends to let a connection through', () => {
    const out = policy({ podSelector: { matchLabels: { app: 'web' } }, policyTypes: ['Egress'], egress: [{ to: [{ podSelector: {} }] }] });
    const closed = policy({ podSelector: { matchLabels: { app: 'db' } } });
    expect(allows([out], { from: web, to: db, port: 5432 })).toBe(true);
    expect(allows([out, closed], { from: web, to: db, port: 5432 })).toBe(false);
    expect(allows([out], { from: web, to: stranger, port: 5432 })).toBe(false);
  });

  it('takes policies without types for ingress, and for egress too if they have rules for it', () => {
    expect(allows([policy({ podSelector: {} })], { from: web, to: world, port: 1 })).toBe(true);
    expect(allows([policy({ podSelector: {} })], { from: world, to: web, port: 1 })).toBe(false);
    expect(allows([policy({ podSelector: {}, egress: [] })], { from: web, to: world, port: 1 })).toBe(false);
  });

  it('knows pods by labels, in their own namespace unless another is named', () => {
    const from = (...peers: object[]): Policy => policy({ podSelector: {}, ingress: [{ from: peers }] });
    const reaches = (source: Pod, ...peers: object[]): boolean =>
      allows([from(...peers)], { from: source, to: web, port: 1 }, { other: { team: 'x' } });
    expect(reaches(db, { podSelector: { matchLabels: { app: 'db' } } })).toBe(true);
    expect(reaches(stranger, { podSelector: {} })).toBe(false);
    expect(reaches(stranger, { namespaceSelector: {} })).toBe(true);
    expect(reaches(stranger, { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'other' } } })).toBe(true);
    expect(reaches(stranger, { namespaceSelector: { matchLabels: { team: 'y' } } })).toBe(false);
    // One peer is both, two peers are either.
    const [team, app] = [{ namespaceSelector: { matchLabels: { team: 'x' } } }, { podSelector: { matchLabels: { app: 'db' } } }];
    expect(reaches(stranger, { ...team, ...app })).toBe(false);
    expect(reaches(stranger, team, app)).toBe(true);
    const expression = (operator: string, ...values: string[]): object => ({
      podSelector: { matchExpressions: [{ key: 'app', operator, values }] },
    });
    expect(
      [expression('In', 'db'), expression('NotIn', 'db'), expression('Exists'), expression('DoesNotExist')].map((peer) =>
        reaches(db, peer),
      ),
    ).toEqual([true, false, true, false]);
  });

  it('knows addresses by their block, and no pod by it', () => {
    const block = policy({ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: '203.0.113.0/24', except: ['203.0.113.8/31'] } }] }] });
    const from = (address: string): boolean => allows([block], { from: { address }, to: web, port: 1 });
    expect([from('203.0.113.7'), from('203.0.113.9'), from('203.0.114.7')]).toEqual([true, false, false]);
    expect(allows([block], { from: db, to: web, port: 1 })).toBe(false);
  });

  it('knows ports by protocol, number, range and name', () => {
    const on = (port: object, to: Pod = web): ((number: number, protocol?: 'UDP') => boolean) => {
      const one = policy({ podSelector: {}, ingress: [{ ports: [port] }] });
      return (number, protocol) => allows([one], { from: world, to, port: number, protocol });
    };
    expect([on({ port: 80 })(80), on({ port: 80 })(81), on({ port: 80 })(80, 'UDP'), on({ port: 53, protocol: 'UDP' })(53, 'UDP')]).toEqual(
      [true, false, false, true],
    );
    const range = on({ port: 1024, endPort: 2000 });
    expect([range(1023), range(1024), range(2000), range(2001)]).toEqual([false, true, true, false]);
    expect([on({ protocol: 'TCP' })(1), on({ protocol: 'TCP' })(1, 'UDP')]).toEqual([true, false]);
    const named = on({ port: 'http' }, { ...web, ports: { http: 8080 } });
    expect([named(8080), named(80)]).toEqual([true, false]);
  });
});
