package io.sardonyx.identity.supabase.links;

import io.sardonyx.identity.supabase.RequestFields;
import io.sardonyx.identity.supabase.RequestFields.MetaSecurity;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * To whom a mail is to be sent.
 *
 * @param type of which kind, where the address does not say it
 * @param codeChallenge for a link that leads back with a code (PKCE)
 */
public record PostEmail(
    @Nullable String email,
    @Schema(hidden = true) @Nullable String phone,
    @Nullable String type,
    @Schema(pattern = RequestFields.CHALLENGE_PATTERN) @Nullable String codeChallenge,
    @Schema(pattern = RequestFields.CHALLENGE_METHOD_PATTERN) @Nullable String codeChallengeMethod,
    @Nullable MetaSecurity gotrueMetaSecurity) {}
