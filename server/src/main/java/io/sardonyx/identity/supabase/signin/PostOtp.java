package io.sardonyx.identity.supabase.signin;

import io.sardonyx.identity.supabase.RequestFields;
import io.sardonyx.identity.supabase.RequestFields.MetaSecurity;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
    @Schema(hidden = true) @Nullable String phone,
    @Nullable Boolean createUser,
    @Nullable Map<String, Object> data,
    @Schema(hidden = true) @Nullable String channel,
    @Schema(pattern = RequestFields.CHALLENGE_PATTERN) @Nullable String codeChallenge,
    @Schema(pattern = RequestFields.CHALLENGE_METHOD_PATTERN) @Nullable String codeChallengeMethod,
    @Nullable MetaSecurity gotrueMetaSecurity) {}
