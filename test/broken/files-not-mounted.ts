// Certificates, a token, a target list and files to write, also of the own telemetry: none of them is on a volume.
// finding: component/file-not-mounted hub/gateway/Resource
// finding: component/file-not-mounted hub/gateway/Resource
// finding: component/file-not-mounted hub/gateway/Resource
// finding: component/file-not-mounted hub/gateway/Resource
// finding: component/file-not-mounted hub/gateway/Resource
// finding: component/file-not-mounted hub/gateway/Resource
// finding: component/file-not-mounted hub/gateway/Resource
// finding: component/file-not-mounted hub/gateway/Resource
// finding: component/file-not-mounted hub/gateway/Resource
// finding: component/file-not-mounted hub/gateway/Resource
// says: the option protocols.grpc.tls.cert_file of otlp reads /certs/tls.crt, where no volume is mounted
// says: the option tls.ca_file of otlp_grpc/tempo.example.com reads /etc/otel/ca.crt, where no volume is mounted
// says: the option filename of bearertokenauth reads /var/secrets/token, where no volume is mounted
// says: the option path of file writes to /data/metrics.json, where no volume is mounted
// says: the option config.scrape_configs.0.file_sd_configs.0.files.0 of prometheus reads /targets, where no volume is mounted
// says: the option output_paths.1 of debug writes to /var/log/otel.log
// says: the option license_file of vendor reads /license, where no volume is mounted
// says: service.telemetry.logs.output_paths.0 writes to /logs/collector.log, where no volume is mounted
// says: exporter.otlp.certificate reads /etc/otel/metrics.crt, where no volume is mounted
// says: Name a file of a Secret or ConfigMap: secretFile('name', 'key') or configMapFile('name', 'key').
import { JsonPatch } from 'cdk8s';
import {
  bearertokenauthExtension,
  CollectorDistribution,
  CollectorPipeline,
  customExporter,
  debugExporter,
  fileExporter,
  otlpGrpcExporter,
  otlpHttpExporter,
  otlpReceiver,
  prometheusReceiver,
  PublicSite,
} from '../../constructs';
import type { TelemetryNetwork } from '../../constructs';

export default function program(network: TelemetryNetwork): void {
  const distribution = CollectorDistribution.CONTRIB;
  const gateway = new CollectorPipeline(new PublicSite(network, 'hub'), 'gateway', { distribution, image: distribution.image });
  const otlp = otlpReceiver({ grpc: { tls: { certFile: '/certs/tls.crt', keyFile: '/certs/tls.key' } } });
  const authenticator = bearertokenauthExtension({ filename: '/var/secrets/token' });
  gateway
    .traces()
    .receive(otlp)
    .export(
      otlpGrpcExporter({ endpoint: 'tempo.example.com:4317', tls: { caFile: '/etc/otel/ca.crt' } }),
      otlpHttpExporter({ endpoint: 'https://otlp.example.com', auth: { authenticator } }),
    );
  const discovered = { job_name: 'files', file_sd_configs: [{ files: ['/targets/*.json'] }] };
  gateway
    .metrics()
    .receive(otlp, prometheusReceiver({ config: { scrape_configs: [discovered] } }))
    .export(fileExporter({ path: '/data/metrics.json' }));
  gateway
    .logs()
    .receive(otlp)
    .export(
      debugExporter({ useInternalLogger: false, outputPaths: ['stdout', '/var/log/otel.log'] }),
      customExporter('vendor', { signals: ['logs'], settings: { license_file: 'license' } }),
    );
  const otlpMetrics = { protocol: 'http/protobuf', endpoint: 'https://otlp.example.com', certificate: '/etc/otel/metrics.crt' };
  gateway.manifest.addJsonPatch(
    JsonPatch.add('/spec/config/service/telemetry/logs', {
      output_paths: ['/logs/collector.log'],
      initial_fields: { certificate: '/none' },
    }),
    JsonPatch.add('/spec/config/service/telemetry/metrics/readers/-', { periodic: { exporter: { otlp: otlpMetrics } } }),
  );
}
