// Options that Prometheus refuses in the configuration of its receiver, which it reads strictly: the collector would not start.
// finding: component/options hub/scraper/Resource
// finding: component/options hub/scraper/Resource
// finding: component/options hub/scraper/Resource
// finding: component/options hub/scraper/Resource
// finding: component/options hub/scraper/Resource
// finding: component/options hub/scraper/Resource
// finding: component/options hub/scraper/Resource
// finding: component/options hub/scraper/Resource
// finding: component/regular-expression hub/scraper/Resource
// finding: component/option-lost hub/scraper/Resource
// finding: component/option-lost hub/scraper/Resource
// says: config.global.scrape_interval of prometheus is "30", which Prometheus does not read as a duration
// says: config.global.body_size_limit of prometheus is "10Mi", which Prometheus does not read as a size
// says: config.scrape_configs.0.scrape_intervall of prometheus is a field that Prometheus does not know; did you mean scrape_interval?
// says: config.scrape_configs.1.scrape_timeout of prometheus is longer than scrape_interval
// says: config.scrape_configs.1.relabel_configs.1 of prometheus has no modulus, which the action hashmod needs
// says: config.scrape_configs.2.job_name of prometheus is there twice
// says: config.scrape_configs.2 of prometheus sets basic_auth and bearer_token_file, which exclude each other
// says: config.remote_write of prometheus is not supported by the receiver, which only scrapes
// says: the option config.scrape_configs.1.relabel_configs.0.regex of prometheus is the regular expression
// says: config.scrape_configs.0.proxy_url of prometheus has a password, which the receiver replaces by xxxxx
// says: target_allocator.http_sd_config.refresh_intervall of prometheus is an unknown field, which the collector ignores
import { JsonPatch } from 'cdk8s';
import { CollectorPipeline, debugExporter, EnvironmentSource, prometheusReceiver, PublicSite } from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const scraper = new CollectorPipeline(new PublicSite(network, 'hub'), 'scraper', {
    environment: { PROXY_PASSWORD: EnvironmentSource.secret('proxy', 'password') },
  });
  const targets = { static_configs: [{ targets: ['app.shop.svc:8080'] }] };
  scraper
    .metrics()
    .receive(
      prometheusReceiver({
        config: {
          global: { scrape_interval: '30', body_size_limit: '10Mi' },
          scrape_configs: [
            { job_name: 'a', proxy_url: 'http://scraper:${env:PROXY_PASSWORD}@proxy:3128', ...targets },
            {
              job_name: 'b',
              scrape_interval: '30s',
              scrape_timeout: '1m',
              ...targets,
              relabel_configs: [
                { source_labels: ['__name__'], regex: '(go_.*', action: 'drop' },
                { source_labels: ['__address__'], target_label: 'shard', action: 'hashmod' },
              ],
            },
            { job_name: 'b', ...targets, basic_auth: { username: 'scraper' }, bearer_token_file: '/etc/token' },
          ],
        },
      }),
    )
    .export(debugExporter());
  scraper.manifest.addJsonPatch(
    JsonPatch.add('/spec/config/receivers/prometheus/config/scrape_configs/0/scrape_intervall', '30s'),
    JsonPatch.add('/spec/config/receivers/prometheus/config/remote_write', [{ url: 'http://mimir/push' }]),
    JsonPatch.add('/spec/config/receivers/prometheus/target_allocator', {
      endpoint: 'http://allocator:80',
      interval: '30s',
      collector_id: 'scraper',
      http_sd_config: { refresh_intervall: '30s' },
    }),
    JsonPatch.add('/spec/volumeMounts', [{ name: 'token', mountPath: '/etc/token' }]),
  );
}
