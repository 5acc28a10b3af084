-- Sign-ins with a Kerberos ticket of a directory's domain, in place of a password.
alter table sign_in add column ticket_directory text;          -- the directory, by its name in the settings; null if no ticket was accepted
alter table sign_in add column ticket_auth_at timestamptz(3);  -- when the domain says that it authenticated the person
