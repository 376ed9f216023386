package dev.steward.api;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The methods of a {@link SharedNamespace} without waiting; what holds for all of them stands at {@link Asynchronous}.
 */
public interface AsyncNamespace {

    /** As {@link SharedNamespace#get(String)}. */
    CompletableFuture<@Nullable Object> get(String name);

    /** As {@link SharedNamespace#get(String, Class)}. */
    <T> CompletableFuture<@Nullable T> get(String name, Class<T> type);

    /** As {@link SharedNamespace#set}. */
    CompletableFuture<@Nullable Void> set(String name, @Nullable Object value);

    /** As {@link SharedNamespace#delete}. */
    CompletableFuture<@Nullable Void> delete(String name);

    /** As {@link SharedNamespace#contains}. */
    CompletableFuture<Boolean> contains(String name);

    /** As {@link SharedNamespace#update}. */
    CompletableFuture<@Nullable Void> update(Map<String, ? extends @Nullable Object> attributes);

    /** As {@link SharedNamespace#toMap}. */
    CompletableFuture<Map<String, @Nullable Object>> toMap();

    /** As {@link SharedNamespace#snapshot}. */
    CompletableFuture<Map<String, @Nullable Object>> snapshot();
}
