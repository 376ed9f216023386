package dev.steward.examples;

import dev.steward.api.SharedDict;
import dev.steward.api.SharedList;
import dev.steward.api.SharedNamespace;
import dev.steward.api.SyncManager;
import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import java.util.List;

/** T17: a namespace, a list and a dict of a manager. A child process changes them, and the parent sees what it did. */
public final class ManagerTypes {

    private ManagerTypes() {}

    /** Runs without arguments. */
    public static void main(String[] args) throws InterruptedException {
        try (SyncManager manager = Multiprocessing.manager()) {
            SharedNamespace namespace = manager.namespace();
            namespace.set("name", "old_name");
            SharedList<String> list = manager.listOf(List.of("first"));
            SharedDict<String, String> dict = manager.dict(String.class, String.class);
            dict.put("key", "value");

            System.out.println("parent: before " + namespace.get("name") + " " + list + " " + dict);
            JavaProcess.start(ManagerTypes::change, namespace, list, dict).join();
            System.out.println("parent: after " + namespace.get("name") + " " + list + " " + dict);
        }
    }

    private static void change(SharedNamespace namespace, SharedList<String> list, SharedDict<String, String> dict) {
        namespace.set("name", "new_name");
        list.add("appended");
        dict.put("new_key", "new_value");
    }
}
