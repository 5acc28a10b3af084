-- A sign-in that waits with the right password and nothing else, in a browser that the account had not used.
alter table failed_sign_in add column wrong_code boolean not null default true;
