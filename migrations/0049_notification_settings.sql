-- When and how an organization writes about leads and quotes (S0-10.4-a), and which channels a quote that waits for its time goes by.

create table notification_settings (
  organization_id uuid primary key references organizations (id),
  -- A new quote goes out by itself.
  quote_auto_notify boolean not null default false,
  quote_notify_channel text not null default 'both' check (quote_notify_channel in ('email', 'sms', 'both')),
  quote_email_bcc text,
  quote_send_delay_hours int not null default 3 check (quote_send_delay_hours between 0 and 168),
  -- ISO 8601 weekdays and hours of the organization's clock; neither may be empty, or nothing would ever go.
  notification_days int[] not null default '{1,2,3,4,5}' check (cardinality(notification_days) > 0),
  notification_hours int[] not null default '{9,10,11,12,13,14,15,16,17}' check (cardinality(notification_hours) > 0),
  -- Whom a quote's acceptance or refusal is told to besides the lead's owner.
  admin_notify_channel text not null default 'email' check (admin_notify_channel in ('none', 'email', 'sms', 'both')),
  updated_at timestamptz not null,
  version int not null default 1
);
call protect('notification_settings', 'select, insert, update');
insert into notification_settings (organization_id, updated_at) select organization_id, now() from organization_settings;

alter table quotes add column send_channels text[];
create index quotes_waiting on quotes (organization_id, send_at) where send_at is not null and deleted_at is null;
