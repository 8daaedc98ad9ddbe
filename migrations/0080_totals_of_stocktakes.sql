-- What came of a stocktake that is over: a list of many need not go through the lines of each. Those that were over before are added up as they were.
alter table stocktakes add column totals jsonb;
