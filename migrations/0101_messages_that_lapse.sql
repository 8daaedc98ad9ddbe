-- A quote's last day, a code's last minute: what could not be sent by then, as in a provider's outage, is not sent any more.
alter table outbox_messages add column valid_until timestamptz;
