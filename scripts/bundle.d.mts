/** Writes the bundles of the library and the command below a folder. */
export declare function bundle(out: string): Promise<void>;
