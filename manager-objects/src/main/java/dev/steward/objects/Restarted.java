package dev.steward.objects;

/**
 * The process that drove the machine has ended, and another one goes on with what it left. Reaches every group: what that
 * process itself had asked for, waited for, held and run is gone with it, and each session gets its whole resume window anew.
 * To the directory by way of the machine; a machine in memory never gets it.
 *
 * @param limits how much the objects may hold from now on
 */
public record Restarted(long now, ObjectLimits limits) implements Input {}
