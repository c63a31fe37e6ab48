import type { PrometheusFault } from './fault';
import { ConfigurationReader } from './reader';
import { isPresent, read, settingsOf } from './value';

/** What a Prometheus receiver makes of the options that it reads as Prometheus does. */
export interface PrometheusReading {
  /** What it refuses. */
  readonly faults: readonly PrometheusFault[];
  /** What it accepts and does not use, or uses with another value. */
  readonly lost: readonly PrometheusFault[];
}

/** Reads the settings of a Prometheus receiver. */
export function readPrometheus({ config, target_allocator: allocator }: Readonly<Record<string, unknown>>): PrometheusReading {
  const strict = new ConfigurationReader(true);
  if (isPresent(config)) strict.read('#Config', read(config), 'config');
  // The receiver does not read these two strictly.
  const lenient = new ConfigurationReader(false);
  const { http_sd_config: discovery, http_scrape_config: client } = settingsOf(allocator);
  const place = 'target_allocator';
  if (isPresent(discovery))
    lenient.read('#HttpSdConfig', { ...settingsOf(read(discovery)), url: 'http://allocator' }, `${place}.http_sd_config`);
  if (isPresent(client)) lenient.read('#HttpClientConfig', read(client), `${place}.http_scrape_config`);
  const address = isPresent(settingsOf(discovery)['url'])
    ? [{ path: `${place}.http_sd_config.url`, says: 'is replaced by the endpoint of the target allocator', fix: 'Remove the URL.' }]
    : [];
  return { faults: [...strict.faults, ...lenient.faults], lost: [...strict.lost, ...lenient.lost, ...address] };
}
