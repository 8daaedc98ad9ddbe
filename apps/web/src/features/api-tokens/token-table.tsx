import { IconTrash } from '@tabler/icons-react';
import type { listApiTokens, Output } from '@lastmile/contracts';
import { useNow } from '../../lib/now.ts';
import { Badge, IconButton, RecordCell, RecordName, RecordRow, RecordTable, When } from '../../ui/index.ts';
import { scopesInWords } from './scopes.ts';

export type Token = Output<typeof listApiTokens>['data'][number];

export function TokenTable({ tokens, revoke }: { tokens: readonly Token[]; revoke: (id: string) => void }) {
  const now = useNow();
  return (
    <RecordTable label="API tokens" heads={['Token', 'Of', 'Last used', 'Ends', '']}>
      {tokens.map(({ id, name, scopes, userName, lastUsedAt, expiresAt }) => {
        const isOver = expiresAt !== null && Date.parse(expiresAt) <= now;
        return (
          <RecordRow key={id} muted={isOver}>
            <RecordCell part="name">
              <RecordName
                name={name} detail={scopesInWords(scopes)} beside={isOver && <Badge color="gray">Ended</Badge>}
              />
            </RecordCell>
            <RecordCell label="Of">{userName}</RecordCell>
            <RecordCell label="Last used">{lastUsedAt ? <When at={lastUsedAt} as="ago" /> : 'Never'}</RecordCell>
            <RecordCell label="Ends">{expiresAt ? <When at={expiresAt} /> : 'Never'}</RecordCell>
            <RecordCell part="actions">
              <IconButton label={`Revoke ${name}`} onClick={() => revoke(id)}>
                <IconTrash size={16} stroke={1.75} aria-hidden />
              </IconButton>
            </RecordCell>
          </RecordRow>
        );
      })}
    </RecordTable>
  );
}
