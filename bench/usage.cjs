// Loaded into every Node process that is measured: adds a line of what the process used to the file of BENCH_USAGE.
const { appendFileSync } = require('node:fs');
const { isMainThread } = require('node:worker_threads');

if (isMainThread) {
  process.on('exit', () => {
    const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
    appendFileSync(process.env.BENCH_USAGE, `${JSON.stringify({ maxRSS, cpu: userCPUTime + systemCPUTime })}\n`);
  });
}
