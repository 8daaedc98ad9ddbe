/** A quote on paper (S0-10.5-g). */
import { endpoint } from './endpoint.ts';
import { ById } from './schemas.ts';

const tag = 'quotes';

export const getQuotePdf = endpoint({
  operationId: 'getQuotePdf', tag, summary: 'The quote as a PDF; once accepted, the very document that was accepted', method: 'GET', path: '/quotes/:id/pdf', access: 'quotes:read',
  params: ById, answers: 'bytes', errors: [404, 502],
});
