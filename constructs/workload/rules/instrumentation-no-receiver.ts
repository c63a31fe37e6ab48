import { defineRule } from '../../synth/define-rule';
import { AGENTS } from './subject';

/** The collector of agents has a receiver for plain OTLP over HTTP. */
export const instrumentationNoReceiver = defineRule({
  id: 'instrumentation/no-receiver',
  severity: 'error',
  subject: AGENTS,
  docs: 'agents send to a collector that takes no plain OTLP over HTTP',
  check: ({ destination: { isReceived, collector } }) => {
    if (isReceived) return [];
    return [
      {
        location: 'sendTo',
        message: `no pipeline of ${collector.node.path} receives plain OTLP over HTTP, which the agents speak`,
        fix: 'add a receiver there, with HTTP on and without TLS and credentials: collector.traces().receive(otlpReceiver())',
      },
    ];
  },
});
