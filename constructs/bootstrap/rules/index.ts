import { bootstrapOperatorMissing } from './bootstrap-operator-missing';

/** Rules of bootstraps. */
export const BOOTSTRAP_RULES = [bootstrapOperatorMissing] as const;
