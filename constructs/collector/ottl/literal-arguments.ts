import type { OttlFunction } from '../../../imports/otelcol/references';
import { positionOf } from './argument-names';
import type { Call } from './parsed';
import { textOf } from './unquoted';
import type { OttlValue } from './value';

/** Arguments of a call by name. Only literals have a text or a number: the collector knows the other values when data arrives. */
export class LiteralArguments {
  public constructor(
    private readonly call: Call,
    private readonly known: OttlFunction,
  ) {}

  /** Returns an argument; undefined if the call does not have it. */
  public value(name: string): OttlValue | undefined {
    const position = this.known.arguments.indexOf(name);
    return this.call.arguments.find(
      (given, i) => (given.name === undefined ? i : positionOf(this.known.arguments, given.name)) === position,
    )?.value;
  }

  /** Returns the text of an argument; undefined if the argument is not a text in quotes. */
  public text(name: string): string | undefined {
    return textOf(this.value(name));
  }

  /** Returns the number of an argument; undefined if the argument is not a number. */
  public number(name: string): number | undefined {
    const { is, text } = this.value(name) ?? {};
    return (is === 'int' || is === 'float') && text !== undefined ? Number(text) : undefined;
  }

  /** Returns the items of a list; empty if the argument is not a list in brackets. */
  public items(name: string): readonly OttlValue[] {
    const { is, values = [] } = this.value(name) ?? {};
    return is === 'list' ? values : [];
  }
}
