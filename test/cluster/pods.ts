import { readFileSync, writeFileSync } from 'node:fs';

import { parse } from 'yaml';

import { toYaml, type Json } from '../../constructs/synth/yaml';
import type { LoopbackCollector } from './loopback';
import { freePort } from './service';

/** A further pod of a collector: the same configuration on ports of its own. */
export async function anotherPod(collector: LoopbackCollector, name: string): Promise<LoopbackCollector> {
  const ports = new Map<number, number>();
  let config = readFileSync(collector.configFile, 'utf8');
  for (const [port, loopback] of collector.ports) {
    const own = await freePort();
    ports.set(port, own);
    // As it listens, and as its own metrics have it.
    config = config.replaceAll(`127.0.0.1:${String(loopback)}`, `127.0.0.1:${String(own)}`);
    config = config.replaceAll(`port: ${String(loopback)}`, `port: ${String(own)}`);
  }
  const configFile = `${collector.configFile}.${name}.yaml`;
  writeFileSync(configFile, config);
  return { ...collector, name, configFile, ports };
}

/** Has a collector spread traces over pods, as it would if a resolver found them. */
export function balanceOver(collector: LoopbackCollector, pods: readonly LoopbackCollector[]): void {
  const config = parse(readFileSync(collector.configFile, 'utf8')) as { readonly exporters: Record<string, Record<string, Json>> };
  const hostnames = pods.map(({ ports }) => `127.0.0.1:${String(ports.get(4317))}`);
  for (const [id, exporter] of Object.entries(config.exporters)) {
    if (id.startsWith('load_balancing/')) exporter['resolver'] = { static: { hostnames } };
  }
  writeFileSync(collector.configFile, toYaml(config));
}
