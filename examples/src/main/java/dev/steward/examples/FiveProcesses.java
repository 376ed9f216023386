package dev.steward.examples;

import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SyncManager;
import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import java.util.ArrayList;
import java.util.List;

/** T18: five processes write their process ids into a dict and a list of a manager. */
public final class FiveProcesses {

    private static final int PROCESSES = 5;

    private FiveProcesses() {}

    /** Runs without arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (SyncManager manager = Multiprocessing.manager()) {
            SharedDict<Integer, Long> dict = manager.dict(Integer.class, Long.class);
            SharedList<Long> list = manager.list(Long.class);
            List<JavaProcess> processes = new ArrayList<>();
            for (int i = 0; i < PROCESSES; i++) {
                processes.add(JavaProcess.start(FiveProcesses::write, dict, list, i));
            }
            for (JavaProcess process : processes) {
                process.join();
            }
            System.out.println("dict: " + dict);
            System.out.println("list: " + list);
        }
    }

    private static void write(SharedDict<Integer, Long> dict, SharedList<Long> list, int index) {
        long pid = ProcessHandle.current().pid();
        dict.put(index, pid);
        list.add(pid);
    }
}
