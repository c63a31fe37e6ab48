// Texts and object literals in the place of extensions, pipelines and secrets.
// error: TS2322 Type 'string' is not assignable to type 'ExtensionReference'
// error: TS2353 'kind' does not exist in type 'ExtensionReference'
// error: TS2741 Property '[REFERS]' is missing in type 'OtlpReceiver'
// error: TS2322 Type 'Pipeline<"traces">' is not assignable to type 'ExtensionReference'
// error: TS2345 is missing the following properties from type 'Extension': [REFERS]
// error: TS2322 Type 'string' is not assignable to type 'PipelineReference'
// error: TS2353 'id' does not exist in type 'PipelineReference'
// error: TS2322 Type 'Extension' is not assignable to type 'PipelineReference'
// error: TS2353 'variable' does not exist in type 'SecretReference'
// error: TS2322 Type '"hunter2"' is not assignable to type 'Secret | undefined'
// error: TS2322 is not assignable to type 'Secret | undefined'
// error: TS2739 is missing the following properties from type 'SecretValue': source, prefix, [REFERS]
// error: TS2740 Type 'Pipeline<"traces">' is missing the following properties from type 'Extension'
// error: TS2353 'path' does not exist in type 'FileReference'
// error: TS2322 Type 'SecretValue' is not assignable to type 'FileName | undefined'
// error: TS2322 is not assignable to type 'FileName | undefined'
import {
  CollectorPipeline,
  failoverConnector,
  fileLogReceiver,
  fileStorageExtension,
  oauth2clientExtension,
  otlpHttpExporter,
  otlpReceiver,
  pprofExtension,
  PublicSite,
  routingConnector,
  secretFile,
  secretValue,
  TelemetryNetwork,
  type Extension,
  type SecretValue,
} from '../../constructs';

const gateway = new CollectorPipeline(new PublicSite(new TelemetryNetwork(), 'public'), 'gateway');
const traces = gateway.traces();
// An extension by its name, and as a literal; another kind of component; a pipeline.
fileLogReceiver({ storage: 'file_storage' });
fileLogReceiver({ storage: { kind: 'extension', type: 'file_storage' } });
fileLogReceiver({ storage: otlpReceiver() });
fileLogReceiver({ storage: traces });
gateway.addExtension({ kind: 'extension', type: 'pprof', id: 'pprof', bind: () => ({ config: {} }) });
// A pipeline by its name, and as a literal; an extension in its place.
routingConnector({ table: [{ condition: 'true', pipelines: ['traces'] }] });
failoverConnector({ priorityLevels: [[{ id: 'traces', signal: 'traces' }]] });
failoverConnector({ priorityLevels: [[pprofExtension()]] });
// A secret as a literal, as a text, and from a function that was not called.
oauth2clientExtension({ clientSecret: { variable: 'TOKEN', source: undefined } });
oauth2clientExtension({ clientSecret: 'hunter2' });
oauth2clientExtension({ clientSecret: secretValue });
const secret: SecretValue = { variable: 'TOKEN', toString: () => '' };
const extension: Extension = traces;
// A file as a literal, a secret of the environment, and a function that was not called.
otlpHttpExporter({ endpoint: 'https://otlp.example.com', tls: { caFile: { path: '/ca.crt' } } });
otlpHttpExporter({ endpoint: 'https://otlp.example.com', tls: { keyFile: secretValue('tls', 'tls.key') } });
oauth2clientExtension({ clientSecretFile: secretFile });

// These do compile.
fileLogReceiver({ storage: fileStorageExtension() });
routingConnector({ table: [{ condition: 'true', pipelines: [traces] }] });
oauth2clientExtension({ clientSecret: secretValue('id', 'secret', { prefix: 'a' }) });
otlpHttpExporter({ endpoint: 'https://otlp.example.com', headers: { authorization: secretValue('id', 'token'), tenant: 'shop' } });
oauth2clientExtension({ clientSecretFile: secretFile('id', 'secret'), clientIdFile: '/id' });
