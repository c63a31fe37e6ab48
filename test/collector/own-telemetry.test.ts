import { describe, expect, it } from 'vitest';

import { shapeFaults } from '../../constructs/collector/rules/options/shape';
import { TELEMETRY } from '../../constructs/collector/rules/options/telemetry-shape';

function messagesOf(telemetry: unknown): readonly string[] {
  return shapeFaults(telemetry, TELEMETRY, { root: 'spec', name: 'service.telemetry', path: '' }).map(({ message }) => message);
}

const OTLP = { otlp: { protocol: 'grpc', endpoint: 'http://localhost:4317', headers: { a: 'b' } } };

// Each setting here was put to collector 0.158.0 with `validate`.
describe('settings of the own telemetry', () => {
  it.each([
    { logs: { level: 'WARNING', sampling: { tick: '10s' }, processors: [{ batch: { exporter: OTLP } }] } },
    { logs: { level: '', encoding: 'json', initial_fields: { a: 1 } } },
    { metrics: { level: 2, readers: [{ periodic: { interval: 1000, exporter: OTLP } }] } },
    { traces: { level: 'Normal', sampler: { parent_based: { root: { always_on: {} } } }, propagators: ['b3'] } },
    { metrics: { level: '${env:LEVEL}', readers: [{ pull: { exporter: { prometheus: { host: 'localhost', port: 8888 } } } }] } },
  ])('are accepted: %j', (telemetry) => {
    expect(messagesOf(telemetry)).toEqual([]);
  });

  it.each([
    [{ metrics: { level: '' } }, 'metrics.level of service.telemetry is ""; expected none, basic, normal, detailed'],
    [{ logs: { disable_caller: 'yes' } }, 'logs.disable_caller of service.telemetry is "yes"; expected true or false'],
    [{ logs: { sampling: { tick: 'soon' } } }, 'logs.sampling.tick of service.telemetry is "soon"; expected a duration such as 10s'],
    [
      { metrics: { readers: [{ periodic: { timeout: '5s' } }] } },
      'metrics.readers.0.periodic.timeout of service.telemetry is "5s"; expected an integer',
    ],
    [{ traces: { propagators: 'b3' } }, 'traces.propagators of service.telemetry is "b3"; expected a list'],
    [
      { traces: { processors: [{ batch: { exporter: { otlp: {} } } }] } },
      'service.telemetry.traces.processors.0.batch.exporter.otlp has no endpoint',
    ],
    [{ logs: { processors: [{ other: {} }] } }, 'unknown field "other" in service.telemetry.logs.processors.0; expected batch, simple'],
  ])('are refused: %j', (telemetry, message) => {
    expect(messagesOf(telemetry)).toEqual([message]);
  });
});
