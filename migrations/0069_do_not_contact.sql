-- Why nobody is to write to a lead, or to the subscriber it became; null where one may.
alter table leads add column do_not_contact text check (do_not_contact <> '');

-- Whoever is written to is looked for among the few who do not want it, by lead and by address.
create index leads_stopped_phone on leads (organization_id, phone) where do_not_contact is not null;
create index leads_stopped_email on leads (organization_id, email) where do_not_contact is not null;
create index leads_stopped_subscriber on leads (organization_id, subscriber_id) where do_not_contact is not null and subscriber_id is not null;
