-- Whoever signs up says that an address is theirs, and which password they want. Until somebody has
-- read the mail that password belongs to the mail's token, and to no account: otherwise who signs
-- up with another's address, before or after them, would have a password that works as soon as the
-- other opens their mail.
alter table platform.one_time_tokens
  add column password_hash text,
  -- Two bytes of a keyed hash: whether another sign-up brought the same password.
  add column password_mark integer,
  -- Somebody else brought another password: nobody knows whose is the owner's, so none counts.
  add column is_contested boolean not null default false;

alter table platform.accounts
  -- How often another address was asked for that nobody has confirmed; the pauses grow with it.
  add column email_change_asks integer not null default 0;
create index on platform.accounts (new_email) where new_email is not null;

-- The migration's own role is bound by the policies like everybody.
alter table platform.accounts no force row level security;
alter table platform.app_users no force row level security;
alter table platform.one_time_tokens no force row level security;
update platform.one_time_tokens t set password_hash = a.password_hash
from platform.accounts a
where a.app_user_id = t.app_user_id and t.purpose = 'signup' and a.email_confirmed_at is null;
-- Who was mailed to confirm and has not: backends give the others theirs.
update platform.accounts a set password_hash = null
from platform.app_users u
where u.id = a.app_user_id and u.customer_user_id is null and a.email_confirmed_at is null
  and a.confirmation_sent_at is not null;
alter table platform.accounts force row level security;
alter table platform.app_users force row level security;
alter table platform.one_time_tokens force row level security;
