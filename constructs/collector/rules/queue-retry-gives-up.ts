import { defineRule, type Fault } from '../../synth/define-rule';
import { record } from '../../synth/record';
import { millisOf } from '../../synth/units';
import { COLLECTOR } from './subject';
import type { CollectorView, ComponentView } from './view/collector-view';
import { hasNoQueue } from './view/exporter-queue';

/** Timeout of the exporters of edges, in milliseconds. */
const EDGE_TIMEOUT = 30_000;

/** An exporter over a link retries without a time limit, since a link can be down for a long time. Each exporter has a queue or a sender with one. */
export const queueRetryGivesUp = defineRule({
  id: 'queue/retry-gives-up',
  severity: 'warning',
  subject: COLLECTOR,
  docs: 'an exporter gives up after a while, or keeps nothing where nobody else does',
  check: (view) => view.in('exporters').flatMap((exporter) => faultOf(view, exporter) ?? []),
});

function faultOf(view: CollectorView, exporter: ComponentView): Fault | undefined {
  const { overLink = false, passesAnswers = true } = view.programOf(exporter) ?? {};
  if (hasNoQueue(exporter) && !passesAnswers) {
    return {
      location: exporter.location,
      message: `${exporter.id} has no queue, and nothing before it keeps what it is given: what fails is dropped`,
      fix: 'leave queue out, or receive over OTLP alone, without processors that hold telemetry: then failures go back to the sender',
    };
  }
  return earlyTimeout(exporter, passesAnswers) ?? (overLink ? limitedRetry(exporter) : undefined);
}

/** An exporter over a link that stops to retry. */
function limitedRetry(exporter: ComponentView): Fault | undefined {
  const { enabled, max_elapsed_time: elapsed } = record(exporter.settings['retry_on_failure']);
  const isUnlimited = enabled !== false && (elapsed === 0 || (typeof elapsed === 'string' && /^0+[a-zµ]*$/.test(elapsed)));
  if (isUnlimited || hasNoQueue(exporter)) return undefined;
  return {
    location: `${exporter.location}.retry_on_failure`,
    message: `${exporter.id} sends over a link and ${enabled === false ? 'does not try again' : `gives up after ${typeof elapsed === 'string' ? elapsed : '5m'}`}: what it holds is dropped while the link is down`,
    fix: 'leave retryFor and retryOnFailure at their defaults, which is for ever; the bound is the size of the queue',
  };
}

/** Remote write that times out before the edge does. It reports a permanent error, so the edge drops the data. */
function earlyTimeout({ id, type, settings, location }: ComponentView, passesAnswers: boolean): Fault | undefined {
  const isPassing = passesAnswers && record(settings['remote_write_queue'])['enabled'] === false;
  const { timeout = '5s' } = settings;
  const waits = millisOf(timeout) ?? 0;
  if (type !== 'prometheus_remote_write' || !isPassing || waits === 0 || waits > EDGE_TIMEOUT) return undefined;
  return {
    location: `${location}.timeout`,
    message: `${id} gives up after ${String(waits / 1000)}s, and says so for good: an edge waits for 30s, and drops what it sent when it is told so before`,
    fix: 'leave timeout at its default of five minutes: the edge sends again after its 30 seconds',
  };
}
