export { startRouterSimulator } from './simulator.ts';
export type { HeardCommand, RouterSimulator, RouterSimulatorOptions } from './simulator.ts';
export { FAULTS } from './faults.ts';
export type { Fault, FaultKind } from './faults.ts';
export type { Policy } from './commands.ts';
export type { RouterUser } from './login.ts';
export type { Row } from './row.ts';
export type { Profiles } from './seed.ts';
export { Trap } from './trap.ts';
