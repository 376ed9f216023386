package dev.steward.server.registry;

/**
 * A user's object that clients may call.
 *
 * @param typeId the typeid that it came from
 * @param target the object
 * @param methods what clients may call
 */
public record UserObject(String typeId, Object target, ExposedMethods methods) {}
