-- Who a person is. Every act on codes, counters, lock or contacts takes this row first.
create table account (
  id                  uuid primary key,
  username            text not null,
  username_key        text not null unique,            -- folded, as it is looked up
  name                text not null,
  role                text not null check (role in ('physician', 'admin', 'patient')),
  language            text not null default 'en',
  email               text,
  email_proven_at     timestamptz(3),
  phone               text,                            -- E.164
  phone_proven_at     timestamptz(3),
  method              text,                            -- the second factor in use; null until one was chosen and answered
  ways_off            text[] not null default '{}',    -- other ways to sign in that the owner turned off
  email_code_from     timestamptz(3),                  -- no code by e-mail opens a sign-in before this moment
  email_once_at       timestamptz(3),                  -- when the one code by e-mail in place of an SMS was answered
  password_hash       text,                            -- null until the activation link was used
  password_changed_at timestamptz(3),
  password_given      boolean not null default false,  -- imported, and to be changed by its owner first
  disabled_at         timestamptz(3),
  wrong_codes         int not null default 0 check (wrong_codes >= 0),
  next_code_at        timestamptz(3),                  -- no code is compared before this moment
  locked_at           timestamptz(3),
  lock_reference      text,
  created_at          timestamptz(3) not null,
  held                bigint not null default 0        -- counts how often the row was taken
);
create index account_phone on account (phone) where phone is not null;

-- Numbers under which archives know a physician. One number is one person's.
create table physician_number (
  account_id uuid not null references account on delete cascade,
  issuer     text not null,
  number     text not null,
  primary key (issuer, number)
);
create index physician_number_account on physician_number (account_id);
