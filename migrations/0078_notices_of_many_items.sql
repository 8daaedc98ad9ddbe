-- A notice of several items together, when what is low is set anew for all of them, is of none of them.
alter table stock_notices alter column item_id drop not null;
