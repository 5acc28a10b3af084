-- The language of an account is unknown until somebody says it: an import, a directory, or its owner by signing in.
-- English was everybody's only because there was no other.
alter table account alter column language drop default, alter column language drop not null;
update account set language = null where language = 'en';
