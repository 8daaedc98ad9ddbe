import path from 'node:path';
import type { Config } from '../../core/config.ts';

/** Where files that are being sent wait. Beside the store's own directory, never in it. */
export const incomingIn = ({ dataDir }: Pick<Config, 'dataDir'>): string => path.join(dataDir, 'incoming');
