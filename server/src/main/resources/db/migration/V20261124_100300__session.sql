-- Sign-in attempts and sessions. The state is that of the row, not what was verified: password (an
-- attempt whose second factor is still to come), complete, ended. The login history is built from
-- these rows.
create table sign_in (
  id                 uuid primary key,
  account_id         uuid not null references account on delete cascade,
  token_hash         bytea unique,                    -- of the cookie's current value; null once ended
  state              text not null check (state in ('password', 'complete', 'ended')),
  passwordless       boolean not null default false,  -- a passkey alone opened it; no password was verified
  password_at        timestamptz(3) not null,         -- when the password, or the passkey alone, was accepted
  method             text,                            -- chosen or used: sms, email, remembered, ...
  method_to_link     text,                            -- method whose first device is linked at the end of this sign-in
  factor_at          timestamptz(3),                  -- when the second factor was last given; null if remembered
  factor_method      text,                            -- the factor that was given at factor_at
  completed_at       timestamptz(3),
  last_seen_at       timestamptz(3) not null,
  ended_at           timestamptz(3),
  end_reason         text,
  reported_at        timestamptz(3),                  -- when the owner reported it as someone else's
  address            text not null,
  browser            text not null,
  known_browser      text,                            -- set if this account has signed in from this browser before
  browser_mark       text,                            -- keyed hash of the id in __Host-known, alike for all accounts in one browser
  trusted_browser_id uuid,                            -- the remembered browser that was used or created
  landing            text,                            -- local page first requested
  wrong_codes        int not null default 0,
  attempt_expires_at timestamptz(3) not null,         -- expiry of an unfinished attempt
  accepted_hash      bytea,                           -- of the last accepted typed answer, to recognise a repeated form
  accepted_at        timestamptz(3),
  check ((state = 'complete') <= (completed_at is not null)),
  check ((state = 'ended') = (ended_at is not null)),
  check ((factor_at is null) = (factor_method is null))
);
create index sign_in_account on sign_in (account_id, password_at desc);
create index sign_in_password_at on sign_in (password_at);

-- Wrong passwords, counted by name, day and network. The name is a keyed hash; all unknown names
-- share one value, and tries that were not compared share another.
create table wrong_password (
  name_hash bytea not null,
  day       date not null,
  network   text not null,  -- an IPv4 address or an IPv6 /64
  address   text not null,  -- of the last try
  browser   text not null,
  count     bigint not null,
  last_at   timestamptz(3) not null,
  primary key (name_hash, day, network)
);
create index wrong_password_day on wrong_password (day);
