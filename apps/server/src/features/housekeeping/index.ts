export { housekeepingJobs } from './housekeeping.ts';
