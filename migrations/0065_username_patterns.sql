-- What router users are called and how their passwords are made up (S1-4-c).
alter table conversion_settings add column username_pattern text not null default '{initial}{last_name}{number}' check (username_pattern <> '');
alter table conversion_settings add column password_kind text not null default 'characters' check (password_kind in ('characters', 'words', 'by_hand'));
-- Of passwords made of characters.
alter table conversion_settings add column password_length int not null default 10 check (password_length between 6 and 32);
alter table conversion_settings add column password_alphabet text not null default 'readable' check (password_alphabet in ('readable', 'digits', 'mixed'));
