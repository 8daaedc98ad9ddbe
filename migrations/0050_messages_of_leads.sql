create index outbox_messages_lead on outbox_messages (organization_id, lead_id) where lead_id is not null;
