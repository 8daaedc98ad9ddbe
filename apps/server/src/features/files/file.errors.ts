import { Refusal } from '../../core/problems.ts';

export class TooManyFiles extends Refusal {
  constructor(maximum: number) {
    super({
      status: 422, code: 'too_many_files', detail: `There are ${maximum} files here, which is as many as are kept. Delete one that is no longer needed.`,
      errors: [{ pointer: '/file', detail: `Expected at most ${maximum} files.` }], more: { maxFiles: maximum },
    });
  }
}

export class FileKindRefused extends Refusal {
  constructor(expected: string) {
    super({
      status: 415, code: 'file_kind_refused', detail: `What is in this file is not taken. Expected ${expected}.`,
      errors: [{ pointer: '/file', detail: `Expected ${expected}.` }],
    });
  }
}

export class FileEmpty extends Refusal {
  constructor() {
    super({ status: 422, code: 'file_empty', detail: 'There is nothing in this file.', errors: [{ pointer: '/file', detail: 'Expected a file with something in it.' }] });
  }
}
