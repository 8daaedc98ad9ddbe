import { useState } from 'react';
import { getRouterProfiles, listOffers, setRouterProfiles, type Offer, type Router, type RouterProfiles } from '@lastmile/contracts';
import { useAction } from '../../lib/use-action.ts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { Button, ErrorState, ListSkeleton, ResponsiveDialog, SelectField, showToast, TextField } from '../../ui/index.ts';
import styles from './routers.module.css';

/** Which profile each package has on one router, where that is not the package’s own. */
export function ProfilesDialog({ router, onClose }: { router: Router; onClose: () => void }) {
  const profiles = useEndpoint(getRouterProfiles, { params: { id: router.id } });
  const offers = useEndpoint(listOffers, { query: { limit: 200, isActive: true } });
  const error = profiles.error ?? offers.error;
  if (profiles.data && offers.data) return <Loaded router={router} offers={offers.data.data} profiles={profiles.data.profiles} onClose={onClose} />;
  return (
    <ResponsiveDialog opened onClose={onClose} title={`Profiles on ${router.name}`}>
      {error ? <ErrorState title="The profiles did not load." problem={error} again={() => { void profiles.refetch(); void offers.refetch(); }} /> : <ListSkeleton rows={5} />}
    </ResponsiveDialog>
  );
}

function Loaded({ router, offers, profiles, onClose }: { router: Router; offers: readonly Offer[]; profiles: RouterProfiles['profiles']; onClose: () => void }) {
  const [said, setSaid] = useState(() => new Map(profiles.map(({ offerId, profile }) => [offerId, profile])));
  const save = useAction(setRouterProfiles, {
    done: () => {
      onClose();
      showToast({ title: 'Saved. What is made from now on has these profiles.' });
    },
  });
  return (
    <ResponsiveDialog
      opened onClose={onClose} width={560} title={`Profiles on ${router.name}`} subtitle="Left empty, a package has its own profile."
      footer={(
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary" loading={save.isRunning}
            onClick={() => void save.run({ params: { id: router.id }, body: { profiles: [...said].filter(([, profile]) => profile.trim()).map(([offerId, profile]) => ({ offerId, profile: profile.trim() })) } })}
          >
            Save
          </Button>
        </>
      )}
    >
      <div className={styles.mapping}>
        {offers.map(({ id, name, routerProfile }) => {
          const field = {
            label: name, name: `profile-${id}`, required: false, maxLength: 63, error: undefined, value: said.get(id) ?? '', placeholder: routerProfile ?? 'No profile',
            onChange: (value: unknown) => setSaid((before) => new Map(before).set(id, String(value ?? ''))),
          };
          return router.profiles.length > 0
            ? <SelectField key={id} {...field} searchable options={[...new Set([...router.profiles, ...(said.get(id) ? [said.get(id)!] : [])])].map((profile) => ({ value: profile, label: profile }))} />
            : <TextField key={id} {...field} monospace />;
        })}
      </div>
    </ResponsiveDialog>
  );
}
