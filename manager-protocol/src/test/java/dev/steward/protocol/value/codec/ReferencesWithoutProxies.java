package dev.steward.protocol.value.codec;

import dev.steward.api.ObjectToken;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hands out the tokens themselves, and remembers for which it did, and for which nobody asked. Used by one thread at a time. */
class ReferencesWithoutProxies implements References {

    final List<ObjectToken> made = new ArrayList<>();
    final List<ObjectToken> unread = new ArrayList<>();

    @Override
    public @Nullable ObjectToken tokenOf(Object value) {
        return null;
    }

    @Override
    public Object proxyOf(ObjectToken token) {
        made.add(token);
        return token;
    }

    @Override
    public void unread(ObjectToken token) {
        unread.add(token);
    }
}
