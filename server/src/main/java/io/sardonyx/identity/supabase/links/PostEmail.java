package io.sardonyx.identity.supabase.links;

import io.sardonyx.identity.supabase.RequestFields.MetaSecurity;
import org.jspecify.annotations.Nullable;

/**
 * To whom a mail is to be sent.
 *
 * @param type of which kind, where the address does not say it
 * @param codeChallenge for a link that leads back with a code (PKCE)
 */
public record PostEmail(
    @Nullable String email,
    @Nullable String phone,
    @Nullable String type,
    @Nullable String codeChallenge,
    @Nullable String codeChallengeMethod,
    @Nullable MetaSecurity gotrueMetaSecurity) {}
