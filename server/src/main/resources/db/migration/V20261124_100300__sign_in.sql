-- A sign-in, from the right password over complete to ended. Sessions stand on it; the login history is made of it.
create table sign_in (
  id                 uuid primary key,
  account_id         uuid not null references account on delete cascade,
  token_hash         bytea unique,                     -- of the cookie's present value; null once ended
  state              text not null check (state in ('password', 'complete', 'ended')),
  password_at        timestamptz(3) not null,
  method             text,                             -- chosen or used: sms, email, remembered, ...
  factor_at          timestamptz(3),                   -- when the second factor was last given; null if remembered
  factor_method      text,                             -- the factor that was given then
  completed_at       timestamptz(3),
  last_seen_at       timestamptz(3) not null,
  ended_at           timestamptz(3),
  end_reason         text,
  reported_at        timestamptz(3),                   -- when the owner said that it was somebody else
  address            text not null,
  browser            text not null,
  known_browser      text,                             -- set if this account signed in from that browser before
  trusted_browser_id uuid,                             -- remembered browser that was used or made
  landing            text,                             -- local page first asked for
  wrong_codes        int not null default 0,
  open_until         timestamptz(3) not null,          -- an attempt lives until then
  accepted_hash      bytea,                            -- of the typed answer that was accepted last, to know it again
  accepted_at        timestamptz(3),
  check ((state = 'complete') <= (completed_at is not null)),
  check ((state = 'ended') = (ended_at is not null)),
  check ((factor_at is null) = (factor_method is null))
);
create index sign_in_account on sign_in (account_id, password_at desc);
create index sign_in_password_at on sign_in (password_at);

-- Wrong passwords, folded by name, day and network. The name is a keyed hash; all names that no account has are one,
-- and tries that were not looked at are another.
create table wrong_password (
  name_hash bytea not null,
  day       date not null,
  network   text not null,                             -- an address of IPv4, or a /64 of IPv6
  address   text not null,                             -- of the last one
  browser   text not null,
  count     bigint not null,
  last_at   timestamptz(3) not null,
  primary key (name_hash, day, network)
);
create index wrong_password_day on wrong_password (day);
