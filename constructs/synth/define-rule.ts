import type { Finding, FindingOptions, Severity } from './finding';
import type { Rendering } from './rendering';

/** What a rule reports. The rule adds its id, its severity and its page. */
export type Fault = Pick<Finding, 'location' | 'message' | 'fix'> & Partial<Pick<Finding, 'path'>>;

/** Fault of a rule over several objects or sites, with the path of the construct. */
export type LocatedFault = Fault & Pick<Finding, 'path'>;

/**
 * What the rules of one kind check, for example the rendered configuration of a collector. `C` is the type of their check functions.
 */
export class Subject<C> {
  declare public readonly check?: C;

  /** @param name as the index of the rules shows it */
  public constructor(public readonly name: string) {}
}

/** Rule, as its file defines it. */
export interface RuleDefinition<Id extends string, C, Fixed extends boolean> {
  /** Stable name, for example `pipeline/empty`. The rule has the page `docs/rules/<id>.md`. */
  readonly id: Id;
  /** Severity of its findings, unless the network sets another. */
  readonly severity: Severity;
  /** Whether synthesis depends on the rule. A network cannot set the severity of a fixed rule. @default false */
  readonly fixed?: Fixed;
  readonly subject: Subject<C>;
  /** What the rule reports, in one line. */
  readonly docs: string;
  /** Returns the faults of one subject. Pure. */
  readonly check: C;
}

/** Rule of this package. All other facts about rules are derived: the table, the type of the ids, the index of the documentation. */
export class DefinedRule<Id extends string = string, C = unknown, Fixed extends boolean = boolean> {
  public readonly id: Id;
  public readonly severity: Severity;
  public readonly fixed: Fixed;
  public readonly subject: Subject<C>;
  public readonly docs: string;
  public readonly check: C;

  public constructor({ id, severity, fixed, subject, docs, check }: RuleDefinition<Id, C, Fixed> & { readonly fixed: Fixed }) {
    this.id = id;
    this.severity = severity;
    this.fixed = fixed;
    this.subject = subject;
    this.docs = docs;
    this.check = check;
  }

  /** Returns the rule with a check of another subject. */
  public for<D>(subject: Subject<D>, check: D): DefinedRule<Id, D, Fixed> {
    const { id, severity, fixed, docs } = this;
    return new DefinedRule({ id, severity, fixed, docs, subject, check });
  }

  /** Returns the finding for a fault. The path of the construct is added where the fault has none. */
  public report(fault: Fault): FindingOptions {
    return { severity: this.severity, rule: this.id, ...fault, docs: `docs/rules/${this.id}.md` };
  }
}

/** Defines a rule. */
export function defineRule<const Id extends string, C, const Fixed extends boolean = false>(
  definition: RuleDefinition<Id, C, Fixed>,
): DefinedRule<Id, C, Fixed> {
  return new DefinedRule({ ...definition, fixed: (definition.fixed ?? false) as Fixed });
}

/** Faults that the program reports where it reads an argument or a file, or renders an object. These rules have no check of their own. */
export const REPORTED = new Subject<undefined>('argument or input');

/** Check of a construct, attached with `bindRules`. */
export type ConstructCheck<F> = (from: F, rendering: Rendering) => Iterable<Fault>;
