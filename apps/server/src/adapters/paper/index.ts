export { paperAdapter } from './paper-thread.ts';
