import { argument } from './argument';
import { render } from './render';
import { schema } from './schema';
import { validation } from './validation';

/** Rules of everything that is synthesized. */
export const SYNTH_RULES = [argument, schema, render, validation] as const;
