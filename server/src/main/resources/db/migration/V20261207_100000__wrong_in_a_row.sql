-- Wrong codes since the last right one, or since the method was removed. Unlike wrong_codes an unlocking does not end them.
alter table account add wrong_in_a_row int not null default 0 check (wrong_in_a_row >= 0);
