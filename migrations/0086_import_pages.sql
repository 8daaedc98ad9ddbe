-- The rows of a file, a thousand in a row of the table: one each cost an import as much as the events of its leads.
create table import_pages (
  organization_id uuid not null references organizations (id),
  import_id uuid not null,
  -- Counted from 1 below the heading, blank ones too.
  first_row int not null,
  last_row int not null,
  -- Of each row its cells: [["Amina Said", "+254 711 000 001"], …]
  cells json not null,
  primary key (organization_id, import_id, first_row),
  foreign key (organization_id, import_id) references imports (organization_id, id) on delete cascade
);
call protect('import_pages', 'select, insert, delete');

alter table import_rows no force row level security;
alter table import_pages no force row level security;
insert into import_pages (organization_id, import_id, first_row, last_row, cells)
select organization_id, import_id, min(row), max(row), json_agg(cells order by row) from import_rows group by organization_id, import_id, (row - 1) / 1000;
alter table import_pages force row level security;
drop table import_rows;

-- Whatever belongs to a job or a lead of an organization belongs to that organization, as the key of two columns proves; proving it a second time for each row
-- was a tenth of writing the results of an import.
alter table job_results drop constraint job_results_organization_id_fkey;
alter table lead_scores drop constraint lead_scores_organization_id_fkey;
alter table lead_tags drop constraint lead_tags_organization_id_fkey;
