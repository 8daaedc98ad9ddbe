-- By what a file is known again, whatever it is called. Of files that came before nobody knows.
alter table imports add column content_hash bytea;
create index imports_content on imports (organization_id, noun, content_hash) where content_hash is not null;
