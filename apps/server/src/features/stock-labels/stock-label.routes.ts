import * as contract from '@lastmile/contracts';
import { labelSheets } from '@lastmile/contracts';
import { attachment } from '../../core/attachment.ts';
import { InvalidFields, NotSignedIn } from '../../core/problems.ts';
import type { Routes } from '../../core/routes.ts';
import type { Services } from '../../core/services.ts';
import { labelsOf } from './labels-of.ts';

const names = { units: 'Units', items: 'Items', locations: 'Locations' } as const;

export function stockLabelRoutes({ free }: Routes, { paper }: Services): void {
  free(contract.printStockLabels, async ({ identity, query, inOrg, reply }) => {
    if (!identity) throw new NotSignedIn();
    const { sheet, code = 'qr', start = 1 } = query;
    const { across, down } = labelSheets[sheet];
    if (start > across * down) throw new InvalidFields([{ pointer: '/query/start', detail: `There are ${across * down} labels on this sheet.` }]);
    const { labels, date } = await inOrg(identity.actor, async (scope) => ({ labels: await labelsOf(scope, query), date: scope.now.toISOString() }), { readOnly: true });
    const title = `${names[query.of]}, ${labels.length} labels`;
    const bytes = await paper.drawLabels({ title, date, sheet: labelSheets[sheet], start, code, labels });
    return attachment(reply, { name: `Labels ${date.slice(0, 10)}.pdf`, mediaType: 'application/pdf' }).send(bytes);
  });
}
