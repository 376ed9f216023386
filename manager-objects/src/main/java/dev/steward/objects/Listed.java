package dev.steward.objects;

import dev.steward.api.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What the directory knows of an object.
 *
 * @param object its id
 * @param typeId the typeid it was made by
 * @param name its name, or null
 * @param references how many sessions' references, names and containers keep it
 */
public record Listed(
        ObjectId object, String typeId, @Nullable String name, long references) {}
