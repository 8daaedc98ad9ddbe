-- When codes were guessed at and sent, so that an hour is any sixty minutes: counted by the clock's hours, its turn gave twice as many.

create table quote_code_times (
  organization_id uuid not null references organizations (id),
  -- Guesses at a quote; codes to a recipient.
  kind text not null check (kind in ('guesses', 'codes')),
  key text not null,
  times timestamptz[] not null,
  last_at timestamptz not null,
  primary key (organization_id, kind, key)
);
call protect('quote_code_times');
create index quote_code_times_last on quote_code_times (organization_id, last_at);

comment on table quote_code_counts is 'What was counted by the clock’s hours and days. Nothing is written here any more; the next release drops it.';
