package dev.steward.process.child;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** What children of a test's JVM inherit beyond its own options. */
public final class InheritedOptions {

    private InheritedOptions() {}

    /** Has them inherit these too. */
    public static void add(List<String> options) {
        List<String> all = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        all.addAll(options);
        JvmOptions.setInherited(all);
    }
}
