-- Codes that are spoken in a call, and what gateways report of calls. The tables are taken in the order in which sending a
-- code takes them, so that older servers that are running do not wait in a circle with this. Every row meets the wider
-- constraints already: none is read ("not valid").

alter table otp_code drop constraint otp_code_channel_check;
alter table otp_code add constraint otp_code_channel_check check (channel in ('email', 'sms', 'voice')) not valid;
alter table outbox drop constraint outbox_channel_check;
alter table outbox add constraint outbox_channel_check check (channel in ('email', 'sms', 'voice')) not valid;
alter table outbox drop constraint outbox_receipt_check;
alter table outbox add constraint outbox_receipt_check check (receipt in
  ('delayed', 'relayed', 'delivered', 'expired', 'refused', 'undeliverable', 'no-answer', 'busy', 'no-mailbox', 'mailbox-full', 'rejected')) not valid;
alter table route_failure drop constraint route_failure_channel_check;
alter table route_failure add constraint route_failure_channel_check check (channel in ('email', 'sms', 'voice')) not valid;
