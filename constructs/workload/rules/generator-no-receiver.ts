import { defineRule } from '../../synth/define-rule';
import { TraceProtocol } from '../trace-protocol';
import { GENERATOR } from './subject';

/** The collector of a trace generator has a receiver for its protocol. */
export const generatorNoReceiver = defineRule({
  id: 'generator/no-receiver',
  severity: 'error',
  subject: GENERATOR,
  docs: 'a trace generator speaks what its collector does not receive',
  check: ({ destination: { isReceived, protocol, collector } }) => {
    if (isReceived) return [];
    const [spoken, wanted] =
      protocol === TraceProtocol.OTLP
        ? ['OTLP over gRPC', 'otlpReceiver()']
        : ['thrift compact over UDP', 'jaegerReceiver({ thriftCompact: {} })'];
    return [
      {
        location: 'sendTo',
        message: `no traces pipeline of ${collector.node.path} receives ${spoken}`,
        fix: `add the receiver there: collector.traces().receive(${wanted})`,
      },
    ];
  },
});
