// Rows of components that leave an answer out, or a component that has a function.
// error: TS2741 Property 'acknowledges' is missing
// error: TS2741 Property 'listens' is missing
// error: TS2741 Property 'zpages' is missing
// error: TS2322 is not assignable to type '"nothing" | "batches" | "on-purpose"'
import { never, NO_PORTS, noAccess, noSettings, nothingOfRequests } from '../../constructs/collector/rows/component-row';
import type { ExtensionRow, ProcessorRow, ReceiverRow } from '../../constructs/collector/rows/component-row';
import { nowhere } from '../../constructs/collector/rows/dialling';
import type { Extensions } from '../../imports/otelcol/extensions';

const quiet = { dials: nowhere, access: noAccess, readsApi: never, readsRequest: nothingOfRequests } as const;

export const silent: ReceiverRow<object> = { ...quiet, listens: NO_PORTS, reads: 'senders', files: noSettings };
export const deaf: ExtensionRow<object> = { ...quiet, answersProbes: false, keepsFiles: false };

declare const others: { readonly [T in Exclude<keyof Extensions, 'zpages'>]: ExtensionRow<Extensions[T]['options']> };
export const forgotten: { readonly [T in keyof Extensions]: ExtensionRow<Extensions[T]['options']> } = { ...others };

export const wrong: ProcessorRow<object> = { ...quiet, listens: NO_PORTS, holds: 'something', needsWholeTraces: false, makes: 'unchanged' };

// This does compile.
export const whole: ExtensionRow<object> = { ...quiet, listens: NO_PORTS, answersProbes: false, keepsFiles: false };
