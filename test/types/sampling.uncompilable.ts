// Policies in places where the processor does not take them, and settings in the place of a policy.
// error: TS2345 is not assignable to parameter of type 'SamplingPolicy<"single">'
// error: TS2322 is not assignable to type 'SamplingPolicy<"single" | "not">'
// error: TS2322 is not assignable to type 'SamplingPolicy<"single" | "and">'
// error: TS2322 is not assignable to type 'SpanStatus'
// error: TS2741 Property 'policies' is missing
import { CollectorPipeline, SamplingPolicy, type CollectorPipelineProps } from '../../constructs';

const always = SamplingPolicy.always();
SamplingPolicy.not(SamplingPolicy.and([always]));
SamplingPolicy.and([SamplingPolicy.drop([always])]);
SamplingPolicy.composite(10, [{ policy: SamplingPolicy.not(always), percent: 10 }]);
SamplingPolicy.status(['FAILED']);
const props: CollectorPipelineProps = { tailSampling: {} };
new CollectorPipeline(undefined as never, 'gateway', props);
