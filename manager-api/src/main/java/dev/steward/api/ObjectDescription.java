package dev.steward.api;

import org.jspecify.annotations.Nullable;

/**
 * What a server tells about one of its objects. Python twin: a line of {@code _debug_info()}.
 *
 * @param objectId its number
 * @param typeId the typeid it was made by
 * @param name its name, or null if it has none
 * @param references how many sessions and other objects refer to it
 * @param waiting how many calls wait in it
 * @param summary its contents in at most 160 characters
 */
public record ObjectDescription(
        ObjectId objectId, String typeId, @Nullable String name, int references, int waiting, String summary) {}
