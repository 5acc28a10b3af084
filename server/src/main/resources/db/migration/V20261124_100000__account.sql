-- Accounts. Every operation on codes, counters, locks or contacts locks this row first.
create table account (
  id                        uuid primary key,
  username                  text not null,
  username_key              text not null unique,            -- case-folded, used for lookups
  name                      text not null,
  role                      text not null check (role in ('physician', 'admin', 'helpdesk', 'patient')),
  role_since                timestamptz(3),                  -- when an import or an admin gave the role; null if it was never given so
  language                  text not null default 'en',
  email                     text,
  email_verified_at         timestamptz(3),
  phone                     text,                            -- E.164
  phone_verified_at         timestamptz(3),
  method                    text,                            -- the current second factor; null until one was chosen and answered
  linked_methods            text[] not null default '{}',    -- methods with at least one linked device: an app, a passkey
  disabled_methods          text[] not null default '{}',    -- alternative sign-in methods that the owner disabled
  email_codes_blocked_until timestamptz(3),                  -- no code by e-mail completes a sign-in before this time
  sms_codes_blocked_until   timestamptz(3),                  -- the same for codes by SMS
  letters_blocked_until     timestamptz(3),                  -- no activation letter is issued before this time
  email_fallback_used_at    timestamptz(3),                  -- when the one-time e-mail fallback for SMS was used
  password_hash             text,                            -- null until the activation link is used
  password_changed_at       timestamptz(3),
  password_change_required  boolean not null default false,  -- set by an import: the owner must change it at the first sign-in
  disabled_at               timestamptz(3),
  erasure_told_at           timestamptz(3),                  -- when the admins were told that it can be erased; counts if after disabled_at
  wrong_codes               int not null default 0 check (wrong_codes >= 0),
  next_code_at              timestamptz(3),                  -- no code is compared before this time
  locked_at                 timestamptz(3),
  lock_reference            text,
  known_generation          int not null default 0,          -- part of the proof of a known browser; raised to make all of them new
  created_at                timestamptz(3) not null
);
create index account_phone on account (phone) where phone is not null;
create index account_disabled on account (disabled_at) where disabled_at is not null;
create index account_locked on account (locked_at) where locked_at is not null;

-- Numbers by which archives identify a physician. Each number belongs to one account.
create table physician_number (
  account_id uuid not null references account on delete cascade,
  issuer     text not null,
  number     text not null,
  primary key (issuer, number)
);
create index physician_number_account on physician_number (account_id);
