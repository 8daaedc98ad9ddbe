-- Files are kept with a lead or with a service order: photos of what was installed.
alter table files alter column lead_id drop not null;
alter table files add column service_order_id uuid;
alter table files add constraint files_subject check ((lead_id is null) <> (service_order_id is null));
alter table files add foreign key (organization_id, service_order_id) references service_orders (organization_id, id) on delete cascade;
create index files_service_order on files (organization_id, service_order_id, created_at desc, id desc) where service_order_id is not null;

-- A list of bills by when they are due, and one kind or status of them, newest first.
create index invoices_kind on invoices (organization_id, kind, status, created_at desc, id desc);
create index invoices_status on invoices (organization_id, status, created_at desc, id desc);
create index invoices_due on invoices (organization_id, due_on, id) where status = 'issued';
