-- What is written once, read twice and forgotten need not be compressed.
alter table import_pages alter column cells set storage external;
