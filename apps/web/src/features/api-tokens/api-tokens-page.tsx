import { IconKey, IconPlus } from '@tabler/icons-react';
import { listApiTokens } from '@lastmile/contracts';
import { useEndpoint } from '../../lib/use-endpoint.ts';
import { useUrlDialog } from '../../lib/use-url-dialog.ts';
import { Anchor, Button, EmptyState, ErrorState, ListSkeleton, Page, Section } from '../../ui/index.ts';
import { NewTokenDialog } from './new-token-dialog.tsx';
import { RevokeDialog } from './revoke-dialog.tsx';
import { TokenTable } from './token-table.tsx';

/** `/settings/api-tokens`: what programs come in with. */
export function ApiTokensPage() {
  const tokens = useEndpoint(listApiTokens);
  const dialog = useUrlDialog<'new' | 'revoke'>();
  const chosen = tokens.data?.data.find(({ id }) => id === dialog.record);
  const add = (
    <Button look="primary" icon={<IconPlus size={16} stroke={1.75} aria-hidden />} onClick={() => dialog.open('new')}>
      Make token
    </Button>
  );

  return (
    <Page
      title="API tokens" actions={add}
      subtitle={(
        <>For programs. What they can call stands in the <Anchor href="/docs" fz="inherit">API docs</Anchor>.</>
      )}
    >
      {tokens.error && (
        <ErrorState title="The tokens did not load." problem={tokens.error} again={() => void tokens.refetch()} />
      )}
      {tokens.isPending && <ListSkeleton rows={3} />}
      {tokens.data && tokens.data.data.length > 0 && (
        <Section title="Tokens" count={tokens.data.data.length} flush>
          <TokenTable tokens={tokens.data.data} revoke={(id) => dialog.open('revoke', id)} />
        </Section>
      )}
      {tokens.data?.data.length === 0 && (
        <EmptyState icon={<IconKey size={24} stroke={1.75} />} title="No tokens yet" actions={add}>
          Make one for each program that talks to Lastmile, with no more than it needs. A token never has more than who
          made it.
        </EmptyState>
      )}
      {dialog.name === 'new' && <NewTokenDialog onClose={dialog.close} />}
      {chosen && dialog.name === 'revoke' && <RevokeDialog token={chosen} onClose={dialog.close} />}
    </Page>
  );
}
