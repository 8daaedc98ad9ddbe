import * as contract from '@lastmile/contracts';
import type { FastifyRequest } from 'fastify';
import { attachment } from '../../core/attachment.ts';
import { prospectActor, type Actor } from '../../core/actor.ts';
import type { Identity } from '../../core/auth/index.ts';
import type { InOrg, Scope } from '../../core/in-org.ts';
import { organizationSettings } from '../../core/organization-settings.ts';
import { InvalidFields } from '../../core/problems.ts';
import { createRateLimiter, networkOf } from '../../core/rate-limiter.ts';
import type { Routes } from '../../core/routes.ts';
import { sha256 } from '../../core/seal.ts';
import type { Services } from '../../core/services.ts';
import { dateIn } from '../../core/zoned-time.ts';
import { organizationOfQuoteLink } from '../organizations/index.ts';
import { queueMessage, renderMessage, withdrawMessages } from '../messages/index.ts';
import { quotePdf } from '../quote-documents/index.ts';
import { decideQuote, knownChoices, linesOf, quoteSettings, quoteValues, sumsOf, type Quote } from '../quotes/index.ts';
import { askAbout } from './ask-about.ts';
import { maskedEmail, maskedPhone } from './masked.ts';
import { lockByLink, noteOpened, quoteBehind } from './open-quote.ts';
import { NoSuchLink, publicQuote } from './public-quote.view.ts';
import { judgeGuess, makeCode, readCode, spendGuess, useCode, type Confirmed } from './quote-codes.ts';

/** What its link shows of a quote, and what a prospect does with it (S0-10.6). Who happens to be signed in acts as the prospect all the same. */
export function publicQuoteRoutes({ free }: Routes, services: Services): void {
  const { clock, config, dataSource, sealer } = services;
  const readers = createRateLimiter({ clock, max: 120, seconds: 60 });
  const writers = createRateLimiter({ clock, max: 60, seconds: 600 });

  interface Visit { tokenHash: Buffer; actor: Actor; inside<R>(work: (scope: Scope) => Promise<R>, options?: { readOnly?: boolean; name?: string }): Promise<R> }

  async function visit({ params, inOrg, request }: { params: { token: string }; inOrg: InOrg; request: FastifyRequest }, limiter = writers): Promise<Visit> {
    if (config.rateLimit > 0) limiter.count(networkOf(request.ip));
    const tokenHash = sha256(params.token);
    const organizationId = await organizationOfQuoteLink(dataSource, tokenHash);
    if (!organizationId) throw new NoSuchLink();
    const actor = { ...prospectActor(organizationId, 'UTC'), name: 'Customer' };
    return { tokenHash, actor, inside: (work, { name = actor.name, ...options } = {}) => inOrg({ ...actor, name }, work, options) };
  }

  const isOneOfUs = (identity: Identity | null, { actor }: Visit): boolean => identity?.actor.organizationId === actor.organizationId;

  free(contract.getPublicQuote, async (call) => {
    // Before anything is looked up: an answer about no quote has them too, so that a link that was withdrawn cannot be told from one that never was.
    call.reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex').header('referrer-policy', 'no-referrer');
    const { inside, tokenHash } = await visit(call, readers);
    return inside((scope) => publicQuote(scope, tokenHash), { readOnly: true });
  });

  free(contract.openPublicQuote, async (call) => {
    const visited = await visit(call);
    // A salesperson who looks at what they sent is not the prospect who opens it.
    if (isOneOfUs(call.identity, visited)) await visited.inside((scope) => publicQuote(scope, visited.tokenHash), { readOnly: true });
    else await visited.inside((scope) => noteOpened(scope, visited.tokenHash));
    return {};
  });

  free(contract.sumPublicQuote, async (call) => {
    const { inside, tokenHash } = await visit(call, readers);
    return inside(async (scope) => {
      const { items } = await publicQuote(scope, tokenHash);
      return sumsOf(items, knownChoices(items, call.body.choices));
    }, { readOnly: true });
  });

  free(contract.sendQuoteCode, async (call) => {
    const { inside, tokenHash } = await visit(call);
    const { channel, decision = 'accept', choices } = call.body;
    return inside(async (scope) => {
      const { quote, lead } = await lockByLink(scope, tokenHash);
      await mustBeOpen(scope, quote);
      const recipient = channel === 'email' ? quote.recipientEmail : quote.recipientPhone;
      if (!recipient) throw new InvalidFields([{ pointer: '/channel', detail: `There is no ${channel === 'email' ? 'email address' : 'phone number'} on this quote.` }]);
      const { codeValidMinutes } = await quoteSettings(scope);
      const made = await makeCode(sealer, scope, await confirmedBy(scope, quote, decision, choices), { channel, recipient, validMinutes: codeValidMinutes });
      const values = { ...await quoteValues(scope, quote, lead, ''), code: made.code, code_valid_until: made.validUntilWords };
      const { subject, text } = await renderMessage(scope, 'quote_code', channel, values);
      const about = { type: 'quote_code', id: quote.id };
      // The one before is worth nothing from now on, and would arrive beside this one.
      await withdrawMessages(scope, { type: about.type, ids: [quote.id] });
      await queueMessage(sealer, scope, { kind: 'quote_code', channel, to: recipient, subject, text, about, leadId: lead.id, secret: true, validUntil: made.validUntil });
      return {
        to: channel === 'email' ? maskedEmail(recipient) : maskedPhone(recipient), validUntil: made.validUntil.toISOString(), resendAfter: made.resendAfter.toISOString(),
      };
    });
  });

  /** A guess is counted and committed before it is judged: being refused gives nothing back. */
  async function decide(visited: Visit, code: string, decision: 'accept' | 'reject', more: { choices?: contract.QuoteChoices; reason?: string | null; signature?: contract.Signature | null }) {
    const { inside, tokenHash } = visited;
    const digits = readCode(code);
    const guess = await inside(async (scope) => {
      const { quote, lead } = await lockByLink(scope, tokenHash);
      await mustBeOpen(scope, quote);
      if (decision === 'accept') await mustBeSigned(scope, more.signature);
      const confirmed = await confirmedBy(scope, quote, decision, more.choices);
      const byName = more.signature?.name.trim() || quote.recipientName || lead.title;
      return { confirmed, byName, spent: await spendGuess(scope, quote.id) };
    });
    if ('refusal' in guess.spent) throw guess.spent.refusal;
    const { spent, confirmed, byName } = guess;
    judgeGuess(sealer, spent, confirmed, digits);
    await inside(async (scope) => {
      const locked = await lockByLink(scope, tokenHash);
      await useCode(scope, spent.codeId);
      await decideQuote(services, scope, locked, {
        decision, byName, confirmedBy: spent.channel === 'email' ? 'email_code' : 'sms_code', reason: more.reason ?? null, signature: more.signature ?? null,
        ...(more.choices ? { choices: more.choices } : {}),
      });
    }, { name: byName });
  }

  free(contract.acceptPublicQuote, async (call) => {
    const { code, choices, signature } = call.body;
    await decide(await visit(call), code, 'accept', { ...(choices ? { choices } : {}), signature: signature ?? null });
    return { state: 'accepted' as const, message: 'Thank you. We will call you to arrange the installation.' };
  });
  free(contract.rejectPublicQuote, async (call) => {
    await decide(await visit(call), call.body.code, 'reject', { reason: call.body.reason ?? null });
    return { state: 'denied' as const, message: 'Thank you for telling us.' };
  });

  free(contract.askAboutQuote, async (call) => {
    const { inside, tokenHash } = await visit(call);
    await inside(async (scope) => askAbout(services, scope, await lockByLink(scope, tokenHash), call.body.question));
    return { message: 'Thank you. We will answer as soon as we can.' };
  });

  free(contract.getPublicQuotePdf, async (call) => {
    const { inside, tokenHash } = await visit(call);
    const id = await inside((scope) => quoteBehind(scope, tokenHash), { readOnly: true });
    const pdf = await quotePdf(services, (work) => inside(work, { readOnly: true }), id);
    return attachment(call.reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer'), pdf).send(pdf.bytes);
  });
}

async function mustBeOpen(scope: Scope, quote: Quote): Promise<void> {
  const { timezone } = await organizationSettings(scope);
  quote.mustBeOpenOn(dateIn(timezone, scope.now));
}

async function mustBeSigned(scope: Scope, signature: contract.Signature | null | undefined): Promise<void> {
  const { signatureRequired } = await quoteSettings(scope);
  if (signatureRequired && !signature) throw new InvalidFields([{ pointer: '/signature', detail: 'Sign with your name.' }]);
}

async function confirmedBy(scope: Scope, quote: Quote, decision: 'accept' | 'reject', choices: contract.QuoteChoices | undefined): Promise<Confirmed> {
  const known = decision === 'accept' ? knownChoices(await linesOf(scope, quote.id), choices) : null;
  return { quoteId: quote.id, revision: quote.revision, decision, choices: known };
}
