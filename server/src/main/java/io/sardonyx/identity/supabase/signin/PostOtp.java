package io.sardonyx.identity.supabase.signin;

import io.sardonyx.identity.supabase.RequestFields.MetaSecurity;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * To whom a sign-in link is to be sent.
 *
 * @param createUser whether it makes an account for whoever has none; yes, unless it is false
 * @param data what the metadata of a user begins with who has none
 * @param channel by which a phone is reached: never, here
 * @param codeChallenge for a link that leads back with a code (PKCE)
 */
public record PostOtp(
    @Nullable String email,
    @Nullable String phone,
    @Nullable Boolean createUser,
    @Nullable Map<String, Object> data,
    @Nullable String channel,
    @Nullable String codeChallenge,
    @Nullable String codeChallengeMethod,
    @Nullable MetaSecurity gotrueMetaSecurity) {}
