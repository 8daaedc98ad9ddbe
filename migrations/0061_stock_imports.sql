-- Stock comes in a file as leads do (S0-10.12-k).
alter table imports drop constraint imports_noun_check;
alter table imports add constraint imports_noun_check check (noun in ('leads', 'stock'));
