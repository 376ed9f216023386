package dev.steward.objects;

/** Answers a group's wish to be woken. May come late or without need, never harms. */
public record TimePassed(long now) implements Input {}
