-- Guesses at a quote's codes are counted by the hour too, so that waiting for a code to expire gives none back.
alter table quote_code_counts drop constraint quote_code_counts_kind_check;
alter table quote_code_counts add constraint quote_code_counts_kind_check check (kind in ('guesses', 'hourly_guesses', 'codes'));
