package dev.steward.objects;

/**
 * The machine goes on from a backup, as another one than that of which the backup was taken, which went on and told its clients
 * things that this one does not know. Reaches every group: each session has ended as if its client had died, and fencing tokens
 * and numbers of objects go on behind all that the other one can have given. To the directory by way of the machine, and behind
 * {@link Restarted}, so that what one session leaves is not given to another that ends with it.
 *
 * @param epoch the upper half of fencing tokens from now on; greater than ever before
 */
public record FromBackup(long now, long epoch) implements Input {}
