-- What is written to people: what it is about, when it is to go, how often it was tried, and what became of it.

alter table outbox_messages
  add column kind text not null default 'other',
  -- The record it is about, and the lead it belongs to.
  add column about_type text,
  add column about_id uuid,
  add column lead_id uuid,
  add column bcc text,
  -- Files that are made when it is delivered: [{ source, id, fileName, mediaType }].
  add column attachments jsonb not null default '[]',
  -- A one-time code: sealed until it is sent, and forgotten then, unless the sending was simulated.
  add column secret boolean not null default false,
  add column sealed_body text,
  add column send_at timestamptz,
  add column attempts int not null default 0,
  add column sent_at timestamptz,
  add column delivered_at timestamptz,
  -- What the provider calls it.
  add column provider_id text;
alter table outbox_messages drop constraint outbox_messages_state_check;
alter table outbox_messages add constraint outbox_messages_state_check check (state in ('queued', 'sent', 'delivered', 'failed', 'cancelled'));
create index outbox_messages_about on outbox_messages (organization_id, about_type, about_id, id desc) where about_id is not null;
