-- One that was made for somebody, or chosen for them, who has not signed in with it and chosen their
-- own. Null for everybody's own.
alter table platform.accounts add column password_expires_at timestamptz;

-- Row-level security binds the owner of these too, who has no policy and would see nothing.
alter table platform.accounts no force row level security;
alter table platform.app_users no force row level security;
alter table platform.customer_users no force row level security;
update platform.accounts a set password_expires_at = now() + interval '7 days'
from platform.app_users u join platform.customer_users c on c.id = u.customer_user_id
where u.id = a.app_user_id and c.must_change_password and a.password_hash is not null;
alter table platform.accounts force row level security;
alter table platform.app_users force row level security;
alter table platform.customer_users force row level security;

-- Whether having signed in lately is not enough for an application's user to change the password or
-- the address.
alter table platform.applications
  add column current_password_required boolean not null default false;
