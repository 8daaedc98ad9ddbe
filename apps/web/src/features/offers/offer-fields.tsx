import { getOrganization, listRouters, type Equipment } from '@lastmile/contracts';
import { useSession } from '../../lib/session.tsx';
import { withTax, writePercent } from '../../lib/tax.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { DecimalField, EquipmentField, FieldRow, Money, MoneyField, SwitchField, TextField, type FieldProps } from '../../ui/index.ts';

type Name =
  | 'name' | 'description' | 'monthlyPrice' | 'setupFee' | 'taxRate' | 'downloadMbps' | 'uploadMbps' | 'routerProfile'
  | 'isPublic' | 'equipment';

export const offerLabels: Record<Name, string> = {
  name: 'Name', description: 'Description', monthlyPrice: 'Price a month', setupFee: 'Setup fee', taxRate: 'Tax',
  downloadMbps: 'Download', uploadMbps: 'Upload', routerProfile: 'Router profile', isPublic: 'Shown on signup forms', equipment: 'Equipment',
};

interface Props {
  form: { field: (name: Name) => FieldProps; values: Readonly<Record<string, unknown>>; errors: Readonly<Record<string, string | undefined>>; set: (name: Name, value: unknown) => void };
  known?: readonly Equipment[];
}

/** The fields of a package, the same for a new one and one that changes. */
export function OfferFields({ form: { field, values, errors, set }, known = [] }: Props) {
  const usual = useEndpoint(getOrganization).data;
  const taxName = usual?.taxName ?? 'tax';
  const rate = String(values.taxRate || usual?.taxRate || '0');
  const taxed = withTax(String(values.monthlyPrice ?? ''), rate);
  return (
    <>
      <TextField label={offerLabels.name} placeholder="For example: Home 20" {...field('name')} />
      <TextField
        label={`${offerLabels.description} (optional)`} placeholder="For example: HD video on 3 screens"
        hint="One line under the name on signup forms." {...field('description')}
      />
      <FieldRow>
        <TextField label="Download, Mbps" inputMode="numeric" {...field('downloadMbps')} />
        <TextField label="Upload, Mbps" inputMode="numeric" {...field('uploadMbps')} />
      </FieldRow>
      <FieldRow>
        <MoneyField
          label={`Price a month, without ${taxName}`} {...field('monthlyPrice')}
          {...(taxed ? { hint: <><Money amount={taxed} monthly /> with {writePercent(rate)} % {taxName}</> } : {})}
        />
        <MoneyField label="Setup fee (optional)" {...field('setupFee')} />
      </FieldRow>
      <FieldRow>
        <DecimalField
          isPercent label={`${taxName} in percent (optional)`}
          placeholder={usual ? writePercent(usual.taxRate) : ''}
          hint={usual && `Left empty, the usual ${writePercent(usual.taxRate)} %.`} {...field('taxRate')}
        />
        <ProfileField {...field('routerProfile')} />
      </FieldRow>
      <SwitchField
        label="Show on signup forms" hint="Prospects can choose it. Without this only your own people see it."
        {...field('isPublic')}
      />
      <EquipmentField
        label="Equipment (optional)" hint="Held for the service order when somebody gets this package, and issued when it is installed."
        value={values.equipment} errors={errors} known={known} onChange={(rows) => set('equipment', rows)}
      />
    </>
  );
}

/** The profile as the routers have it; a name none of them has is said before a customer is provisioned with it. */
function ProfileField(field: FieldProps) {
  const mayRead = Boolean(useSession().can('routers:read'));
  const { data } = useEndpoint(listRouters, {}, { enabled: mayRead });
  const known = [...new Set(data?.data.flatMap(({ profiles }) => profiles))];
  const typed = String(field.value ?? '').trim();
  return <TextField label="Router profile (optional)" monospace hint={profileHint(known, typed)} {...field} />;
}

function profileHint(known: readonly string[], typed: string): string {
  if (known.length === 0) return 'Gives the speeds on the router.';
  if (known.includes(typed)) return 'Known on your routers.';
  const like = known.filter((name) => name.includes(typed));
  if (like.length === 0) return `No router had “${typed}” at its last check.`;
  return `On your routers: ${like.slice(0, 4).join(', ')}${like.length > 4 ? ' …' : '.'}`;
}
