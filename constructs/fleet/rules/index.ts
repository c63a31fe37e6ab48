import { fleetData } from './fleet-data';
import { fleetFile } from './fleet-file';

/** Rules of data files. */
export const FLEET_RULES = [fleetFile, fleetData] as const;
