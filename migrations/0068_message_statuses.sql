-- What a provider says of a message later, why one did not arrive, and the message that repeats one.

alter table outbox_messages
  -- Told apart by what can be done about it; the provider's words are in `error`.
  add column failure text check (failure in ('no_such_recipient', 'cannot_receive', 'out_of_reach', 'mailbox_full', 'blocked', 'refused', 'not_set_up', 'no_connection', 'unknown')),
  -- A failed message is sent again once, however often that is asked for.
  add column again_of_id uuid,
  add constraint outbox_messages_again unique (organization_id, again_of_id),
  add constraint outbox_messages_again_of foreign key (organization_id, again_of_id) references outbox_messages (organization_id, id);

-- The outbox is read newest first, narrowed by one of these; what an address begins with is compared letter by letter.
create index outbox_messages_newest on outbox_messages (organization_id, created_at desc, id desc);
create index outbox_messages_state on outbox_messages (organization_id, state, created_at desc, id desc);
create index outbox_messages_kind on outbox_messages (organization_id, kind, created_at desc, id desc);
create index outbox_messages_channel on outbox_messages (organization_id, channel, created_at desc, id desc);
create index outbox_messages_recipient on outbox_messages (organization_id, recipient collate "C", created_at desc);
