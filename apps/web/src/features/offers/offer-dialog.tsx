import { createOffer, NewOffer, OfferChanges, updateOffer, type Offer } from '@lastmile/contracts';
import { pick } from '../../lib/pick.ts';
import { writePercent } from '../../lib/tax.ts';
import { useWrite } from '../../lib/use-write.ts';
import { FormDialog, showToast, useContractForm, useRecordForm } from '../../ui/index.ts';
import { OfferFields, offerLabels } from './offer-fields.tsx';

interface Props {
  /** Left out: a new one. */
  offer?: Offer;
  onClose: () => void;
}

/** Adds a package or changes one. */
export function OfferDialog({ offer, onClose }: Props) {
  return offer ? <ChangeOffer offer={offer} onClose={onClose} /> : <AddOffer onClose={onClose} />;
}

function AddOffer({ onClose }: { onClose: () => void }) {
  const write = useWrite();
  const form = useContractForm(NewOffer, {
    initial: { isPublic: true },
    submit: (body, call) => write(createOffer, { body }, call),
    done: ({ name }) => {
      showToast({ title: `${name} is on sale.` });
      onClose();
    },
  });
  return (
    <FormDialog form={form} title="Add package" submit="Add package" onClose={onClose}>
      <OfferFields form={form} />
    </FormDialog>
  );
}

function ChangeOffer({ offer, onClose }: { offer: Offer; onClose: () => void }) {
  const write = useWrite();
  const form = useRecordForm(OfferChanges, {
    record: offer,
    values: (known) => ({
      ...pick(
        known, 'name', 'description', 'monthlyPrice', 'setupFee', 'downloadMbps', 'uploadMbps', 'routerProfile',
        'isPublic',
      ),
      taxRate: known.taxRate && writePercent(known.taxRate),
      equipment: known.equipment.map((one) => pick(one, 'itemId', 'quantity')),
    }),
    submit: (body, call) => write(updateOffer, { params: { id: offer.id }, body }, call),
    done: onClose,
  });
  return (
    <FormDialog
      form={form} title={`Edit ${offer.name}`} subtitle="What was sold already keeps its price." submit="Save package"
      onClose={onClose} labels={offerLabels}
    >
      <OfferFields form={form} known={offer.equipment} />
    </FormDialog>
  );
}
