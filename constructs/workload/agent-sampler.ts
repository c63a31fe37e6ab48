import { ArgumentError } from '../synth/argument';

/** Options of `AgentSampler`. */
export interface SamplerOptions {
  /**
   * Whether each service decides by itself, even for a trace that another one began. Traces are then in parts, unless all services
   * decide the same.
   *
   * @default false
   */
  readonly ignoreParent?: boolean;
}

/**
 * Which traces agents make. Who begins a trace decides, and the services that it calls follow.
 *
 * @see https://opentelemetry.io/docs/concepts/sampling/#head-sampling
 */
export class AgentSampler {
  /** Every trace. */
  public static all(options: SamplerOptions = {}): AgentSampler {
    return AgentSampler.of('always_on', options);
  }

  /** None of those that begin here. */
  public static none(options: SamplerOptions = {}): AgentSampler {
    return AgentSampler.of('always_off', options);
  }

  /**
   * A part of those that begin here, chosen by the trace's id.
   *
   * @param ratio 0 to 1, both included: 0.1 is every tenth
   * @throws ArgumentError if the ratio is out of range
   */
  public static ratio(ratio: number, options: SamplerOptions = {}): AgentSampler {
    if (!(ratio >= 0 && ratio <= 1)) {
      throw new ArgumentError(
        'AgentSampler.ratio',
        'ratio',
        `has to be from 0 to 1, received ${String(ratio)}`,
        'give 0.1 for every tenth',
      );
    }
    return AgentSampler.of('traceidratio', options, plain(ratio));
  }

  private static of(root: string, { ignoreParent = false }: SamplerOptions, argument?: string): AgentSampler {
    return new AgentSampler({ type: ignoreParent ? root : `parentbased_${root}`, ...(argument !== undefined && { argument }) });
  }

  /** What an `Instrumentation` says. @internal */
  public readonly spec: { readonly type: string; readonly argument?: string };
  /** Type-level only: no object literal or other class fits in its place. */
  declare protected readonly brand: 'AgentSampler';

  private constructor(spec: AgentSampler['spec']) {
    this.spec = spec;
  }
}

/** A number without an exponent, which not every agent reads. */
function plain(ratio: number): string {
  return ratio === 0 || ratio >= 1e-6 ? String(ratio) : ratio.toFixed(20).replace(/0+$/, '');
}
