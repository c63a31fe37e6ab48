// Options that the configuration of Prometheus does not have, of another type, or that the receiver does not support.
// error: TS2561 Object literal may only specify known properties, but 'scrape_intervall' does not exist in type 'PrometheusScrapeConfig'. Did you mean to write 'scrape_interval'?
// error: TS2820 Type '"pods"' is not assignable to type
// error: TS2322 Type '"10Mi"' is not assignable to type
// error: TS2353 Object literal may only specify known properties, and 'remote_write' does not exist in type 'PrometheusConfig'
// error: TS2741 Property 'job_name' is missing in type
import { prometheusReceiver } from '../../constructs';

prometheusReceiver({ config: { scrape_configs: [{ job_name: 'a', scrape_intervall: '30s' }] } });
prometheusReceiver({ config: { scrape_configs: [{ job_name: 'a', kubernetes_sd_configs: [{ role: 'pods' }] }] } });
prometheusReceiver({ config: { scrape_configs: [{ job_name: 'a', sample_limit: '10Mi' }] } });
prometheusReceiver({ config: { remote_write: [{ url: 'http://mimir/push' }] } });
prometheusReceiver({ config: { scrape_configs: [{ metrics_path: '/metrics' }] } });
