// Texts, literals and look-alikes for what a collector runs on and reads.
// error: TS2322 Type 'string' is not assignable to type 'CollectorDistribution'
// error: TS2739 is missing the following properties from type 'CollectorDistribution'
// error: TS2322 is not assignable to type 'CollectorDistribution'
// error: TS2673 Constructor of class 'CollectorDistribution' is private
// error: TS2561 'receiver' does not exist in type 'Readonly<Partial<Record<ComponentClass, readonly string[]>>>'
// error: TS2322 Type 'string' is not assignable to type 'EnvironmentSource'
// error: TS2741 Property 'brand' is missing
// error: TS2741 Property 'brand' is missing in type 'SecretValue'
// error: TS2673 Constructor of class 'EnvironmentSource' is private
// error: TS2345 Property 'resources' is missing
import {
  CollectorDistribution,
  CollectorPipeline,
  EnvironmentSource,
  healthCheckExtension,
  PublicSite,
  secretValue,
  TelemetryNetwork,
} from '../../constructs';

const hub = new PublicSite(new TelemetryNetwork(), 'public');
// A distribution by name, as a literal, and from a factory that was not called.
new CollectorPipeline(hub, 'a', { distribution: 'contrib' });
new CollectorPipeline(hub, 'b', { distribution: { image: 'own:1', health: healthCheckExtension, holds: () => true } });
new CollectorPipeline(hub, 'c', { distribution: CollectorDistribution.custom });
new CollectorDistribution('own:1', undefined, () => undefined);
CollectorDistribution.custom({ image: 'own:1', components: { receiver: ['otlp'] } });
// A variable as a text and as Kubernetes writes it; a secret of an option is none.
new CollectorPipeline(hub, 'd', { environment: { TOKEN: 'hunter2' } });
new CollectorPipeline(hub, 'e', { environment: { TOKEN: { source: { value: 'x' } } } });
new CollectorPipeline(hub, 'f', { environment: { TOKEN: secretValue('backend', 'token') } });
new EnvironmentSource({ value: 'x' });
// Access without resources.
new CollectorPipeline(hub, 'g').addAccess({ apiGroups: [''] });

// These do compile.
new CollectorPipeline(hub, 'h', {
  distribution: CollectorDistribution.custom({ image: 'own:1', components: { receivers: ['otlp'] } }),
  environment: { TOKEN: EnvironmentSource.secret('backend', 'token'), ZONE: EnvironmentSource.text('a') },
});
