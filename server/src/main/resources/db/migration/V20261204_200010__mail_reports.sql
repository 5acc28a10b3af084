-- What mail systems report of mails (RFC 3464).

alter table outbox drop constraint outbox_receipt_check;
alter table outbox add constraint outbox_receipt_check check (receipt in
  ('delayed', 'relayed', 'delivered', 'expired', 'refused', 'undeliverable', 'no-mailbox', 'mailbox-full', 'rejected'));
