-- Which sources and tags came with an import: [{ kind, id, name, isGone }]. An undo takes back those that nothing refers to any more.
alter table imports add column made jsonb not null default '[]' check (jsonb_typeof(made) = 'array');
