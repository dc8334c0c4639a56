/** A person with an account. */
export interface Person {
  readonly email: string;
  readonly password: string;
}

/** Calls the server as a program does, for what tests need and are not about. */
export async function request<T>(
  url: string,
  method: string,
  path: string,
  data: object,
  token?: string,
): Promise<T> {
  const response = await fetch(new URL(path, url), {
    method,
    headers: {
      "Content-Type": "application/json",
      ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(data),
  });
  const text = await response.text();
  if (!response.ok) {
    throw new Error(`${method} ${path}: ${response.status} ${text}`);
  }
  return (text === "" ? undefined : JSON.parse(text)) as T;
}

/** Signs somebody in; their token. */
export async function tokenOf(url: string, person: Person): Promise<string> {
  const path = "/auth/v1/token?grant_type=password";
  return (await request<{ access_token: string }>(url, "POST", path, person)).access_token;
}

/** They choose a password of their own in place of the one that they were told. */
export async function joined(url: string, { email, password: told }: Person): Promise<Person> {
  const password = "a password of one's own";
  const token = await tokenOf(url, { email, password: told });
  const chosen = { current_password: told, new_password: password };
  await request(url, "PUT", "/api/v1/me/password", chosen, token);
  return { email, password };
}
