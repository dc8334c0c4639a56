-- When the mail with it was handed over: a token may be there whose mail failed, and is tried again.
alter table platform.one_time_tokens add column sent_at timestamptz;
