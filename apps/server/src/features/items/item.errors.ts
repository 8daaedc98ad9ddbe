import { Refusal } from '../../core/problems.ts';

export class CodeTaken extends Refusal {
  constructor(field: 'sku' | 'barcode', code: string, item: string) {
    super({
      status: 409, code: `${field}_taken`, detail: `${item} has the ${field === 'sku' ? 'SKU' : 'barcode'} ${code} already.`,
      errors: [{ pointer: `/${field}`, detail: `${item} has it already.` }],
    });
  }
}

export class ItemInUse extends Refusal {
  constructor(detail: string, pointer?: string) {
    super({ status: 409, code: 'item_in_use', detail, ...(pointer ? { errors: [{ pointer, detail }] } : {}) });
  }
}
