// Options of another type, of another name, and none where some are needed.
// error: TS2322 Type 'number' is not assignable to type 'Duration'
// error: TS2322 Type 'string' is not assignable to type 'Duration'
// error: TS2322 Type 'number' is not assignable to type 'Size'
// error: TS2740 Type 'Duration' is missing the following properties from type 'Size'
// error: TS2322 Type 'string' is not assignable to type 'Size'
// error: TS2561 'sendBatchSise' does not exist in type 'BatchProcessorOptions & NamedOptions'. Did you mean to write 'sendBatchSize'?
// error: TS2561 Did you mean to write 'sendBatchSize'?
// error: TS2561 'threshold' does not exist in type 'TailSamplingProcessorLatencyCfg'
// error: TS2353 'endpoint' does not exist in type 'HttpProtocolOptions'
// error: TS2353 'limitMib' does not exist in type 'MemoryLimiterProcessorOptions & NamedOptions'
// error: TS2322 Type '"verbose"' is not assignable to type '"
// error: TS2820 Did you mean '"gzip"'?
// error: TS2820 Did you mean '"ignore"'?
// error: TS2554 Expected 1 arguments, but got 0
// error: TS2345 Property 'leaseNamespace' is missing
// error: TS2345 Property 'endpoint' is missing
import { Duration, Size } from 'cdk8s';
import {
  batchProcessor,
  debugExporter,
  fileStorageExtension,
  k8sLeaderElectorExtension,
  memoryLimiterProcessor,
  otlpGrpcExporter,
  otlpHttpExporter,
  otlpReceiver,
  routingConnector,
  tailSamplingProcessor,
} from '../../constructs';

// A number or a text where a duration or a size is wanted, and one for the other.
batchProcessor({ timeout: 5 });
batchProcessor({ timeout: '5s' });
memoryLimiterProcessor({ limit: 400 });
memoryLimiterProcessor({ limit: Duration.seconds(400) });
otlpReceiver({ grpc: { maxRecvMsgSize: '4MiB' } });
// Options that there are not: misspelt, as the collector writes them, at depth, and those that this package sets itself.
batchProcessor({ sendBatchSise: 100 });
batchProcessor({ send_batch_size: 100 });
tailSamplingProcessor({ policies: [{ name: 'slow', type: 'latency', latency: { threshold: 500 } }] });
otlpReceiver({ http: { endpoint: '0.0.0.0:4318' } });
memoryLimiterProcessor({ limitMib: 400 });
// A value that an option does not have.
debugExporter({ verbosity: 'verbose' });
otlpHttpExporter({ endpoint: 'https://otlp.example.com', compression: 'gzipp' });
routingConnector({ errorMode: 'Ignore', table: [] });
// What is needed is not there.
routingConnector();
k8sLeaderElectorExtension({ leaseName: 'gateway' });
otlpGrpcExporter({});

// These do compile.
batchProcessor();
batchProcessor({ name: 'own', timeout: Duration.seconds(5) });
memoryLimiterProcessor({ limit: Size.mebibytes(400) });
otlpReceiver({ grpc: { maxRecvMsgSize: Size.mebibytes(4) }, http: { port: 4318 } });
fileStorageExtension({ compaction: { onStart: true } });
