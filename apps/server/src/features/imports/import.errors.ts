import type { Import } from '@lastmile/contracts';
import { Refusal } from '../../core/problems.ts';

export class NotATable extends Refusal {
  constructor(detail: string) {
    super({ status: 415, code: 'not_a_table', detail, errors: [{ pointer: '/file', detail: 'Expected a CSV or XLSX file.' }] });
  }
}

export class TableRefused extends Refusal {
  constructor(detail: string) {
    super({ status: 422, code: 'invalid_fields', detail, errors: [{ pointer: '/file', detail }] });
  }
}

export class ImportBegun extends Refusal {
  constructor() {
    super({ status: 409, code: 'import_begun', detail: 'This import was run already. Send the file again to import it once more.' });
  }
}

/** What a file says of a stock is not told from what it said before: it would count twice. */
export class ImportedBefore extends Refusal {
  constructor(before: NonNullable<Import['importedBefore']>) {
    super({
      status: 409, code: 'imported_before', detail: `A file with the same content was imported by ${before.byName} already. Import it again only if it is to count twice.`,
      more: { importedBefore: before },
    });
  }
}

export class ImportUnchecked extends Refusal {
  constructor() {
    super({ status: 409, code: 'import_unchecked', detail: 'This import is still being looked through. Run it once that is done.' });
  }
}
