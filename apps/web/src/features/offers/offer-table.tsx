import { IconArrowBackUp, IconArchive, IconPencil } from '@tabler/icons-react';
import { deleteOffer, updateOffer, type Offer } from '@lastmile/contracts';
import { count } from '../../lib/format.ts';
import { useAction } from '../../lib/use-action.ts';
import {
  Badge, Code, IconButton, Money, RecordCell, RecordName, RecordRow, RecordTable, showToast,
} from '../../ui/index.ts';

const heads = [
  'Package', { label: 'Speed', end: true }, { label: 'A month', end: true }, { label: 'With tax', end: true },
  { label: 'Setup', end: true }, 'Router profile', '',
] as const;

interface Props {
  offers: readonly Offer[];
  mayWrite: boolean;
  edit: (id: string) => void;
}

/** Packages beside each other, to be compared. */
export function OfferTable({ offers, mayWrite, edit }: Props) {
  const restore = useAction(updateOffer, {
    done: ({ name }) => showToast({ title: `${name} is on sale again.` }),
  });
  const sell = (id: string) => void restore.run({ params: { id }, body: { isActive: true } });
  const withdraw = useAction(deleteOffer, {
    done: (_, { params: { id } }) => showToast({
      title: 'Package withdrawn.', text: 'Who has it keeps it.', action: { label: 'Undo', run: () => sell(id) },
    }),
  });

  return (
    <RecordTable label="Packages" heads={heads}>
      {offers.map((offer) => (
        <RecordRow key={offer.id} muted={!offer.isActive}>
          <RecordCell part="name">
            <RecordName
              name={offer.name} detail={[offer.equipment.length > 0 && count(offer.equipment.length, 'item'), offer.description].filter(Boolean).join(' · ')}
              beside={offer.isPublic && <Badge color="petrol">Public</Badge>}
            />
          </RecordCell>
          <RecordCell end>{offer.downloadMbps} / {offer.uploadMbps} Mbps</RecordCell>
          <RecordCell label="Monthly" end><Money amount={offer.monthlyPrice} /></RecordCell>
          <RecordCell label="With tax" end><Money amount={offer.monthlyPriceWithTax} /></RecordCell>
          <RecordCell label="Setup" end><Money amount={offer.setupFee} /></RecordCell>
          <RecordCell label="Profile">{offer.routerProfile && <Code>{offer.routerProfile}</Code>}</RecordCell>
          <RecordCell part="actions">
            {mayWrite && (
              <>
                <IconButton label={`Edit ${offer.name}`} onClick={() => edit(offer.id)}>
                  <IconPencil size={16} stroke={1.75} aria-hidden />
                </IconButton>
                {offer.isActive ? (
                  <IconButton
                    label={`Withdraw ${offer.name} from sale`}
                    onClick={() => void withdraw.run({ params: { id: offer.id } })}
                  >
                    <IconArchive size={16} stroke={1.75} aria-hidden />
                  </IconButton>
                ) : (
                  <IconButton label={`Sell ${offer.name} again`} onClick={() => sell(offer.id)}>
                    <IconArrowBackUp size={16} stroke={1.75} aria-hidden />
                  </IconButton>
                )}
              </>
            )}
          </RecordCell>
        </RecordRow>
      ))}
    </RecordTable>
  );
}
