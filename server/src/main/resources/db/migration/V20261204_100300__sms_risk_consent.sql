-- Who confirmed to know the risk of codes by SMS, and when (NIST SP 800-63B-4, section 3.2.9).
create table sms_risk_consent (
  account_id   uuid primary key references account on delete cascade,
  confirmed_at timestamptz(3) not null
);
