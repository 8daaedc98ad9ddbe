import { activateScoreRules, getScoreRules, saveScoreDraft, type ScoreRule } from '@lastmile/contracts';
import { expect, test } from '../fixtures/index.ts';

const rule = (field: string, points: number): ScoreRule => ({ id: field, kind: 'field', field, test: 'filled', points });
const [email, phone, street] = [rule('email', 10), rule('phone', 20), rule('street', 5)] as [ScoreRule, ScoreRule, ScoreRule];

test('changes of the score rules are thrown away with one press, and so is a rule; both come back with another', async ({ desk, page }) => {
  const keep = async (rules: ScoreRule[]) => desk.owner.call(saveScoreDraft, { body: { rules } });
  const held = async () => {
    const { draft, active } = await desk.owner.call(getScoreRules);
    return [draft?.rules.map(({ id }) => id) ?? null, active?.rules.map(({ id }) => id) ?? null];
  };
  await keep([email]);
  await desk.owner.call(activateScoreRules);
  await keep([email, phone, street]);
  await desk.visit(page, desk.owner, '/settings/lead-score');
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(page.getByText('Changes discarded.')).toBeVisible();
  await expect.poll(held).toEqual([null, ['email']]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('These changes are not switched on yet.')).toBeVisible();
  await expect.poll(held).toEqual([['email', 'phone', 'street'], ['email']]);

  const remove = async (name: RegExp) => {
    await page.getByRole('button', { name }).click();
    await page.getByRole('menuitem', { name: 'Delete rule' }).click();
    await expect(page.getByText('Rule deleted.')).toBeVisible();
  };
  await remove(/^More: .*phone/i);
  await expect.poll(held).toEqual([['email', 'street'], ['email']]);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(held).toEqual([['email', 'phone', 'street'], ['email']]);

  // What comes to no change is no draft.
  await page.getByRole('button', { name: 'Discard changes' }).click();
  await expect(page.getByText('Switched on')).toBeVisible();
  await remove(/^More: .*email/i);
  await expect.poll(held).toEqual([[], ['email']]);
  await page.getByText('Rule deleted.').locator('..').locator('..').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(held).toEqual([null, ['email']]);
});
