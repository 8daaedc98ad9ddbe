import type { Scope } from '../../core/in-org.ts';

/**
 * Holds the lead of a conversion, so that it is taken before the conversion by a worker too, who changes nothing of it. A row that one transaction writes twice
 * has its foreign keys looked at again: without this the second write would come to want the lead while it has the conversion.
 */
export const holdLeadOf = ({ rows, organizationId }: Scope, conversionId: string) => rows(
  `select 1 from leads where organization_id = $1 and id = (select lead_id from conversions where organization_id = $1 and id = $2) for key share`, [organizationId, conversionId]);
