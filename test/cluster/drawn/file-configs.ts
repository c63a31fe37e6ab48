import * as fc from 'fast-check';

import type { RawConfig } from '../verdict/judge';
import { configWith } from './base';

/** Configurations with a file. The collector opens files when it starts, so the rules judge these configurations alone. */
export function fileConfigs(): fc.Arbitrary<{ readonly config: RawConfig; readonly isMounted: boolean }> {
  const file = fc.tuple(
    fc.constantFrom('/tmp', '/tmp/certificates', '/etc/keys', '/var/lib/a', '/tmpx'),
    fc.constantFrom('a.pem', 'tls.crt'),
  );
  return fc.tuple(file, fc.constantFrom(...PLACES)).map(([[folder, name], place]) => ({
    config: place(`${folder}/${name}`),
    isMounted: folder === '/tmp' || folder.startsWith('/tmp/'),
  }));
}

/** Options that name a file. */
const PLACES: readonly ((file: string) => RawConfig)[] = [
  (file) => configWith('traces', { exporters: { otlp_grpc: { endpoint: 'localhost:5317', tls: { ca_file: file } } } }),
  (file) =>
    configWith('traces', { exporters: { otlp_http: { endpoint: 'https://localhost:5318', tls: { cert_file: file, key_file: file } } } }),
  (file) =>
    configWith('traces', {
      receivers: { otlp: { protocols: { grpc: { endpoint: 'localhost:4317', tls: { cert_file: file, key_file: file } } } } },
    }),
  (file) =>
    configWith('traces', {
      receivers: {
        otlp: { protocols: { http: { endpoint: 'localhost:4318', tls: { cert_file: file, key_file: file, client_ca_file: file } } } },
      },
    }),
  (file) => configWith('logs', { exporters: { file: { path: file } } }),
];
