import * as fs from 'node:fs';
import * as path from 'node:path';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ArgoCd, Cluster, EdgeSite, FleetField, Manifest, readFleet, setOutputFile, SiteLink, TelemetryNetwork } from '../../constructs';
import { readTree, tempDir } from '../helpers';
import { addEdge, addHub, byRows, fleets, fleetsWithTexts, inLoop, outputOf, plain, runs } from './drawn-fleets';

interface Row {
  readonly name: string;
  readonly rate: number;
  readonly note: string;
}

const rows: readonly Row[] = Array.from({ length: 40 }, (_, i) => ({ name: `edge-${i}`, rate: 1 + (i % 2), note: `note ${i}` }));

/** A network with a fleet, and the names of the rows that edges were built for. */
function withFleet(added: readonly Row[] = rows): { readonly network: TelemetryNetwork; readonly built: string[] } {
  const network = new TelemetryNetwork({ outdir: tempDir() });
  const hub = addHub(network, 'hub');
  const built: string[] = [];
  network.addFleet(added, ({ name, rate }) => {
    built.push(name);
    return addEdge(network, [hub], name, { ...plain, rate }, new Cluster('shared'));
  });
  return { network, built };
}

/** The same by a loop. */
function byLoop(): Record<string, string> {
  const network = new TelemetryNetwork({ outdir: tempDir() });
  const hub = addHub(network, 'hub');
  for (const { name, rate } of rows) addEdge(network, [hub], name, { ...plain, rate }, new Cluster('shared'));
  network.synth();
  return readTree(network.outdir);
}

describe('a fleet', () => {
  it('comes to the same as a loop over its rows', () => {
    fc.assert(
      fc.property(fleets, (fleet) => {
        expect(outputOf(fleet, byRows)).toEqual(outputOf(fleet, inLoop));
      }),
      runs(),
    );
  });

  it('comes to the same as a loop over its rows, with texts that differ in every row', () => {
    fc.assert(
      fc.property(fleetsWithTexts, (fleet) => {
        expect(outputOf(fleet, byRows)).toEqual(outputOf(fleet, inLoop));
      }),
      runs(),
    );
  });

  it('builds a few edges of each shape, and writes all of them', () => {
    const { network, built } = withFleet();
    const { sites } = network.synth();
    expect(built.length).toBeLessThanOrEqual(8);
    expect(sites).toBe(41);
    expect(readTree(network.outdir)).toEqual(byLoop());
  });

  it('builds every edge for Argo CD, which has an Application for each, before and after it', () => {
    for (const isFirst of [true, false]) {
      const network = new TelemetryNetwork({ outdir: tempDir() });
      const hub = addHub(network, 'hub');
      const argo = (): ArgoCd => new ArgoCd(network, 'argocd', { repository: 'https://git.example.com/telemetry.git' });
      if (isFirst) argo();
      network.addFleet(rows, ({ name }) => addEdge(network, [hub], name, plain, new Cluster('shared')));
      if (!isFirst) argo();
      network.synth();
      expect(Object.keys(readTree(network.outdir)).filter((file) => file.startsWith('argocd/20-'))).toHaveLength(41);
    }
  });

  it('builds every edge where some of them are asked for', () => {
    const { network, built } = withFleet();
    network.synth();
    network.synth({ sites: ['edge-17'] });
    expect(built).toHaveLength(40);
  });

  it('builds every edge where building one changes what is outside of it', () => {
    const network = new TelemetryNetwork({ outdir: tempDir() });
    const hub = addHub(network, 'hub');
    network.addFleet(rows, ({ name }) => {
      new Manifest(hub, `of-${name}`, { apiVersion: 'v1', kind: 'ConfigMap', name: `of-${name}` });
      return addEdge(network, [hub], name, plain, new Cluster('shared'));
    });
    expect(network.node.findAll().filter((construct) => construct.node.id.startsWith('of-'))).toHaveLength(40);
  });

  it('builds every edge where edges turn out not to be alike', () => {
    const network = new TelemetryNetwork({ outdir: tempDir() });
    const hub = addHub(network, 'hub');
    const built: string[] = [];
    network.addFleet(rows, ({ name }) => {
      built.push(name);
      const edge = addEdge(network, [hub], name, plain, new Cluster('shared'));
      new Manifest(edge, 'length', { apiVersion: 'v1', kind: 'ConfigMap', name: 'length', fields: { data: { is: String(name.length) } } });
      return edge;
    });
    network.synth();
    expect(built).toHaveLength(40);
  });

  it('goes by every field that is read, by spreading the row too', () => {
    const network = new TelemetryNetwork({ outdir: tempDir() });
    const hub = addHub(network, 'hub');
    network.addFleet(rows, (row) => addEdge(network, [hub], row.name, { ...plain, ...row }, new Cluster('shared')));
    network.synth();
    expect(readTree(network.outdir)).toEqual(byLoop());
  });

  it('refuses names that are none or there twice, and a function that does not return the edge', () => {
    const network = new TelemetryNetwork({ outdir: tempDir() });
    const build = ({ name }: { readonly name: string }): EdgeSite => new EdgeSite(network, name);
    expect(() => {
      network.addFleet([{ name: 'Berlin' }], build);
    }).toThrow('DNS label');
    expect(() => {
      network.addFleet([{ name: 'a-1' }, { name: 'a-1' }], build);
    }).toThrow('used twice');
    expect(() => {
      network.addFleet([{ name: 'a-1' }], () => new EdgeSite(network, 'other'));
    }).toThrow('has to return the edge');
  });

  it('refuses the name of another site or fleet, whichever comes first', () => {
    const added = (add: (network: TelemetryNetwork, fleet: () => void) => void) => (): void => {
      const network = new TelemetryNetwork({ outdir: tempDir() });
      const hub = addHub(network, 'hub');
      add(network, () => {
        network.addFleet(rows, ({ name }) => addEdge(network, [hub], name, plain, new Cluster('shared')));
      });
      network.synth();
    };
    const site = (network: TelemetryNetwork): EdgeSite => new EdgeSite(network, 'edge-17');
    expect(
      added((network, fleet) => {
        site(network);
        fleet();
      }),
    ).toThrow('used twice');
    expect(
      added((_, fleet) => {
        fleet();
        fleet();
      }),
    ).toThrow('used twice');
    expect(
      added((network, fleet) => {
        fleet();
        site(network);
      }),
    ).toThrow(/edge-17/);
  });

  it('builds every edge where a cluster of one that was not built belongs to another site', () => {
    const network = new TelemetryNetwork({ outdir: tempDir() });
    const hub = addHub(network, 'hub');
    new EdgeSite(network, 'other', { cluster: new Cluster('edge-17'), namespace: 'other' });
    const built: string[] = [];
    network.addFleet(rows, ({ name }) => {
      built.push(name);
      return addEdge(network, [hub], name, plain, new Cluster('shared'));
    });
    expect(network.findings()).toEqual([]);
    expect(built).toHaveLength(40);
  });

  it('takes the name from another field', () => {
    const network = new TelemetryNetwork({ outdir: tempDir() });
    network.addFleet([{ site: 'berlin' }], ({ site }) => new EdgeSite(network, site), { name: 'site' });
    expect(network.node.tryFindChild('berlin')).toBeDefined();
  });
});

interface Shop {
  readonly name: string;
  readonly customer: string;
}

const shops: readonly Shop[] = Array.from({ length: 60 }, (_, i) => ({ name: `shop-${i}`, customer: `client-${(i * 7) % 60}` }));

/** Adds edges by `addFleet` and by a loop, requires equal results, and returns the names of the edges that `addFleet` built. */
function builtOf<R extends { readonly name: string }>(
  added: readonly R[],
  change: (edge: EdgeSite, row: R) => void,
  options: { readonly texts?: readonly (keyof R & string)[]; readonly cluster?: (row: R) => Cluster } = {},
): readonly string[] {
  const { texts, cluster } = options;
  const [built, results] = [[] as string[], [] as object[]];
  for (const isFleet of [true, false]) {
    const network = new TelemetryNetwork({ outdir: tempDir() });
    const hub = addHub(network, 'hub');
    const build = (row: R): EdgeSite => {
      if (isFleet) built.push(row.name);
      const edge = new EdgeSite(network, row.name, { links: [SiteLink.token(hub)], ...(cluster && { cluster: cluster(row) }) });
      change(edge, row);
      return edge;
    };
    try {
      if (isFleet) network.addFleet(added, build, { ...(texts && { texts }) });
      else for (const row of added) build(row);
      const findings = network.findings();
      if (findings.length === 0) network.synth();
      results.push({ findings, files: findings.length === 0 ? readTree(network.outdir) : {} });
    } catch (error) {
      results.push({ thrown: (error as Error).message });
    }
  }
  expect(results[0]).toEqual(results[1]);
  return built;
}

function addSettings(edge: EdgeSite, customer: string, name = 'settings'): void {
  new Manifest(edge, 'settings', { apiVersion: 'v1', kind: 'ConfigMap', name, fields: { data: { customer } } });
}

/** Settings of a customer, with the text as it is. */
const passedOn = (edge: EdgeSite, { customer }: Shop): void => {
  addSettings(edge, customer);
};

describe('a text of a row', () => {
  const texts = ['customer'] as const;

  it('is a hole if the option names its field', () => {
    expect(builtOf(shops, passedOn, { texts }).length).toBeLessThan(12);
    expect(builtOf(shops, passedOn)).toHaveLength(60);
  });

  it('is a hole if a data file declares it as free text', () => {
    const file = path.join(tempDir(), 'shops.csv');
    fs.writeFileSync(file, ['name,customer,region', ...shops.map(({ name, customer }, i) => `${name},${customer},r${i % 9}`)].join('\n'));
    const name = FleetField.siteName();
    const declared = readFleet(file, { name, customer: FleetField.text(), region: FleetField.text({ pattern: /^r/ }) });
    expect(builtOf(declared, passedOn).length).toBeLessThan(12);
    // A copy may have other texts.
    expect(
      builtOf(
        declared.map((row) => ({ ...row })),
        passedOn,
      ),
    ).toHaveLength(60);
    const values = ['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6', 'r7', 'r8'];
    const chosen = readFleet(file, { name, customer: FleetField.text(), region: FleetField.oneOf(values) });
    const branching = (edge: EdgeSite, { region, customer }: (typeof chosen)[number]): void => {
      addSettings(edge, customer, region === 'r3' ? 'third' : 'settings');
    };
    expect(builtOf(chosen, branching).length).toBeLessThan(60);
  });

  it('is part of the key if it has few values', () => {
    // In the middle, by order and by length: no exemplar.
    const few = ['client-aa', 'client-bb', 'client-cc'];
    const added = shops.map(({ name }, i) => ({ name, customer: i === 33 ? 'client-bx' : (few[i % 3] ?? '') }));
    const branching = (edge: EdgeSite, { customer }: Shop): void => {
      addSettings(edge, customer, customer === 'client-bx' ? 'others' : 'settings');
    };
    expect(builtOf(added, branching, { texts })).toContain('shop-33');
  });

  it('is part of the key if it does not stay as it is', () => {
    const upperCase = shops.map(({ name, customer }) => ({ name, customer: customer.replace('client', 'Client') }));
    const lowered = (edge: EdgeSite, { customer }: Shop): void => {
      addSettings(edge, customer.toLowerCase());
    };
    expect(builtOf(upperCase, lowered, { texts })).toHaveLength(60);
    const measured = (edge: EdgeSite, { customer }: Shop): void => {
      addSettings(edge, String(customer.length));
    };
    expect(builtOf(shops, measured, { texts })).toHaveLength(60);
  });

  it('is part of the key if it could be derived from the name', () => {
    const added = shops.map(({ name }, i) => ({ name, customer: i === 33 ? 'Shop 35' : name.replace('shop-', 'Shop ') }));
    const lowered = (edge: EdgeSite, { customer }: Shop): void => {
      addSettings(edge, customer.toLowerCase().replace(' ', '-'));
    };
    expect(builtOf(added, lowered, { texts })).toHaveLength(60);
  });

  it.each(['on', 'null', 'e-5', '1e3', 'a: b', "it's", '', ' begin', 'telemetry', 'settings', 'kube-system'])(
    'may be %j in a row',
    (odd) => {
      const added = shops.map(({ name, customer }, i) => ({ name, customer: i === 33 ? odd : customer }));
      const built = builtOf(added, passedOn, { texts });
      expect(built).toContain('shop-33');
      expect(built.length).toBeLessThan(14);
    },
  );

  it('is refused if it is the id of another construct of its edge, like in a loop', () => {
    // In the middle, by order and by length: no exemplar.
    const around = shops.map(({ name }, i) => ({ name, customer: i % 2 === 0 ? `ab-${i}` : `note-of-${i}` }));
    const added = around.map(({ name, customer }, i) => ({ name, customer: i === 33 ? 'first-1' : customer }));
    const identified = (edge: EdgeSite, { customer }: Shop): void => {
      for (const [id, name] of [
        ['first-1', 'first-1'],
        [customer, 'second'],
      ] as const) {
        setOutputFile(new Manifest(edge, id, { apiVersion: 'v1', kind: 'ConfigMap', name, fields: { data: {} } }), `50-${name}.yaml`);
      }
    };
    expect(builtOf(around, identified, { texts })).not.toContain('shop-33');
    expect(builtOf(added, identified, { texts })).toContain('shop-33');
  });

  it('may be sorted among names', () => {
    const added = shops.map(({ name }, i) => ({ name, customer: i % 4 === 2 ? `rest-${i}` : `till-${i}` }));
    const named = (edge: EdgeSite, { name, customer }: Shop): void => {
      new Manifest(edge, 'first', { apiVersion: 'v1', kind: 'ConfigMap', name, fields: { data: {} } });
      addSettings(edge, 'fixed', customer);
    };
    expect(builtOf(added, named, { texts }).length).toBeLessThan(20);
  });

  it('may name the cluster or its destination, and is part of the key if two sites share one', () => {
    const clusterOf = ({ customer }: Shop): Cluster => new Cluster(customer);
    const destinationOf = ({ name, customer }: Shop): Cluster => new Cluster(name, { argocd: { name: customer } });
    const twice = shops.map(({ name, customer }, i) => ({ name, customer: i === 33 ? 'client-3' : customer }));
    for (const cluster of [clusterOf, destinationOf]) {
      expect(builtOf(shops, () => undefined, { texts, cluster }).length).toBeLessThan(12);
      expect(builtOf(twice, () => undefined, { texts, cluster })).toHaveLength(60);
    }
  });
});
