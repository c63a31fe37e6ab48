// References that the collector cannot read, or reads differently: groups of regular expressions in braces, unknown schemes.
// finding: environment/invalid-reference hub/gateway/Resource
// finding: environment/invalid-reference hub/gateway/Resource
// finding: environment/invalid-reference hub/gateway/Resource
// finding: environment/invalid-reference hub/gateway/Resource
// finding: environment/invalid-reference hub/scraper/Resource
// finding: environment/not-expanded hub/gateway/Resource
// finding: environment/undefined hub/gateway/Resource
// finding: environment/undefined hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// finding: component/statement hub/gateway/Resource
// says: the option transforms.0.new_name of metrics_transform has the reference ${1}, which names no environment variable
// says: Write $${1} for literal text, or ${env:NAME} for a variable.
// says: the option headers.x-region of otlp_http/otlp.example.com has the reference ${REGION:-eu}, which does not begin with env:, file:, yaml:, http: or https:
// says: the option headers.x-scope-orgid of otlp_http/otlp.example.com reads the variable TENANT, which the container does not have
// says: the value of ROUTE has the reference ${2}, which names no environment variable
// says: the value of ROUTE reads the variable SHOP, which the container does not have
// says: the option headers.x-shop of otlp_http/otlp.example.com has ${env:ROUTE} after an escaped reference
import {
  CollectorPipeline,
  debugExporter,
  EnvironmentSource,
  metricsTransformProcessor,
  otlpHttpExporter,
  otlpReceiver,
  prometheusReceiver,
  PublicSite,
  transformProcessor,
} from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const hub = new PublicSite(network, 'hub');
  const environment = { ROUTE: EnvironmentSource.text('${2}/${SHOP}') };
  const gateway = new CollectorPipeline(hub, 'gateway', { environment });
  const otlp = otlpReceiver();
  const renamed = metricsTransformProcessor({
    transforms: [{ include: '^system\\.cpu\\.(.*)$', matchType: 'regexp', action: 'update', newName: 'cpu.${1}.total' }],
  });
  const headers = { 'x-scope-orgid': '${TENANT}', 'x-region': '${REGION:-eu}', 'x-route': '${ROUTE}', 'x-shop': '$${1}${env:ROUTE}' };
  const backend = otlpHttpExporter({ endpoint: 'https://otlp.example.com', headers });
  gateway.metrics().receive(otlp).process(renamed).export(debugExporter());
  gateway
    .traces()
    .receive(otlp)
    .process(
      transformProcessor({
        traceStatements: [
          'replace_pattern(span.name, "/user/\\\\d+/(.*)", "/user/{id}/${1}")',
          'replace_pattern(span.name, "/user/(.*)", "/user/$${1}") where spam.kind = nonsense(((',
          'set(span.nome, "${ROUTE}")',
        ],
      }),
    )
    .export(backend);
  const scraper = new CollectorPipeline(hub, 'scraper');
  const relabel = { source_labels: ['__address__'], regex: '([^:]+):(.*)', replacement: '${1}:9090', target_label: '__address__' };
  const job = { job_name: 'pods', static_configs: [{ targets: ['app.shop.svc:8080'] }], relabel_configs: [relabel] };
  scraper
    .metrics()
    .receive(prometheusReceiver({ config: { scrape_configs: [job] } }))
    .export(debugExporter());
}
