import { listOffers } from '@lastmile/contracts';
import { useEndpoint } from '../../../lib/use-endpoint.ts';
import { SelectField } from '../../../ui/index.ts';
import { textIn, type LeadFormState } from './form-state.ts';
import { ToggleChips } from './toggle-chips.tsx';

/** More packages than this are searched for rather than seen at once. */
const mostChips = 6;

interface Props {
  label: string;
  form: LeadFormState;
  /** The package the lead has, which may be withdrawn from sale by now. */
  current?: { id: string; name: string } | undefined;
}

/** Which package they want. */
export function OfferField({ label, form, current }: Props) {
  const offers = useEndpoint(listOffers, { query: { isActive: true, limit: 200 } }).data?.data;
  const sold = (offers ?? []).map(({ id, name }) => ({ value: id, label: name }));
  const isSold = !current || sold.some(({ value }) => value === current.id);
  const options = isSold ? sold : [{ value: current.id, label: current.name }, ...sold];
  if (options.length === 0) return null;
  if (options.length > mostChips) {
    return (
      <SelectField
        label={label} {...form.field('offerId')} options={options} searchable clearable placeholder="None yet"
        nothingFound="No package of that name."
      />
    );
  }
  return (
    <ToggleChips
      label={label} options={options} value={textIn(form.values, 'offerId') || null}
      onChange={(id) => form.set('offerId', id ?? '')}
    />
  );
}
