import type { Readable } from 'node:stream';
import { Refusal } from '../core/problems.ts';

export interface StoredFile {
  key: string;
  storedAt: Date;
}

/** Keeps bytes under keys such as `crm/<organization>/lead_<lead>/<timestamp>_<name>`: parts separated by slashes, none of them `.` or `..`. */
export interface FilesPort {
  /** Resolves once the bytes would survive a crash; until then nothing is under the key. Throws {@link StorageFull}, {@link StorageUnreachable}. */
  put(key: string, content: Readable, about: { size: number; mediaType: string }): Promise<void>;
  /** The bytes, or null where nothing is under the key. Throws {@link StorageUnreachable}. */
  read(key: string): Promise<Readable | null>;
  exists(key: string): Promise<boolean>;
  /** Nothing under the key is as good as removed. */
  remove(key: string): Promise<void>;
  /** Everything under keys that begin with these parts, in no particular order. */
  list(prefix: string): AsyncIterable<StoredFile>;
  /** Lets go of connections. */
  close(): Promise<void>;
}

export class StorageFull extends Refusal {
  constructor() {
    super({ status: 507, code: 'storage_full', detail: 'There is no room left to keep files. Nothing was saved; tell your administrator.' });
  }
}

export class StorageUnreachable extends Refusal {
  constructor(options?: ErrorOptions) {
    super({ status: 502, code: 'storage_unreachable', detail: 'The store for files does not answer. Nothing was saved; try again in a moment.' });
    this.cause = options?.cause;
  }
}
