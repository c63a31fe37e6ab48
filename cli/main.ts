#!/usr/bin/env node
import { otelSkupper } from './program';

void otelSkupper(process.argv.slice(2));
