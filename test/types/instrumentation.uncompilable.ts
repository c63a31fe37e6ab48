// Agents for a Go program that nobody names, for a C library that makes no difference, of languages and samplers that there are not.
// error: TS2769 No overload matches this call
// error: TS2769 No overload matches this call
// error: TS2769 No overload matches this call
// error: TS2769 No overload matches this call
// error: TS2353 'ruby' does not exist
// error: TS2322 Type 'string' is not assignable to type 'AgentSampler'
// error: TS2322 Type '"w3c"' is not assignable to type 'InstrumentationSpecPropagators'
import { ApiObject } from 'cdk8s';

import { AutoInstrumentation, CollectorPipeline, EdgeSite, Language, otlpReceiver, TelemetryNetwork } from '../../constructs';

const edge = new EdgeSite(new TelemetryNetwork(), 'edge');
const sendTo = new CollectorPipeline(edge, 'gateway');
const agents = new AutoInstrumentation(edge, 'agents', { sendTo });
const pod = new ApiObject(edge, 'pod', { apiVersion: 'v1', kind: 'Pod' });
agents.instrument(pod, Language.GO);
agents.instrument(pod, Language.GO, { executable: '/till', containers: ['till'] });
agents.instrument(pod, Language.JAVA, { libc: 'musl' });
agents.instrument(otlpReceiver(), Language.JAVA);
new AutoInstrumentation(edge, 'a', { sendTo, agents: { ruby: {} } });
new AutoInstrumentation(edge, 'b', { sendTo, sampler: 'always_on' });
new AutoInstrumentation(edge, 'c', { sendTo, propagators: ['w3c'] });
