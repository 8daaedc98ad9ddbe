import { useUrlState } from '../../../lib/url-state.ts';
import { Notice, NoticeAction } from '../../../ui/index.ts';

/** Over the leads where the address names a view that was deleted, or that somebody else keeps to themselves. */
export function MissingView() {
  const [, change] = useUrlState();
  return (
    <Notice tone="info" action={<NoticeAction onClick={() => change({ saved: null }, { replace: true })}>All right</NoticeAction>}>
      This view is not there any more, or its owner keeps it to themselves. Here are all leads instead.
    </Notice>
  );
}
