package dev.steward.protocol.value.codec;

import dev.steward.api.ObjectToken;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Notes for which tokens a proxy was made while a value is read, so that those for which none was made any more are not
 * forgotten if reading fails. Used by one thread at a time.
 */
final class CountedReferences implements References {

    private final References references;
    private final List<ObjectToken> made = new ArrayList<>();

    CountedReferences(References references) {
        this.references = references;
    }

    /** Begins with another value. */
    void begin() {
        made.clear();
    }

    /** Returns how many proxies were made since {@link #begin}. */
    int count() {
        return made.size();
    }

    /**
     * Reading a value failed.
     *
     * @param before how many proxies were made before it
     * @param inside the tokens in it
     */
    void failed(int before, List<ObjectToken> inside) {
        if (!inside.isEmpty()) {
            List<ObjectToken> left = new ArrayList<>(inside);
            made.subList(before, made.size()).forEach(left::remove);
            left.forEach(references::unread);
        }
    }

    @Override
    public @Nullable ObjectToken tokenOf(Object value) {
        return references.tokenOf(value);
    }

    @Override
    public @Nullable Passage passageOf(Object value) {
        return references.passageOf(value);
    }

    @Override
    public Object proxyOf(ObjectToken token) {
        made.add(token);
        return references.proxyOf(token);
    }

    @Override
    public Runnable carried(Runnable work) {
        return references.carried(work);
    }

    @Override
    public void unread(ObjectToken token) {
        // Settled, also if what is around it cannot be read.
        made.add(token);
        references.unread(token);
    }
}
