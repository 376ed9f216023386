package dev.steward.process.memory;

import dev.steward.protocol.value.codec.Passage;

/**
 * A block on its way to another process of the same program.
 *
 * @param name its name; empty if it has none
 * @param file the file by which the other process has it
 * @param inode what tells it from another one that has got its name
 * @param size how many bytes it has
 */
record PassedBlock(String name, String file, long inode, int size) implements Passage {

    @Override
    public Object arrive() {
        return MemoryBlock.arrived(this);
    }
}
