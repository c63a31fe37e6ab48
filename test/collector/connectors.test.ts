import { Duration } from 'cdk8s';
import { describe, expect, it } from 'vitest';

import {
  customConnector,
  debugExporter,
  failoverConnector,
  forwardConnector,
  otlpGrpcExporter,
  otlpReceiver,
  routingConnector,
  spanMetricsConnector,
} from '../../constructs';
import { at, gateway, specOf } from '../helpers';

describe('a connector', () => {
  it('is the exporter of one pipeline and the receiver of the next, and stands in a section of its own', () => {
    const collector = gateway();
    const metrics = spanMetricsConnector({ histogram: { explicit: { buckets: [Duration.millis(100), Duration.seconds(1)] } } });
    collector.traces().export(metrics);
    collector.metrics('spans').receive(metrics).export(debugExporter());
    const config = at(specOf(collector), 'config');
    expect(config).toMatchObject({
      connectors: { span_metrics: { histogram: { explicit: { buckets: ['100ms', '1s'] } } } },
      service: {
        pipelines: {
          traces: { receivers: ['otlp'], exporters: ['debug', 'span_metrics'] },
          'metrics/spans': { receivers: ['span_metrics'], exporters: ['debug'] },
        },
      },
    });
    expect(Object.keys(at(config, 'receivers') as object)).toEqual(['otlp']);
    expect(Object.keys(at(config, 'exporters') as object)).toEqual(['debug']);
  });

  it('has no section where there is none', () => {
    expect(at(specOf(gateway()), 'config')).not.toHaveProperty('connectors');
  });

  it('is not mixed up with an exporter or receiver of its type', () => {
    const collector = gateway();
    const connector = customConnector('kafka', { takes: ['traces'], gives: ['traces'] });
    collector.traces().export(connector);
    collector.traces('next').receive(connector).export(debugExporter());
    expect(at(specOf(collector), 'config')).toMatchObject({ connectors: { kafka: {} }, exporters: { debug: {} }, receivers: { otlp: {} } });
  });

  it('may join several pipelines, and several may have its type', () => {
    const collector = gateway();
    const [all, some] = [forwardConnector(), forwardConnector({ name: 'some' })];
    collector.traces().export(all, some);
    collector.traces('a').receive(all).export(debugExporter());
    collector.traces('b').receive(all, some).export(debugExporter());
    expect(at(specOf(collector), 'config')).toMatchObject({
      connectors: { forward: {}, 'forward/some': {} },
      service: { pipelines: { 'traces/a': { receivers: ['forward'] }, 'traces/b': { receivers: ['forward', 'forward/some'] } } },
    });
  });
});

describe('a connector that refers to pipelines', () => {
  it('has their ids for the objects', () => {
    const collector = gateway();
    const [audit, rest] = [collector.logs('audit'), collector.logs('rest')];
    const routing = routingConnector({
      errorMode: 'ignore',
      defaultPipelines: [rest],
      table: [{ context: 'log', condition: 'attributes["audit"] == true', action: 'copy', pipelines: [audit, rest] }],
    });
    collector.logs().export(routing);
    for (const pipeline of [audit, rest]) pipeline.receive(routing).export(debugExporter());
    expect(at(specOf(collector), 'config.connectors.routing')).toEqual({
      error_mode: 'ignore',
      default_pipelines: ['logs/rest'],
      table: [{ context: 'log', condition: 'attributes["audit"] == true', action: 'copy', pipelines: ['logs/audit', 'logs/rest'] }],
    });
  });

  it('keeps them in the order of their lists', () => {
    const collector = gateway();
    const [first, second] = [collector.traces('b-first'), collector.traces('a-second')];
    const failover = failoverConnector({ priorityLevels: [[first], [second]], retryInterval: Duration.minutes(5) });
    collector.traces('in').receive(otlpReceiver()).export(failover);
    first.receive(failover).export(otlpGrpcExporter({ endpoint: 'tempo:4317', insecure: true }));
    second.receive(failover).export(debugExporter());
    expect(at(specOf(collector), 'config.connectors.failover')).toEqual({
      priority_levels: [['traces/b-first'], ['traces/a-second']],
      retry_interval: '5m',
    });
  });
});
