import { isPresent, read, settingsOf } from './value';
import type { PrometheusFault } from './fault';
import { ConfigurationReader } from './reader';

/** Returns what a Prometheus receiver refuses in the options that it reads as Prometheus does. @param settings of the receiver */
export function prometheusFaults(settings: Readonly<Record<string, unknown>>): readonly PrometheusFault[] {
  const { config, target_allocator: allocator } = settings;
  const { http_sd_config: discovery, http_scrape_config: client } = settingsOf(allocator);
  const strict = new ConfigurationReader(true);
  if (isPresent(config)) strict.read('#Config', read(config), 'config');
  // The receiver sets the address of the target allocator, and does not read these two strictly.
  const lenient = new ConfigurationReader(false);
  if (isPresent(discovery))
    lenient.read('#HttpSdConfig', { ...settingsOf(read(discovery)), url: 'http://allocator' }, `${ALLOCATOR}.http_sd_config`);
  if (isPresent(client)) lenient.read('#HttpClientConfig', read(client), `${ALLOCATOR}.http_scrape_config`);
  return [...strict.faults, ...lenient.faults];
}

const ALLOCATOR = 'target_allocator';
