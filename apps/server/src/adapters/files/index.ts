import path from 'node:path';
import type { Config } from '../../core/config.ts';
import type { FilesPort } from '../../ports/files.ts';
import { localDiskFiles } from './local-disk.ts';
import { s3Files } from './s3.ts';

/** A bucket where one is configured, else this machine's disk. */
export function filesAdapter({ dataDir, s3 }: Pick<Config, 'dataDir' | 's3'>, tell: (error: unknown) => void): FilesPort {
  return s3 ? s3Files(s3, tell) : localDiskFiles(path.join(dataDir, 'files'));
}
