package dev.steward.benchmarks.cold;

import java.util.List;
import java.util.Set;

/**
 * Somebody whose programs are measured.
 *
 * @param name what options and tables call it
 * @param transport what its programs reach their server on, in the words of the tables
 * @param server the command of its server, which prints {@code ready} and its address; empty if it has none
 * @param program the command of its program, without what it is to do
 * @param rehearsal the same for the first run of a workload, which is not measured
 * @param tasks what its program can be told to do
 */
record ColdPeer(
        String name,
        String transport,
        List<String> server,
        List<String> program,
        List<String> rehearsal,
        Set<String> tasks) {

    /** Whose first run is like all others. */
    ColdPeer(String name, String transport, List<String> server, List<String> program, Set<String> tasks) {
        this(name, transport, server, program, program, tasks);
    }

    boolean does(ColdWorkload workload) {
        return tasks.contains(workload.task());
    }

    @Override
    public String toString() {
        return name + " over " + transport;
    }
}
