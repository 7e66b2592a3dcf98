package io.stockrelay.http;

import io.stockrelay.access.ApiKey;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A caller known by its key; the key itself is not kept. */
final class KeyAuthentication extends AbstractAuthenticationToken {

    private final transient ApiKey key;

    KeyAuthentication(ApiKey key) {
        super(AuthorityUtils.NO_AUTHORITIES);
        this.key = key;
        setAuthenticated(true);
    }

    ApiKey key() {
        return key;
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return key.name();
    }

    @Override
    public String getName() {
        return key.name();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyAuthentication that && that.key.equals(key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
