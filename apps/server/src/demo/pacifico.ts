import type { Scope } from '../core/in-org.ts';
import { foundOrganization, type NewOrganization, type PreparedOrganization } from '../features/organizations/index.ts';
import { calendarOf } from './calendar.ts';
import type { Person } from './happenings.ts';
import { draftLead, type LeadDraft } from './lead-draft.ts';
import { makePackages, type MadePackage } from './make-packages.ts';
import { createChance } from './random.ts';
import type { DemoPackage } from './tausi-packages.ts';
import { stagesByName } from './tausi.ts';
import { insertLeads, numberLeads } from './write-leads.ts';

const timezone = 'America/Lima';

export const pacificoNet: Omit<NewOrganization, 'owner'> & { ownerName: string } = {
  name: 'Pacífico Net',
  country: 'PE',
  currency: 'PEN',
  timezone,
  locale: 'es-PE',
  taxRate: '18',
  city: 'Lima',
  phone: '+5115550100',
  demo: true,
  ownerName: 'Lucía Quispe',
};

const offered = (name: string, downloadMbps: number, monthlyPrice: number): DemoPackage => ({
  name,
  description: 'Fibra óptica.',
  monthlyPrice,
  setupFee: 80,
  downloadMbps,
  uploadMbps: downloadMbps / 2,
  routerProfile: `hogar-${downloadMbps}m`,
  isPublic: true,
});
const packages = [
  offered('Hogar 100', 100, 69),
  offered('Hogar 200', 200, 89),
  offered('Hogar 400', 400, 119),
  offered('Negocio 300', 300, 219),
];

/** Name, district, phone, package, stage, days ago. */
const enquiries: readonly (readonly [
  name: string,
  district: string,
  phone: string,
  offer: number,
  path: string[],
  age: number,
])[] = [
  ['Rosa Huamán', 'Miraflores', '+51987555101', 1, ['New enquiry'], 0],
  ['Jorge Ccori', 'Surco', '+51987555102', 0, ['New enquiry'], 1],
  ['Milagros Ñahui', 'La Molina', '+51987555103', 2, ['New enquiry', 'Contacted'], 3],
  ['Bodega El Ancla', 'Barranco', '+51987555104', 3, ['New enquiry', 'Contacted'], 6],
  ['César Paredes', 'San Borja', '+51987555105', 1, ['New enquiry', 'Contacted', 'Qualification'], 9],
  ['Elena Tapia', 'Magdalena', '+51987555106', 2, ['New enquiry', 'Contacted', 'Qualification', 'Activation'], 14],
  ['Víctor Salas', 'Callao', '+51987555107', 0, ['New enquiry', 'Contacted', 'Lost'], 40],
  ['Ana Cárdenas', 'Pueblo Libre', '+51987555108', 1, ['New enquiry', 'Lost'], 75],
];

/**
 * The other demo organization: small, elsewhere, and there to show that neither sees the other. One transaction, like
 * Tausi’s.
 */
export async function makePacifico(scope: Scope, prepared: PreparedOrganization): Promise<void> {
  const { ownerId } = await foundOrganization(scope, prepared);
  await scope.rows("update organization_settings set tax_name = 'IGV' where organization_id = $1", [
    scope.organizationId,
  ]);
  const offers = await makePackages(scope, packages);
  const stages = await stagesByName(scope);
  const owner = { id: ownerId, name: pacificoNet.ownerName };
  await insertLeads(scope, await numberLeads(scope, draftEnquiries(scope, offers, stages, owner)));
}

function draftEnquiries(
  scope: Scope,
  offers: readonly MadePackage[],
  stages: Awaited<ReturnType<typeof stagesByName>>,
  owner: Person,
): LeadDraft[] {
  const calendar = calendarOf(timezone, scope.now);
  const chance = createChance(51);
  return enquiries.map(([name, location, phone, offer, path, age]) => {
    const { id: offerId, monthlyPrice } = offers[offer]!;
    const isNew = path.length === 1;
    return draftLead(
      {
        fields: {
          name,
          phone,
          location,
          city: 'Lima',
          source: 'website',
          offerId,
          ...(path.at(-1) === 'Lost' ? { lostReason: 'Fuera de cobertura' } : {}),
        },
        price: monthlyPrice,
        owner: isNew ? null : owner,
        path: path.map((stage) => stages.get(stage)!),
        createdAt: calendar.ago({ days: age, hours: 2 }),
        enteredAt: calendar.ago({ days: isNew ? age : age / 2, hours: 2 }),
      },
      calendar,
      chance,
    );
  });
}
