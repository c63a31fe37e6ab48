import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ArgoCd, Cluster, EdgeSite, Manifest, TelemetryNetwork } from '../../constructs';
import { readTree, tempDir } from '../helpers';
import { addEdge, addHub, byRows, fleets, inLoop, outputOf, plain, runs } from './drawn-fleets';

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
